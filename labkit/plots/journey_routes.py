"""The roads of the journey: between the stations by SMTP, from the mailbox to each device."""

from __future__ import annotations

from math import atan2, cos, hypot, sin
from typing import Final
from xml.etree.ElementTree import Element

from labkit.plots.names import capital, named
from labkit.plots.palette import GHOST, INK, MUTED, PAPER, PILLS, PROTOCOLS, REFUSAL, RULE, Ink
from labkit.plots.svg import el, number, write
from labkit.plots.symbols import Name, sign
from labkit.records import DeviceCard, Journey, Station
from labkit.texts import Language, say

# JupyterLab on a small laptop, its side bar open, leaves 828 pixels: all of the journey is seen
# there without scrolling, and nothing in it is smaller than 12.
WIDTH: Final = 820
LEFT: Final = 12
WIDE: Final = 120
PITCH: Final = 166
ROAD: Final = 166  # the height of the road, in the middle of the stations
_CARD_X: Final = 676
_CARD_WIDE: Final = WIDTH - LEFT - _CARD_X
_CARD_HIGH: Final = 70
_CARD_PITCH: Final = 80
_SIGNS: Final[dict[str, Name]] = {"phone": "phone", "laptop": "laptop", "tablet": "tablet"}
_STOPPED: Final[dict[str, tuple[Name, str]]] = {
    "refused": ("cross", REFUSAL),
    "deferred": ("hourglass", PILLS["later"]),
}

Point = tuple[float, float]


def bottom(record: Journey) -> float:
    """Return where the device cards end."""
    return _card_top(record, 0) + len(record.devices) * _CARD_PITCH + 20


def links(svg: Element, record: Journey, language: Language) -> None:
    """Draw the roads between the stations, with the protocol above and the real port below."""
    direct = any(s.role == "submission" and s.state == "passed by" for s in record.stations)
    first = ("SMTP", "25" if direct else "587")
    words = (first, ("SMTP", "25"), (say(language, "journey.store"), ""))
    for place, pair in enumerate(zip(record.stations, record.stations[1:], strict=False)):
        x = LEFT + place * PITCH + WIDE
        start, end = (x + 5, float(ROAD)), (x + PITCH - WIDE - 5, float(ROAD))
        direct = pair[0].state == "passed by" and record.stations[0].state == "handed over"
        # For another recipient the letter may still wait before a road that it went along.
        taken = pair[1].state in ("handed over", "here", "waiting") and not _unsent(pair[0])
        used = pair[0].state == "handed over" or direct or taken
        middle = (start[0] + end[0]) / 2
        if place < 2:
            _smtp(svg, start, end, pair[1], used)
            ink = PROTOCOLS["SMTP"].text
        else:
            _store(svg, start, end, used)
            ink = INK
        for text, base in zip(words[place], (ROAD - 13, ROAD + 22), strict=True):
            if text:
                write(svg, middle, base, text, size=12, fill=ink, bold=True, anchor="middle")


def routes(svg: Element, record: Journey, language: Language) -> None:
    """Draw the device cards and the road to each."""
    if not record.devices:
        return
    x = LEFT + 3 * PITCH + WIDE
    for place, card in enumerate(record.devices):
        top = _card_top(record, place)
        spread = (place - (len(record.devices) - 1) / 2) * 20
        road = ((x + 6, ROAD + spread), (_CARD_X - 6, top + _CARD_HIGH / 2))
        ink = PROTOCOLS[card.protocol]
        arrow(svg, *road, ink, used=card.holds != "nothing")
        _card(svg, card, top, language)
    if any(card.holds == "nothing" for card in record.devices):
        y = _card_top(record, len(record.devices)) + 8
        write(svg, _CARD_X + _CARD_WIDE, y, say(language, "journey.unused"), size=12, fill=MUTED,
              anchor="end")  # fmt: skip


def arrow(svg: Element, start: Point, end: Point, ink: Ink, *, used: bool) -> None:
    """Draw a protocol's line: its colour, its dash, its number of heads; unused it is thin."""
    line = 3.0 if used else 1.25
    head = 11.0 if used else 8.0
    shafts = (_towards(start, end, head - 1) if ink.heads == 2 else start,
              _towards(end, start, head - 1))  # fmt: skip
    el(svg, "path", d=_path(*shafts), stroke=ink.stroke, stroke_width=line,
       stroke_dasharray=ink.dash, fill="none")  # fmt: skip
    heads = _head(start, end, head) + (_head(end, start, head) if ink.heads == 2 else "")
    filled = ink.stroke if used else PAPER
    el(svg, "path", d=heads, fill=filled, stroke=ink.stroke, stroke_width=1.25,
       stroke_linejoin="round")  # fmt: skip


