"""One tile of the film strip: a letter as a holder has it, in border, dot, word and corner."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element

from labkit.plots.film_model import Look, Strip, crowd
from labkit.plots.measure import balanced, width_of
from labkit.plots.palette import GHOST, INK, MUTED, PAPER, PROTOCOLS, REFUSAL
from labkit.plots.svg import el, number
from labkit.plots.symbols import clock, flag
from labkit.records import Tile
from labkit.texts import Language, find, say

BADGE: Final = 10.5  # the smallest type in any picture


@dataclass(frozen=True, slots=True)
class Size:
    """How large tiles are, and, where it is possible, which letter stands at which place.

    A letter that keeps its place through the whole strip is found at a glance, and a ghost
    leaves a hole instead of pulling the others along.
    """

    width: float
    height: float
    pitch: float
    letter: float
    places: int
    fixed: dict[str, int] = field(default_factory=dict)

    @property
    def span(self) -> float:
        """Width of all places together."""
        return (self.places - 1) * self.pitch + self.width

    def slot(self, look: Look, place: int) -> int:
        """Return the place of *look*, which is number *place* in its cell."""
        return self.fixed.get(look.tile.letter, place)


def size_for(strip: Strip, room: float) -> Size:
    """Return one size for all tiles of *strip*: large where at most two have *room* in a cell."""
    shown = [crowd(cell) for row in strip.rows for cell in row.cells]
    most = max((len(cell.looks) + bool(cell.more) for cell in shown), default=1)
    letters = sorted({look.tile.letter for cell in shown for look in cell.looks}, key=_order)
    once = all(len({x.tile.letter for x in cell.looks}) == len(cell.looks) for cell in shown)
    fits = once and len(letters) <= 4 and not any(cell.more for cell in shown)
    fixed = {letter: place for place, letter in enumerate(letters)} if fits else {}
    places = max(most, len(fixed), 1)
    large = Size(58, 56, 68, 19, places, fixed)
    if places == 1 or (places == 2 and large.span + 20 <= room):
        return large
    medium = Size(50, 56, 60, 18, places, fixed)
    if places == 2 and medium.span + 20 <= room:
        return medium
    places = min(places, 4)
    least = 47.0 if places == 2 else 48.0  # thick borders must not touch
    pitch = min(54.0, max(least, (room - 63) // (places - 1)))
    return Size(43, 56, pitch, 16, places, fixed)


def tray(parent: Element) -> Element:
    """Return a group for tiles: what most of them share is said once, so a strip stays light."""
    return el(parent, "g", font_size=12, font_weight=700, fill=INK, stroke_width=2,
              text_anchor="middle")  # fmt: skip


def draw(on: Element, look: Look, size: Size, x: float, y: float, language: Language) -> None:
    """Draw *look* on a :func:`tray` with its upper left corner at *x*, *y*."""
    middle = x + size.width / 2
    _border(on, look, size, x, y)
    word, ink = word_of(look, language)
    lines, type_size = _lines(word, size)
    base = y + round(size.height / 2 + size.letter * 0.36 - (0, 4, 9)[len(lines)])
    unread = look.tile.seen is False
    fill = MUTED if look.gone else None
    heavy = unread and not look.gone
    _say(on, look.tile.letter[:3], middle, base, size.letter, fill, bold=heavy)
    if look.tile.marked and not look.gone:
        reach = size.width / 2 - 9
        d = f"M{number(middle - reach)} {number(base - size.letter // 5)}h{number(2 * reach)}"
        el(on, "path", d=d, stroke=REFUSAL, stroke_width=3, stroke_linecap="round")
    for order, line in enumerate(lines):
        bold = not look.gone and width_of(line, type_size, bold=True) <= size.width - 4
        under = y + size.height - 7 - (len(lines) - 1 - order) * 11.5
        _say(on, line, middle, under, type_size, ink, bold=bold)
    if look.tile.seen is not None and not look.gone:
        dot(on, x + 11, y + 12, unread, on_tray=True)
    if look.stale:
        clock(on, x + size.width - 2, y + 2, 8.5 if size.width > 50 else 7)
    elif look.changed:
        flag(on, x + size.width + 4, y - 4, 20 if size.width > 50 else 15)


def dot(svg: Element, x: float, y: float, unread: bool, *, on_tray: bool = False) -> None:
    """Draw the read mark: filled is unread; *on_tray* it has ink and line from there."""
    if unread:
        el(svg, "circle", cx=x, cy=y, r=4.6, fill=None if on_tray else INK)
    else:
        width = None if on_tray else 2
        el(svg, "circle", cx=x, cy=y, r=3.6, fill=PAPER, stroke=INK, stroke_width=width)


def _say(
    on: Element, text: str, x: float, y: float, size: float, fill: str | None, *, bold: bool
) -> None:
    el(on, "text", text, x=x, y=y, font_size=None if size == 12 else size, fill=fill,
       font_weight=None if bold else 400)  # fmt: skip


def word_of(look: Look, language: Language) -> tuple[str, str]:
    """Return the word on the tile and its colour."""
    tile = look.tile
    if look.gone:
        return say(language, "film.gone"), MUTED
    if tile.marked:
        return say(language, "film.marked"), REFUSAL
    if tile.holding == "copy":
        return say(language, "film.copy"), PROTOCOLS["POP3"].text
    if tile.holding == "view":
        kind = "cached" if look.cached else "view" if tile.body else "header"
        return say(language, f"film.{kind}"), PROTOCOLS["IMAP"].text
    return "", MUTED


def _lines(word: str, size: Size) -> tuple[list[str], float]:
    """Return *word* in one line where it has room, else in two, and how large it is written."""
    if not word:
        return [], BADGE
    if width_of(word, 12, bold=True) <= size.width - 6:
        return [word], 12
    if width_of(word, BADGE) <= size.width - 2.5:  # "marked", in a narrow tile
        return [word], BADGE
    return balanced(word, size.width - 4, BADGE, 2), BADGE


def shelf(tile: Tile, language: Language) -> str:
    """Return the name of the tile's mailbox as people know it."""
    return find(language, f"picture.shelf.{tile.shelf}") or tile.shelf


def _border(svg: Element, look: Look, size: Size, x: float, y: float) -> None:
    ink = INK
    line: float | None = None  # as the tray says
    dash = None
    if look.gone:
        ink, dash = GHOST, "2 4"
    elif look.tile.holding == "view":
        ink, dash = PROTOCOLS["IMAP"].stroke, "5 3"
    elif look.tile.holding == "copy":
        ink, line = PROTOCOLS["POP3"].stroke, 3.5
    el(svg, "rect", x=x, y=y, width=size.width, height=size.height, rx=6, fill=PAPER, stroke=ink,
       stroke_width=line, stroke_dasharray=dash)  # fmt: skip


def _order(letter: str) -> tuple[int, str]:
    return len(letter), letter
