"""The label of a row: whose it is, how it fetches mail, and what else must be known of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from xml.etree.ElementTree import Element

from labkit.plots.film_frame import GUTTER, MARGIN, Frame
from labkit.plots.film_model import Row
from labkit.plots.measure import width_of
from labkit.plots.names import capital, listed, named
from labkit.plots.palette import BAND, GHOST, HERE, INK, MUTED, PAPER, PROTOCOLS, RULE
from labkit.plots.svg import el, write
from labkit.plots.symbols import Name, sign
from labkit.texts import Language, say

FILES: Final = 3  # names of files beside a row; more are counted
_LINE: Final = 19
_BOXES: Final = 8  # a larger quota is one bar
_SIGNS: Final[dict[str, Name]] = {
    "server": "server",
    "phone": "phone",
    "laptop": "laptop",
    "tablet": "tablet",
    "pc": "pc",
}


def draw(svg: Element, row: Row, frame: Frame, y: float, language: Language) -> None:
    """Draw the band of *row* at *y* with its label, and its files outside."""
    server = row.protocol is None
    el(svg, "rect", x=MARGIN, y=y, width=frame.right - MARGIN, height=frame.row, rx=6,
       fill=HERE if server else BAND, stroke=GHOST if row.lost else RULE,
       stroke_dasharray="2 4" if row.lost else None)  # fmt: skip
    x, middle = MARGIN + 34, y + frame.row / 2
    sign(svg, _SIGNS.get(row.holder, "pc"), MARGIN + 18, middle, size=20)
    lines = _lines(row, language)
    base = middle + 5 - len(lines) * _LINE / 2
    name = capital(named(language, "holder", row.holder))
    write(svg, x, base, name, size=14, bold=True, width=GUTTER - 38)
    for place, line in enumerate(lines, 1):
        line(svg, x, base + place * _LINE)
    if row.files:
        _files(svg, row.files, frame, y, language)


Line = Callable[[Element, float, float], None]


def _lines(row: Row, language: Language) -> list[Line]:
    lines: list[Line] = []
    if row.veiled:
        lines.append(_words(say(language, "film.veiled"), MUTED, bold=True))
    elif row.protocol is not None:
        word = say(language, f"film.protocol.{row.protocol}")
        ink = PROTOCOLS[row.protocol].text
        lines.append(_words(word, ink, bold=True))
    if row.room is not None:
        lines.append(_gauge(row.room, language))
    if row.locked:
        lines.append(_signed("padlock", "[IN-USE]", code=True))
    if row.lost:
        lines.append(_signed("cross", say(language, "film.lost")))
    elif not row.online:
        lines.append(_signed("unplugged", say(language, "film.offline")))
    if row.keys:
        lines.append(_signed("keys", listed(language, list(row.keys))))
    return lines


def _words(text: str, ink: str, *, bold: bool = False) -> Line:
    def line(svg: Element, x: float, y: float) -> None:
        write(svg, x, y, text, size=12, fill=ink, bold=bold, width=GUTTER - 35)

    return line


def _signed(name: Name, text: str, *, code: bool = False) -> Line:
    def line(svg: Element, x: float, y: float) -> None:
        sign(svg, name, x + 8, y - 4, size=17)
        write(svg, x + 21, y, text, size=12, code=code, fill=INK if code else MUTED,
              width=GUTTER - 60)  # fmt: skip

    return line


def _gauge(room: tuple[int, int], language: Language) -> Line:
    """Return a line with a box for each letter that has room, filled where one lies."""
    used, most = room
    text = say(language, "film.gauge", used=used, most=most)

    def line(svg: Element, x: float, y: float) -> None:
        room_left = GUTTER - 44 - width_of(text, 12, bold=True) - 8
        if most <= _BOXES:
            pitch = min(17.0, room_left / max(1, most))
            for place in range(most):
                el(svg, "rect", x=x + 0.75 + place * pitch, y=y - 9.5, width=pitch - 3.5,
                   height=11, rx=1.5, fill=INK if place < used else PAPER, stroke=INK,
                   stroke_width=1.5)  # fmt: skip
            wide = most * pitch
        else:
            wide = room_left
            el(svg, "rect", x=x + 0.75, y=y - 9.5, width=wide - 4, height=11, rx=1.5,
               fill=PAPER, stroke=INK, stroke_width=1.5)  # fmt: skip
            el(svg, "rect", x=x + 0.75, y=y - 9.5, width=(wide - 4) * min(1, used / most),
               height=11, rx=1.5, fill=INK)  # fmt: skip
        write(svg, x + wide + 5, y, text, size=12, bold=True)

    return line


def _files(
    svg: Element, files: tuple[str, ...], frame: Frame, y: float, language: Language
) -> None:
    """Draw what was exported: beside the strip, for no column of it can change it any more."""
    middle = frame.right + 4 + frame.files / 2
    names = [file_name(letter, language) for letter in files[:FILES]]
    if len(files) > FILES:
        names[-1] = say(language, "picture.more", count=len(files) - FILES + 1)
    top = y + frame.row / 2 - (36 + 15 * len(names)) / 2
    sign(svg, "file", middle, top + 17, size=36)
    for place, name in enumerate(names):
        write(svg, middle, top + 48 + place * 15, name, size=12, bold=True, anchor="middle",
              width=frame.files - 6)  # fmt: skip


def file_name(letter: str, language: Language) -> str:
    """Return how the file of *letter* is called."""
    return say(language, "film.file", letter=letter.replace("?", "letter"))
