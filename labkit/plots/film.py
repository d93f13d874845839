"""The film strip: who holds what? One row a holder, one column an event."""

from __future__ import annotations

from typing import Final
from xml.etree.ElementTree import Element

from labkit.plots import film_legend, film_tile
from labkit.plots.film_model import COLUMNS, Cell, Row, Strip, cells, crowd, fold
from labkit.plots.film_twin import room_words, twin_of
from labkit.plots.measure import balanced, width_of, wrap
from labkit.plots.names import capital, named
from labkit.plots.palette import BAND, HERE, INK, MUTED, PAPER, PROTOCOLS, QUIET, RULE
from labkit.plots.picture import Picture
from labkit.plots.svg import canvas, el, number, write
from labkit.plots.symbols import Name, clock, sign, step
from labkit.records import Event, Notice, Snapshot
from labkit.texts import Language, say, tell

_MARGIN: Final = 12
_GUTTER: Final = 140
_COLUMN: Final = 190  # at most; many columns are narrower, down to what their tiles need
_FOLD: Final = 64
_NARROW: Final = 109  # for the longest word of an event
_FEWEST: Final = 4
_WIDTH: Final = 820  # what JupyterLab on a small laptop has, its side bar open
_ROW: Final = 92
_PITCH: Final = 104
_TOP: Final = 118
_HEAD: Final = 86  # the middle of the columns' words
_SIGNS: Final[dict[str, Name]] = {
    "server": "server",
    "phone": "phone",
    "laptop": "laptop",
    "tablet": "tablet",
    "pc": "pc",
}


def film(
    events: tuple[Event, ...],
    snapshots: tuple[Snapshot, ...],
    language: Language,
    prediction: tuple[Notice, Notice] | None = None,
    title: Notice | None = None,
) -> Picture:
    """Return the film strip of *events*; *prediction* is what was predicted and what was seen.

    *title* is said instead of the usual question, where several strips are compared.
    """
    whole = cells(snapshots, events)
    strip, size, wide = _fitted(whole)
    twin = twin_of(whole, language, prediction, title)
    left = _left(strip)
    right = max(left + wide * len(strip.events), 640)
    rows_end = _TOP + _PITCH * len(strip.rows) - (_PITCH - _ROW)
    items = film_legend.used(strip)
    footer = _footer_lines(prediction, language, right - _MARGIN - 24)
    legend = film_legend.height(items, right - _MARGIN, language)
    height = rows_end + 16 + legend + (len(footer) * 22 + 26 if footer else 0) + 8
    svg = canvas(right + _MARGIN, height, twin.title, twin.answer, language)
    write(svg, _MARGIN, 36, twin.title, size=18, bold=True)
    for place, row in enumerate(strip.rows):
        _band(svg, row, _TOP + place * _PITCH, right - _MARGIN, language)
    _columns(svg, strip, (left, wide), rows_end, language)
    for place, row in enumerate(strip.rows):
        for column, cell in enumerate(row.cells):
            corner = (left + (column + 0.5) * wide, _TOP + place * _PITCH)
            _cell(svg, cell, corner, size, wide, _lift(row, wide, language), language)
    film_legend.draw(svg, items, _MARGIN, rows_end + 16, right - _MARGIN, language)
    _footer(svg, footer, rows_end + 16 + legend, right - _MARGIN)
    return Picture(svg, twin, say(language, "film.caption"), language)


def _fitted(whole: Strip) -> tuple[Strip, film_tile.Size, float]:
    """Return the strip with as many columns as have room, down to four; its tiles; their width."""
    for columns in range(COLUMNS, _FEWEST - 1, -1):
        strip = fold(whole, columns)
        room = (_WIDTH - _MARGIN - _left(strip)) / max(1, len(strip.events))
        size = film_tile.size_for(strip, room)
        wide = min(max(room, size.span + 20, _NARROW), _COLUMN)
        if wide <= room:
            break
    return strip, size, wide


def _left(strip: Strip) -> float:
    return _MARGIN + _GUTTER + (_FOLD if strip.folded else 0)


