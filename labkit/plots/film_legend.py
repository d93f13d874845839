"""The legend of the film strip: only what the strip shows."""

from __future__ import annotations

from typing import Final, Literal, get_args
from xml.etree.ElementTree import Element

from labkit.plots.film_model import Look, Row, Strip
from labkit.plots.film_tile import dot
from labkit.plots.measure import width_of
from labkit.plots.palette import GHOST, INK, PAPER, PROTOCOLS, REFUSAL
from labkit.plots.svg import el, write
from labkit.plots.symbols import Name, clock, flag, sign
from labkit.texts import Language, say

Item = Literal[
    "original", "view", "cached", "header", "copy", "veiled", "marked", "gone", "unread", "read",
    "changed", "stale", "culprit", "locked", "offline", "keys", "file",
]  # fmt: skip

_ORDER: Final[tuple[Item, ...]] = get_args(Item)
_SIGNS: Final[dict[Item, Name]] = {
    "locked": "padlock", "offline": "unplugged", "keys": "keys", "file": "file",
}  # fmt: skip
_LINE: Final = 28
_SIZE: Final = 12


def used(strip: Strip, culprit: int | None = None) -> tuple[Item, ...]:
    """Return what *strip* needs explained, in a fixed order."""
    found = {
        item
        for row in strip.rows
        for cell in row.cells
        for look in cell.looks
        for item in _items(look)
    }
    if any(cell.stale_since is not None for row in strip.rows for cell in row.cells):
        found.add("stale")
    if any(event.number == culprit for event in strip.events):
        found.add("culprit")
    for row in strip.rows:
        found |= _of_row(row)
    if any(row.veiled for row in strip.rows):
        found -= {"original", "veiled"}  # all tiles look alike then, and it means nothing
    return tuple(item for item in _ORDER if item in found)


def height(items: tuple[Item, ...], width: float, language: Language) -> float:
    """Return how high the legend gets."""
    places = _places(items, width, language)
    return places[-1][1] + _LINE + 8 if places else 0


def draw(
    svg: Element, items: tuple[Item, ...], x: float, y: float, width: float, language: Language
) -> None:
    """Draw *items* from *x*, *y* on, in as many lines as *width* wants."""
    for item, (left, top) in zip(items, _places(items, width, language), strict=True):
        middle = y + top + _LINE / 2
        _sample(svg, item, x + left + 12, middle)
        write(svg, x + left + 32, middle + 4.3, _words(item, language), size=_SIZE)


def _of_row(row: Row) -> set[Item]:
    there: dict[Item, bool] = {
        "locked": row.locked,
        "offline": not row.online and not row.lost,
        "keys": bool(row.keys),
        "file": bool(row.files),
    }
    return {item for item, is_there in there.items() if is_there}


def _items(look: Look) -> list[Item]:
    if look.gone:
        return ["gone", "changed"]
    tile = look.tile
    kind: Item = tile.holding
    if tile.holding == "view":
        kind = "cached" if look.cached else "view" if tile.body else "header"
    items: list[Item] = [kind]
    if tile.marked:
        items.append("marked")
    if tile.seen is not None:
        items.append("read" if tile.seen else "unread")
    if look.changed:
        items.append("changed")
    if look.stale:
        items.append("stale")
    return items


def _places(items: tuple[Item, ...], width: float, language: Language) -> list[tuple[float, float]]:
    places, x, y = [], 0.0, 0.0
    for item in items:
        wide = 32 + width_of(_words(item, language), _SIZE) + 18
        if x and x + wide - 18 > width:
            x, y = 0.0, y + _LINE
        places.append((x, y))
        x += wide
    return places


def _words(item: Item, language: Language) -> str:
    return say(language, f"film.legend_{item}")


def _sample(svg: Element, item: Item, x: float, y: float) -> None:
    if item in ("unread", "read"):
        dot(svg, x + 4, y, item == "unread")
    elif item == "changed":
        flag(svg, x + 10, y - 10)
    elif item == "stale":
        clock(svg, x, y, 8.5)
    elif item == "culprit":
        el(svg, "path", d=f"M{x} {y - 10}v13", stroke=REFUSAL, stroke_width=3)
        el(svg, "path", d=f"M{x - 6} {y + 1}h12l-6 9z", fill=REFUSAL)
    elif item in _SIGNS:
        sign(svg, _SIGNS[item], x, y, size=18)
    else:
        _box(svg, item, x, y)


def _box(svg: Element, item: Item, x: float, y: float) -> None:
    ink, line, dash = {
        "view": (PROTOCOLS["IMAP"].stroke, 2.0, "5 3"),
        "cached": (PROTOCOLS["IMAP"].stroke, 2.0, "5 3"),
        "header": (PROTOCOLS["IMAP"].stroke, 2.0, "5 3"),
        "copy": (PROTOCOLS["POP3"].stroke, 3.5, None),
        "gone": (GHOST, 2.0, "2 4"),
    }.get(item, (INK, 2.0, None))
    el(svg, "rect", x=x - 11, y=y - 10, width=22, height=20, rx=4, fill=PAPER, stroke=ink,
       stroke_width=line, stroke_dasharray=dash)  # fmt: skip
    if item == "marked":
        el(svg, "path", d=f"M{x - 6} {y}h12", stroke=REFUSAL, stroke_width=3,
           stroke_linecap="round")  # fmt: skip
