"""The journey: where is the letter now, and who is responsible for it?"""

from __future__ import annotations

from typing import Final
from xml.etree.ElementTree import Element

from labkit.plots import journey_letter, journey_return, journey_routes, journey_takers
from labkit.plots.journey_routes import LEFT, PITCH, ROAD, WIDE, WIDTH
from labkit.plots.journey_twin import detail_of, place_of, state_word, told_of, twin_of
from labkit.plots.lighting import choice_of, rules, shine
from labkit.plots.measure import balanced, width_of
from labkit.plots.names import clock_time
from labkit.plots.palette import BAND, HERE, INK, MUTED, PAPER, PILLS, REFUSAL, REFUSAL_TINT, RULE
from labkit.plots.picture import Picture
from labkit.plots.svg import canvas, el, write
from labkit.plots.symbols import Name, sign, step
from labkit.records import Journey, Station, StationState
from labkit.texts import Language, say

_HIGH: Final = 108
_TOP: Final = ROAD - _HIGH // 2
_SIGNS: Final[dict[StationState, tuple[Name, str]]] = {
    "handed over": ("tick", PILLS["ok"]),
    "waiting": ("hourglass", PILLS["later"]),
    "deferred": ("hourglass", PILLS["later"]),
    "refused": ("cross", REFUSAL),
}


def journey(record: Journey, language: Language) -> Picture:
    """Return the picture "Where is letter A now?"."""
    twin = twin_of(record, language)
    strip = journey_letter.rows_of(record, language)
    marks = journey_letter.marks_of(record)
    high = _height(record, language)
    lane = _TOP + high + 44
    list_top = lane + journey_return.height(record)
    if record.takers or record.devices:
        list_top = max(journey_routes.bottom(record), list_top)
    below = list_top + journey_takers.height(record)
    height = below + journey_letter.height(marks, strip, record.subject)
    svg = canvas(WIDTH, height, twin.title, twin.answer, language)
    write(svg, LEFT, 38, twin.title, size=18, bold=True)
    for place, station in enumerate(record.stations):
        _station(svg, station, place, high, language)
    # After the stations: one that lights up must not cover what the roads are called.
    journey_routes.links(svg, record, language)
    journey_routes.routes(svg, record, language)
    journey_return.draw(svg, record, _stem_top(record, high), lane, language)
    journey_takers.draw(svg, record, list_top, language)
    journey_letter.draw(svg, marks, strip, below, record, language)
    rules(svg, _events(record))
    return Picture(svg, twin, _caption(record, language), language)


def _events(record: Journey) -> set[int]:
    return {event for each in (*record.stations, *record.errors) for event in each.events}


def _height(record: Journey, language: Language) -> float:
    """Return how high the boxes are, so that each has room for what was said there."""
    return _HIGH + 15 * (max((len(_details(s, language)) for s in record.stations), default=1) - 1)


def _details(station: Station, language: Language) -> list[str]:
    told = detail_of(station, language) or _since(station, language)
    return balanced(told, WIDE - 10, 12, 4) if told else []


def _stem_top(record: Journey, high: float) -> float:
    """Return from where the line to an error mail comes: the box that wrote it, or its baton."""
    writers = {error.station for error in record.errors}
    held = any(s.responsible for s in record.stations if s.role in writers)
    return _TOP + high + (26 if held else 1)


def _caption(record: Journey, language: Language) -> str:
    """Return what to see; of lanes, lists and thin lines only where there are some."""
    words = say(language, "journey.caption")
    if record.takers:
        words = say(language, "journey.caption_several", caption=words)
    if record.errors:
        words = say(language, "journey.caption_error", caption=words)
    if any(card.holds == "nothing" for card in record.devices):
        return say(language, "journey.caption_thin", caption=words)
    return words


def _station(svg: Element, station: Station, place: int, high: float, language: Language) -> None:
    x = LEFT + place * PITCH
    if station.events:
        svg = choice_of(svg, station.events, told_of(place + 1, station, language))
        shine(svg, x - 4, _TOP - 4, WIDE + 8, high + 8, 11)
    _box(svg, station, x, high)
    step(svg, x + 10, _TOP - 24, str(place + 1))
    role = balanced(say(language, f"journey.role.{station.role}"), PITCH - 42, 12, 2)
    for number, line in enumerate(role):
        base = _TOP - 19.5 + (number - (len(role) - 1) / 2) * 15
        write(svg, x + 26, base, line, size=12, fill=MUTED)
    _name(svg, station, x + WIDE / 2, language)
    _state(svg, station, x + WIDE / 2, language)
    if station.responsible:
        _baton(svg, x + WIDE / 2, _TOP + high, say(language, "journey.responsible"))


def _name(svg: Element, station: Station, middle: float, language: Language) -> None:
    """Write who this is: a person's in up to two lines, a host's broken after its first dot."""
    name = place_of(station, language)
    host = station.role in ("submission", "mx") and bool(station.name)
    size = 12 if host else 13
    if host:
        first, dot, rest = name.partition(".")
        lines = [first + dot, rest] if rest else [name]
    else:
        lines = balanced(name, WIDE - 8, size, 2, bold=True)
    for number, line in enumerate(lines):
        base = _TOP + 32 + (number - (len(lines) - 1) / 2) * 17
        write(svg, middle, base, line, size=size, bold=True, code=host, anchor="middle",
              width=WIDE - 6)  # fmt: skip


def _box(svg: Element, station: Station, x: float, high: float) -> None:
    fill, ink, line = {
        "here": (HERE, INK, 3.5),
        "waiting": (HERE, INK, 3.5),
        "refused": (REFUSAL_TINT, REFUSAL, 2.0),
        "handed over": (BAND, INK, 1.5),
    }.get(station.state, (PAPER, RULE, 1.5))
    el(svg, "rect", x=x, y=_TOP, width=WIDE, height=high, rx=8, fill=fill, stroke=ink,
       stroke_width=line)  # fmt: skip


def _state(svg: Element, station: Station, middle: float, language: Language) -> None:
    words = state_word(station, language)
    here = station.state in ("here", "waiting")
    size = 13
    ink = MUTED if station.state in ("untouched", "passed by", "gone") else INK
    shape, colour = _SIGNS.get(station.state, (None, INK))
    room = 20 if shape or here else 0
    start = middle - (width_of(words, size, bold=here) + room) / 2
    if shape is not None:
        sign(svg, shape, start + 7, _TOP + 64, size=15, ink=colour)
    elif station.state == "here":
        el(svg, "circle", cx=start + 7, cy=_TOP + 64, r=5, fill=INK)
    write(svg, start + room, _TOP + 69, words, size=size, fill=ink, bold=here)
    for number, line in enumerate(_details(station, language)):
        write(svg, middle, _TOP + 89 + number * 15, line, size=12, fill=MUTED, anchor="middle")


def _since(station: Station, language: Language) -> str:
    if station.since is None or station.state == "untouched":
        return ""
    key = "journey.since" if station.state in ("here", "waiting") else "journey.at"
    return say(language, key, time=clock_time(station.since))


def _baton(svg: Element, middle: float, y: float, words: str) -> None:
    wide = width_of(words, 12, bold=True) + 38
    x = middle - wide / 2
    el(svg, "rect", x=x, y=y - 1.5, width=wide, height=26, rx=13, fill=INK)
    sign(svg, "baton", x + 17, y + 11.5, size=15, ink=PAPER)
    write(svg, x + 29, y + 15.8, words, size=12, fill=PAPER, bold=True)