def _unsent(station: Station) -> bool:
    return station.state in ("untouched", "passed by")


def _smtp(svg: Element, start: Point, end: Point, taker: Station, used: bool) -> None:
    stopped = _STOPPED.get(taker.state)
    if stopped is None:
        arrow(svg, start, end, PROTOCOLS["SMTP"], used=used)
        return
    # The letter went as far as the door: the line ends half-way, at a sign.
    middle = ((start[0] + end[0]) / 2, start[1])
    el(svg, "path", d=_path(start, middle), stroke=PROTOCOLS["SMTP"].stroke, stroke_width=3)
    sign(svg, stopped[0], middle[0] + 9, middle[1], size=17, ink=stopped[1])


def _store(svg: Element, start: Point, end: Point, used: bool) -> None:
    ink = INK if used else GHOST
    line = 3.0 if used else 1.25
    el(svg, "path", d=_path(start, (end[0] - 10, end[1])), stroke=ink, stroke_width=line,
       stroke_dasharray="0.1 6" if used else "1.5 4.5",
       stroke_linecap="round" if used else None)  # fmt: skip
    el(svg, "path", d=_head(start, end, 11 if used else 8), fill=ink if used else PAPER, stroke=ink,
       stroke_width=1.25, stroke_linejoin="round")  # fmt: skip


def _card(svg: Element, card: DeviceCard, top: float, language: Language) -> None:
    ink = PROTOCOLS[card.protocol]
    stroke, line, dash = {
        "copy": (PROTOCOLS["POP3"].stroke, 3.5, None),
        "view": (PROTOCOLS["IMAP"].stroke, 2.0, "5 3"),
        "header": (PROTOCOLS["IMAP"].stroke, 2.0, "5 3"),
    }.get(card.holds, (RULE, 1.5, None))
    el(svg, "rect", x=_CARD_X, y=top, width=_CARD_WIDE, height=_CARD_HIGH, rx=8, fill=PAPER,
       stroke=stroke, stroke_width=line, stroke_dasharray=dash)  # fmt: skip
    sign(svg, _SIGNS.get(card.name, "pc"), _CARD_X + 20, top + 27, size=20)
    name = capital(named(language, "holder", card.name))
    write(svg, _CARD_X + 38, top + 22, name, size=13, bold=True, width=_CARD_WIDE - 46)
    write(svg, _CARD_X + 38, top + 39, card.protocol, size=12, fill=ink.text, bold=True)
    if card.lost or not card.online:
        shape: Name = "cross" if card.lost else "unplugged"
        sign(svg, shape, _CARD_X + _CARD_WIDE - 16, top + 35, size=14, ink=MUTED)
    holds = state_of(card)
    fill = MUTED if card.holds == "nothing" else ink.text
    write(svg, _CARD_X + 8, top + 59, say(language, f"journey.holds.{holds}"), size=12,
          fill=fill, bold=card.holds != "nothing", width=_CARD_WIDE - 12)  # fmt: skip


def state_of(card: DeviceCard) -> str:
    """Return what there is to say of a device, as a key: what it holds, or why it has nothing."""
    if card.lost:
        return "lost"
    return "asleep" if card.holds == "nothing" and not card.online else card.holds


def _card_top(record: Journey, place: int) -> float:
    span = (max(len(record.devices), 1) - 1) * _CARD_PITCH + _CARD_HIGH
    return ROAD - span / 2 + place * _CARD_PITCH


def _towards(point: Point, other: Point, distance: float) -> Point:
    length = hypot(other[0] - point[0], other[1] - point[1]) or 1
    return (
        point[0] + (other[0] - point[0]) * distance / length,
        point[1] + (other[1] - point[1]) * distance / length,
    )


def _path(start: Point, end: Point) -> str:
    return f"M{number(start[0])} {number(start[1])}L{number(end[0])} {number(end[1])}"


def _head(start: Point, end: Point, size: float) -> str:
    angle = atan2(end[1] - start[1], end[0] - start[0])
    wings = [
        f"L{number(end[0] - size * cos(angle + turn))} {number(end[1] - size * sin(angle + turn))}"
        for turn in (0.42, -0.42)
    ]
    return f"M{number(end[0])} {number(end[1])}{''.join(wings)}z"