def _band(svg: Element, row: Row, y: float, width: float, language: Language) -> None:
    server = row.protocol is None
    tint = HERE if server else BAND
    el(svg, "rect", x=_MARGIN, y=y, width=width, height=_ROW, rx=6, fill=tint, stroke=RULE)
    x = _MARGIN + 4
    sign(svg, _SIGNS.get(row.holder, "pc"), x + 14, y + 46, size=20)
    name = capital(named(language, "holder", row.holder))
    lines = 1 + (row.protocol is not None or row.room is not None) + (not row.online)
    base = y + 46 + 5 - (lines - 1) * 9.5
    write(svg, x + 30, base, name, size=14, bold=True, width=_GUTTER - 38)
    if row.protocol is not None:
        word = say(language, f"film.protocol.{row.protocol}")
        ink = PROTOCOLS[row.protocol].text
        write(svg, x + 30, base + 19, word, size=12, fill=ink, bold=True, width=_GUTTER - 36)
    if row.room is not None:
        word = room_words(row.room, language)
        write(svg, x + 30, base + 19, word, size=12, fill=MUTED, width=_GUTTER - 36)
    if not row.online:
        word = say(language, "film.lost" if row.lost else "film.offline")
        write(svg, x + 30, base + 37, word, size=12, fill=MUTED)


def _columns(
    svg: Element, strip: Strip, across: tuple[float, float], bottom: float, language: Language
) -> None:
    left, wide = across
    if strip.folded:
        _folded(svg, strip.folded, left - _FOLD, len(strip.rows), bottom, language)
    for place, event in enumerate(strip.events):
        x = left + place * wide
        if place or strip.folded:
            el(svg, "path", d=f"M{number(x)} 56V{bottom}", stroke=RULE)
        step(svg, x + 15, _HEAD - 4.5, str(event.number))
        lines = balanced(tell(language, event.what), wide - 32, 12, 4, bold=True)
        base = _HEAD - (len(lines) - 1) * 7.5
        for count, line in enumerate(lines):
            write(svg, x + 29, base + count * 15, line, size=12, bold=True)


def _folded(
    svg: Element, count: int, x: float, rows: int, bottom: float, language: Language
) -> None:
    """Draw that steps are left out: their number above, three dots in each row."""
    el(svg, "path", d=f"M{x} 56V{bottom}", stroke=RULE)
    lines = balanced(say(language, "film.folded", count=count), _FOLD - 8, 12, 3)
    for order, line in enumerate(lines):
        base = _HEAD - (len(lines) - 1) * 7.5 + order * 15
        write(svg, x + _FOLD / 2, base, line, size=12, fill=MUTED, anchor="middle")
    for place in range(rows):
        sign(svg, "dots", x + _FOLD / 2, _TOP + place * _PITCH + _ROW / 2, ink=MUTED)


def _cell(
    svg: Element,
    cell: Cell,
    place: tuple[float, float],
    size: film_tile.Size,
    wide: float,
    lift: float,
    language: Language,
) -> None:
    middle, y = place
    shown = crowd(cell)
    if not shown.looks:
        word = say(language, "film.empty")
        write(svg, middle, y + 50 - lift, word, size=12, fill=MUTED, anchor="middle")
    top = y + (_ROW - size.height) / 2 - lift
    for order, look in enumerate(shown.looks):
        slot = size.slot(look, order)
        film_tile.draw(svg, look, size, middle - size.span / 2 + slot * size.pitch, top, language)
    if shown.more:
        more = say(language, "picture.more", count=shown.more)
        last = middle - size.span / 2 + 3 * size.pitch + size.width / 2
        write(svg, last, y + 51 - lift, more, size=15, bold=True, anchor="middle")
    if cell.stale_since is not None:
        _still(svg, _still_lines(cell.stale_since, wide, language), middle, y + _ROW - 8)


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
    clock(svg, middle - max(width_of(line, 12) for line in lines) / 2 - 3, top - 4.3, 5.5)
    for order, line in enumerate(lines):
        write(svg, middle + 8, top + order * 13, line, size=12, fill=INK, anchor="middle")


def _footer_lines(
    prediction: tuple[Notice, Notice] | None, language: Language, width: float
) -> list[tuple[str, str]]:
    """Return (label, line) pairs; a sentence that is too long goes on under itself."""
    if prediction is None:
        return []
    lines: list[tuple[str, str]] = []
    for key, notice in zip(("film.predicted", "film.saw"), prediction, strict=True):
        told = wrap(tell(language, notice), width - 120, 13, 3)
        labels = [say(language, key), *[""] * (len(told) - 1)]
        lines.extend(zip(labels, told, strict=True))
    return lines


def _footer(svg: Element, lines: list[tuple[str, str]], y: float, width: float) -> None:
    if not lines:
        return
    height = len(lines) * 22 + 16
    el(svg, "rect", x=_MARGIN, y=y, width=width, height=height, rx=6, fill=QUIET, stroke=RULE)
    el(svg, "rect", x=_MARGIN, y=y, width=5, height=height, rx=2.5, fill=INK, stroke=PAPER)
    for order, (label, line) in enumerate(lines):
        base = y + 24 + order * 22
        write(svg, _MARGIN + 18, base, label, bold=True)
        write(svg, _MARGIN + 138, base, line)
