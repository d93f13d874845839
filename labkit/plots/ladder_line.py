"""One row of the ladder: an arrow, who speaks, and the words or the reply's pill on it."""

from __future__ import annotations

import re
from typing import Final
from xml.etree.ElementTree import Element

from labkit.plots.measure import shorten, width_of
from labkit.plots.palette import INK, MUTED, PAPER, PILLS, PROTOCOLS, REFUSAL
from labkit.plots.svg import clean, el, number, write
from labkit.plots.symbols import Name, sign
from labkit.records import Pill, WireLine
from labkit.texts import Language, say

CLIENT: Final = 112
SERVER: Final = 482  # the lifelines are 370 apart
_ROOM: Final = 290  # for words between them, so that a piece of arrow shows at both ends
_SIGNS: Final[dict[Pill, Name]] = {"ok": "tick", "go": "dots", "later": "loop", "no": "cross"}
_SIZE: Final = 12.5
_JOINED: Final = re.compile(" · |, ")  # between the lines of one reply


def draw(
    svg: Element, line: WireLine, y: float, speakers: dict[str, str], language: Language
) -> None:
    """Draw *line* at the height *y*."""
    _speaker(svg, line, y, speakers[line.direction])
    if line.direction == "C":
        _arrow(svg, line, y)
        _said(svg, line, y, language)
    else:
        _answered(svg, line, y, language)
    if line.lost:
        _lost(svg, y, language)


def shown(line: WireLine, language: Language) -> str:
    """Return the words of a row: many lines of content are counted, not listed."""
    if line.kind == "content":
        key = "ladder.content" if line.count > 1 else "ladder.content_one"
        return say(language, key, count=line.count, octets=line.octets)
    if line.count > 1:
        return f"{line.text}  ({say(language, 'ladder.lines', count=line.count)})"
    return line.text


def _fitted(line: WireLine, room: float, code: bool, language: Language) -> str:
    """Return the words of a row, shortened; how many lines they stand for is kept."""
    if line.kind == "content":
        return shorten(clean(shown(line, language)), room, _SIZE)
    words = clean(line.text)
    if line.code and words.startswith(line.code):
        words = words[len(line.code) :].lstrip(" -")  # the pill says it already
    if line.count > 1 and _JOINED.search(words) and width_of(words, _SIZE, code=code) <= room:
        return words  # all lines are here, one behind the other
    more = f"  +{line.count - 1}" if line.count > 1 else ""
    room -= width_of(more, _SIZE, code=code)
    return shorten(words, room, _SIZE, code=code) + more


def _ink(line: WireLine) -> str:
    if line.direction == "C":
        return PROTOCOLS[line.protocol].stroke
    return PILLS[line.pill] if line.pill else INK


def _arrow(svg: Element, line: WireLine, y: float) -> None:
    ink = _ink(line)
    if line.lost:
        # It left one end and never reached the other.
        d = f"M{CLIENT + 2} {number(y)}H{(CLIENT + SERVER) // 2}"
        el(svg, "path", d=d, stroke=ink, stroke_width=2.5)
        return
    el(svg, "path", d=f"M{CLIENT + 2} {number(y)}H{SERVER - 9}", stroke=ink, stroke_width=2.25)
    el(svg, "path", d=f"M{SERVER - 1} {number(y)}l-10 -4.5v9z", fill=ink)


def _dashes(svg: Element, line: WireLine, y: float, left: float, right: float) -> None:
    """Draw the server's arrow round its words; both pieces begin with a whole dash there."""
    ink, height = _ink(line), number(y)
    d = f"M{number(left)} {height}H{CLIENT + 9}M{number(right)} {height}H{SERVER - 2}"
    el(svg, "path", d=d, stroke=ink, stroke_width=2.25, stroke_dasharray="7 4")
    el(svg, "path", d=f"M{CLIENT + 1} {height}l10 -4.5v9z", fill=ink)


def _speaker(svg: Element, line: WireLine, y: float, name: str) -> None:
    if line.direction == "C":
        sign(svg, "chevron", CLIENT - 13, y, size=12, ink=_ink(line))
        write(svg, CLIENT - 25, y + 4.3, name, size=12, fill=MUTED, anchor="end", width=80)
    else:
        sign(svg, "chevron back", SERVER + 13, y, size=12)
        write(svg, SERVER + 25, y + 4.3, name, size=12, fill=MUTED, width=52)


def _said(svg: Element, line: WireLine, y: float, language: Language) -> None:
    code = line.kind != "content"
    room = _ROOM if not line.lost else (SERVER - CLIENT) / 2 - 40
    words = _fitted(line, room, code, language)
    wide = width_of(words, _SIZE, code=code) + 18
    middle = (CLIENT + SERVER) / 2 if not line.lost else CLIENT + (SERVER - CLIENT) / 4 + 4
    tint = PROTOCOLS[line.protocol].tint
    el(svg, "rect", x=middle - wide / 2, y=y - 10.5, width=wide, height=21, rx=5, fill=tint)
    write(svg, middle, y + 4.4, words, size=_SIZE, code=code, anchor="middle")


def _answered(svg: Element, line: WireLine, y: float, language: Language) -> None:
    x = CLIENT + 30.0
    pill = _pill_width(line)
    code = line.kind != "content"
    words = _fitted(line, _ROOM + 16 - pill, code, language)
    wide = pill + (width_of(words, _SIZE, code=code) + 8 if words else 0)
    if not line.lost:
        _dashes(svg, line, y, x - 5, x + wide + 6)
    if pill:
        _pill(svg, line, x, y, pill)
    if words:
        write(svg, x + pill + (8 if pill else 4), y + 4.4, words, size=_SIZE, code=code)


def _pill_width(line: WireLine) -> float:
    if line.pill is None or not line.code:
        return 0
    room = 18 if line.pill == "info" else 32
    return max(34.0, width_of(line.code, 12, code=True) + room)


def _pill(svg: Element, line: WireLine, x: float, y: float, wide: float) -> None:
    kind: Pill = line.pill or "info"
    ink = PILLS[kind]
    plain = kind == "info"
    el(svg, "rect", x=x, y=y - 9.5, width=wide, height=19, rx=5, fill=PAPER if plain else ink,
       stroke=ink, stroke_width=1.5)  # fmt: skip
    if plain:
        write(svg, x + wide / 2, y + 4.3, line.code, size=12, code=True, bold=True,
              anchor="middle")  # fmt: skip
        return
    sign(svg, _SIGNS[kind], x + 13, y, size=12, ink=PAPER)
    write(svg, x + 24, y + 4.3, line.code, size=12, fill=PAPER, code=True, bold=True)


def _lost(svg: Element, y: float, language: Language) -> None:
    middle = (CLIENT + SERVER) / 2
    sign(svg, "cross", middle + 9, y, size=15, ink=REFUSAL)
    write(svg, middle + 24, y + 4.3, say(language, "ladder.lost"), size=12, fill=REFUSAL, bold=True)
