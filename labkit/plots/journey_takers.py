"""What became of a letter for each recipient: "sent" is said of each of them, never of the letter.

RFC 5321 section 3.3: every RCPT command has a reply of its own.
"""

from __future__ import annotations

from typing import Final
from xml.etree.ElementTree import Element

from labkit.plots.journey_routes import LEFT, WIDTH
from labkit.plots.measure import balanced, width_of
from labkit.plots.names import clock_time
from labkit.plots.palette import INK, MUTED, PAPER, PILLS, REFUSAL, RULE
from labkit.plots.svg import el, write
from labkit.plots.symbols import Name, sign
from labkit.records import Journey, Taker
from labkit.texts import Language, say

_WIDE: Final = WIDTH - 2 * LEFT
_ROW: Final = 44
_MOST: Final = 6
_STATE: Final = 250  # where its column begins
_REPLY: Final = 430
_SIGNS: Final[dict[str, tuple[Name, str]]] = {
    "delivered": ("tick", PILLS["ok"]),
    "removed": ("tick", MUTED),
    "on its way": ("chevron", INK),
    "waiting": ("hourglass", PILLS["later"]),
    "refused": ("cross", REFUSAL),
}


def height(record: Journey) -> float:
    """Return how much room the list needs; none where there is one recipient."""
    lines = min(len(record.takers), _MOST)
    more = 24 if len(record.takers) > _MOST else 0
    return 25 + lines * _ROW + more + 22 if lines else 0


def draw(svg: Element, record: Journey, y: float, language: Language) -> None:
    """Draw the list from *y* downwards."""
    shown = record.takers[:_MOST]
    if not shown:
        return
    write(svg, LEFT, y + 14, say(language, "journey.takers"), bold=True)
    high = height(record) - 25 - 22
    el(svg, "rect", x=LEFT, y=y + 25, width=_WIDE, height=high, rx=6, fill=PAPER, stroke=RULE)
    for row, taker in enumerate(shown):
        top = y + 25 + row * _ROW
        if row:
            el(svg, "path", d=f"M{LEFT} {top:g}h{_WIDE}", stroke=RULE)
        _taker(svg, taker, top, language)
    if len(record.takers) > _MOST:
        more = say(language, "journey.more", count=len(record.takers) - _MOST)
        write(svg, LEFT + 14, y + 25 + high - 9, more, size=12, fill=MUTED)


def state_of(taker: Taker, language: Language) -> str:
    """Return what became of it, in a word or two."""
    return say(language, f"journey.taker.{taker.state.replace(' ', '_')}")


def _taker(svg: Element, taker: Taker, top: float, language: Language) -> None:
    shape, ink = _SIGNS[taker.state]
    sign(svg, shape, LEFT + 22, top + _ROW / 2, size=16, ink=ink)
    _address(svg, taker.address, top, _STATE - 50)
    write(svg, _STATE + 14, top + 19, state_of(taker, language), bold=True)
    write(svg, _STATE + 14, top + 36, taker.place, size=12, fill=MUTED, width=_REPLY - _STATE - 8)
    told = told_of(taker, language)
    lines = balanced(told[0], WIDTH - LEFT - _REPLY - 24, 12, 3 - len(told)) if told[0] else []
    lines += told[1:]
    for number, line in enumerate(lines):
        base = top + 26 + (number - (len(lines) - 1) / 2) * 16
        write(svg, _REPLY + 14, base, line, size=12, fill=INK if taker.reply else MUTED)


def _address(svg: Element, address: str, top: float, room: float) -> None:
    """Write an address that is too long in two lines: its domain matters as much as its name."""
    lines = [address]
    if width_of(address[:200], 12, code=True) > room:
        local, at, domain = address.rpartition("@")
        lines = [local, at + domain]
    for number, line in enumerate(lines):
        base = top + 26 + (number - (len(lines) - 1) / 2) * 16
        write(svg, LEFT + 42, base, line, size=12, code=True, width=room)


def told_of(taker: Taker, language: Language) -> list[str]:
    """Return the reply, or since when it is so, and when the next try is."""
    since = clock_time(taker.since)
    first = taker.reply or (say(language, "journey.since", time=since) if since else "")
    if not taker.next_try:
        return [first]
    return [first, say(language, "journey.next", time=taker.next_try)]
