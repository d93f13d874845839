"""One cell of the film strip: its tiles, the shelves they lie on, and how old the view is."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final
from xml.etree.ElementTree import Element

from labkit.plots import film_tile
from labkit.plots.film_frame import Frame
from labkit.plots.film_model import Cell, Look, Row, crowd
from labkit.plots.film_tile import BADGE
from labkit.plots.measure import balanced, shorten, width_of
from labkit.plots.palette import MUTED, QUIET, REFUSAL, RULE
from labkit.plots.svg import el, number
from labkit.plots.symbols import clock
from labkit.texts import Language, find, say

_TAB: Final = 15


def draw(
    svg: Element, cell: Cell, row: Row, frame: Frame, place: tuple[float, float], language: Language
) -> None:
    """Draw *cell* of *row* on a tray; *place* is the middle of its upper edge."""
    middle, y = place
    size, lift = frame.size, _lift(row, frame.wide, language)
    shown = crowd(cell)
    centre = y + (frame.row + frame.tab) / 2 - lift
    if not shown.looks:
        word = say(language, "film.lost" if cell.lost else "film.empty")
        el(svg, "text", word, x=middle, y=y + frame.row / 2 + 4, fill=MUTED, font_weight=400)
    top, left = centre - size.height / 2, round(middle - size.span / 2)
    places = [(look, left + size.slot(look, order) * size.pitch)
              for order, look in enumerate(shown.looks)]  # fmt: skip
    if frame.tab:
        for words, begin, end in _tabs(places, frame, language):
            _tab(svg, words, begin, end, top)
    for look, x in places:
        film_tile.draw(svg, look, size, x, top, language)
    if shown.more:
        more = say(language, "picture.more", count=shown.more)
        last = left + 3 * size.pitch + size.width / 2
        el(svg, "text", more, x=last, y=centre + 5, font_size=15)
    if cell.stale_since is not None:
        lines = _still_lines(cell.stale_since, frame.wide, language)
        _still(svg, lines, middle, y + frame.row - 8)


def arrow(svg: Element, cell: Cell, frame: Frame, place: tuple[float, float], start: float) -> None:
    """Draw an arrow from *start*, under an event, to what it took from the server's *cell*."""
    middle, y = place
    size = frame.size
    gone = next((n for n, look in enumerate(crowd(cell).looks) if look.gone), None)
    x = float(middle)
    if gone is not None:
        slot = size.slot(crowd(cell).looks[gone], gone)
        x = round(middle - size.span / 2) + slot * size.pitch + size.width / 2
    tip = y + 4 if frame.tab else y + (frame.row - size.height) / 2 - 2
    el(svg, "path", d=f"M{number(x)} {number(start)}V{number(tip - 6)}", stroke=REFUSAL,
       stroke_width=3)  # fmt: skip
    d = f"M{number(x - 6)} {number(tip - 9)}h12L{number(x)} {number(tip)}z"
    el(svg, "path", d=d, fill=REFUSAL)


def _tabs(
    places: list[tuple[Look, float]], frame: Frame, language: Language
) -> Iterator[tuple[tuple[str, str], float, float]]:
    """Yield a shelf's name, long and short, and from where to where its tiles stand."""
    ordered = sorted(places, key=lambda placed: placed[1])
    for _, run in groupby(ordered, key=lambda placed: placed[0].tile.shelf):
        tiles = list(run)
        name = film_tile.shelf(tiles[0][0].tile, language)
        short = find(language, f"film.tab.{tiles[0][0].tile.shelf}") or name
        yield (name, short), tiles[0][1], tiles[-1][1] + frame.size.width


def _tab(svg: Element, words: tuple[str, str], begin: float, end: float, top: float) -> None:
    # Above the flag's corner, and never wider than the tiles that it is for.
    room = end - begin + 4
    word = next((each for each in words if width_of(each, BADGE) + 4 <= room), words[1])
    wide = min(width_of(word, BADGE) + 10, room)
    base = top - 6
    d = (f"M{number(begin - 2)} {number(base)}V{number(base - _TAB + 4)}q0 -4 4 -4"
         f"h{number(wide - 8)}q4 0 4 4V{number(base)}")  # fmt: skip
    el(svg, "path", d=d, fill=QUIET, stroke=RULE, stroke_width=1)
    el(svg, "path", d=f"M{number(begin - 2)} {number(base)}H{number(end + 2)}", stroke=MUTED,
       stroke_width=1.5)  # fmt: skip
    shown = shorten(word, wide - 2, BADGE)
    el(svg, "text", shown, x=begin - 2 + wide / 2, y=base - 4, font_size=BADGE, font_weight=400)


def _lift(row: Row, wide: float, language: Language) -> float:
    """Return how far a row's tiles move up, all alike, where lines stand under one of them."""
    lines = [
        len(_still_lines(cell.stale_since, wide, language))
        for cell in row.cells
        if cell.stale_since is not None
    ]
    return (0, 8, 14)[max(lines, default=0)]


def _still_lines(since: int, wide: float, language: Language) -> list[str]:
    words = say(language, "film.still", number=since)
    return [words] if width_of(words, 12) + 24 <= wide else balanced(words, wide - 24, 12, 2)


def _still(svg: Element, lines: list[str], middle: float, base: float) -> None:
    top = base - (len(lines) - 1) * 11
    clock(svg, round(middle - max(width_of(line, 12) for line in lines) / 2 - 3), top - 4, 5.5)
    for order, line in enumerate(lines):
        el(svg, "text", line, x=middle + 8, y=top + order * 13, font_weight=400)
