"""The legend of the film strip: only what the strip shows."""

from __future__ import annotations

from typing import Final, Literal
from xml.etree.ElementTree import Element

from labkit.plots.film_model import Look, Strip
from labkit.plots.film_tile import dot
from labkit.plots.measure import width_of
from labkit.plots.palette import GHOST, INK, PAPER, PROTOCOLS, REFUSAL
from labkit.plots.svg import el, write
from labkit.plots.symbols import clock, flag
from labkit.texts import Language, say

Item = Literal[
    "original", "view", "header", "copy", "marked", "gone", "unread", "read", "changed", "stale"
]

_ORDER: Final[tuple[Item, ...]] = (
    "original", "view", "header", "copy", "marked", "gone", "unread", "read", "changed", "stale",
)  # fmt: skip
_LINE: Final = 28
_SIZE: Final = 12


def used(strip: Strip) -> tuple[Item, ...]:
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


def _items(look: Look) -> list[Item]:
    if look.gone:
        return ["gone", "changed"]
    tile = look.tile
    items: list[Item] = ["header" if tile.holding == "view" and not tile.body else tile.holding]
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
    else:
        _box(svg, item, x, y)


def _box(svg: Element, item: Item, x: float, y: float) -> None:
    ink, line, dash = {
        "view": (PROTOCOLS["IMAP"].stroke, 2.0, "5 3"),
        "header": (PROTOCOLS["IMAP"].stroke, 2.0, "5 3"),
        "copy": (PROTOCOLS["POP3"].stroke, 3.5, None),
        "gone": (GHOST, 2.0, "2 4"),
    }.get(item, (INK, 2.0, None))
    el(svg, "rect", x=x - 11, y=y - 10, width=22, height=20, rx=4, fill=PAPER, stroke=ink,
       stroke_width=line, stroke_dasharray=dash)  # fmt: skip
    if item == "marked":
        el(svg, "path", d=f"M{x - 6} {y}h12", stroke=REFUSAL, stroke_width=3,
           stroke_linecap="round")  # fmt: skip
