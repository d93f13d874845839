"""The journey: where is the letter now, and who is responsible for it?"""

from __future__ import annotations

from typing import Final
from xml.etree.ElementTree import Element

from labkit.plots import journey_letter, journey_routes
from labkit.plots.journey_routes import LEFT, PITCH, ROAD, WIDE
from labkit.plots.journey_twin import place_of, state_word, twin_of
from labkit.plots.measure import width_of
from labkit.plots.names import clock_time
from labkit.plots.palette import BAND, HERE, INK, MUTED, PAPER, REFUSAL, REFUSAL_TINT, RULE
from labkit.plots.picture import Picture
from labkit.plots.svg import canvas, el, write
from labkit.plots.symbols import Name, sign, step
from labkit.records import Journey, Station, StationState
from labkit.texts import Language, say

_HIGH: Final = 96
_TOP: Final = ROAD - _HIGH // 2
_WIDTH: Final = 1072
_SIGNS: Final[dict[StationState, tuple[Name, str]]] = {
    "handed over": ("tick", "#00674B"),
    "waiting": ("hourglass", "#7A5300"),
    "refused": ("cross", REFUSAL),
}


def journey(record: Journey, language: Language) -> Picture:
    """Return the picture "Where is letter A now?"."""
    twin = twin_of(record, language)
    strip = journey_letter.rows_of(record, language)
    marks = journey_letter.marks_of(record)
    below = max(journey_routes.bottom(record), _TOP + _HIGH + 44)
    height = below + journey_letter.height(marks)
    svg = canvas(_WIDTH, height, twin.title, twin.answer, language)
    write(svg, LEFT, 38, twin.title, size=18, bold=True)
    journey_routes.links(svg, record, language)
    journey_routes.routes(svg, record, language)
    for place, station in enumerate(record.stations):
        _station(svg, station, place, language)
    journey_letter.draw(svg, marks, strip, below, record.subject, language)
    return Picture(svg, twin, say(language, "journey.caption"), language)


def _station(svg: Element, station: Station, place: int, language: Language) -> None:
    x = LEFT + place * PITCH
    _box(svg, station, x)
    step(svg, x + 10, _TOP - 17, str(place + 1))
    write(
        svg, x + 26, _TOP - 12.5, say(language, f"journey.role.{station.role}"), size=12, fill=MUTED
    )
    name = place_of(station, language)
    host = station.role in ("submission", "mx")
    size = 12 if host else 14.5 if width_of(name, 14.5, bold=True) <= WIDE - 8 else 13
    write(svg, x + WIDE / 2, _TOP + 29, name, size=size, bold=True, code=host, anchor="middle",
          width=WIDE - 8)  # fmt: skip
    _state(svg, station, x + WIDE / 2, language)
    if station.responsible:
        _baton(svg, x + WIDE / 2, _TOP + _HIGH, say(language, "journey.responsible"))


def _box(svg: Element, station: Station, x: float) -> None:
    fill, ink, line = {
        "here": (HERE, INK, 3.5),
        "waiting": (HERE, INK, 3.5),
        "refused": (REFUSAL_TINT, REFUSAL, 2.0),
        "handed over": (BAND, INK, 1.5),
    }.get(station.state, (PAPER, RULE, 1.5))
    el(svg, "rect", x=x, y=_TOP, width=WIDE, height=_HIGH, rx=8, fill=fill, stroke=ink,
       stroke_width=line)  # fmt: skip


def _state(svg: Element, station: Station, middle: float, language: Language) -> None:
    words = state_word(station, language)
    here = station.state in ("here", "waiting")
    size = 14 if here else 13
    ink = MUTED if station.state == "untouched" else INK
    shape, colour = _SIGNS.get(station.state, (None, INK))
    room = 0 if station.state == "untouched" else 20
    start = middle - (width_of(words, size, bold=here) + room) / 2
    if shape is not None:
        sign(svg, shape, start + 7, _TOP + 54, size=15, ink=colour)
    elif station.state == "here":
        el(svg, "circle", cx=start + 7, cy=_TOP + 54, r=5, fill=INK)
    write(svg, start + room, _TOP + 59, words, size=size, fill=ink, bold=here)
    told = station.detail or _since(station, language)
    if told:
        write(svg, middle, _TOP + 81, told, size=12, fill=MUTED, anchor="middle", width=WIDE - 16)


def _since(station: Station, language: Language) -> str:
    if station.since is None or station.state == "untouched":
        return ""
    key = "journey.since" if station.state in ("here", "waiting") else "journey.at"
    return say(language, key, time=clock_time(station.since))


def _baton(svg: Element, middle: float, y: float, words: str) -> None:
    wide = width_of(words, 12, bold=True) + 42
    x = middle - wide / 2
    el(svg, "rect", x=x, y=y - 1.5, width=wide, height=26, rx=13, fill=INK)
    sign(svg, "baton", x + 19, y + 11.5, size=15, ink=PAPER)
    write(svg, x + 32, y + 15.8, words, size=12, fill=PAPER, bold=True)
