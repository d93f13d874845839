"""The ways between the states: forward above the boxes, backward below them.

Each way is a lane: up from its states, along, and down into the state where it leads. A short lane
runs close to the boxes, a long one further away, so that they cross as little as can be.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

from labkit.plots.measure import width_of
from labkit.plots.palette import PAPER, PROTOCOLS
from labkit.plots.states_twin import said
from labkit.plots.svg import el, number, write
from labkit.records import StateTable
from labkit.texts import Language

_LEVEL: Final = 34
_FIRST: Final = 24
_PORT: Final = 16
_CODE: Final = 12


@dataclass(frozen=True, slots=True)
class Box:
    """Where a state stands."""

    name: str
    x: float
    wide: float


@dataclass(frozen=True, slots=True)
class Lane:
    """Commands that lead from some states to the same one; *level* 0 runs next to the boxes."""

    verbs: tuple[str, ...]
    origins: tuple[int, ...]  # places of the states, from left to right
    target: int
    level: int = 0

    @property
    def span(self) -> tuple[int, int]:
        """The outermost places that it touches."""
        return min(*self.origins, self.target), max(*self.origins, self.target)


def lanes_of(table: StateTable, *, above: bool) -> tuple[Lane, ...]:
    """Return the lanes of *table* that lead forward (*above*) or backward, with their levels."""
    order = {name: place for place, name in enumerate((*table.states, ""))}
    ways: dict[tuple[tuple[int, ...], int], list[str]] = {}
    for row in table.rows:
        targets: dict[int, list[int]] = {}
        for old, new in row.leads_to:
            if (order[new] > order[old]) is above:
                targets.setdefault(order[new], []).append(order[old])
        for target, origins in targets.items():
            ways.setdefault((tuple(sorted(origins)), target), []).append(row.verb)
    lanes = [Lane(tuple(verbs), *way) for way, verbs in ways.items()]
    return _levelled(sorted(lanes, key=lambda lane: (lane.span[1] - lane.span[0], lane.span)))


def height(table: StateTable, *, above: bool) -> float:
    """Return how much room the lanes need."""
    levels = {lane.level for lane in lanes_of(table, above=above)}
    return _FIRST + len(levels) * _LEVEL if levels else 20


def draw(
    svg: Element,
    table: StateTable,
    boxes: Mapping[str, Box],
    edges: tuple[float, float],
    language: Language,
) -> None:
    """Draw all lanes; *edges* are the top and the bottom of the boxes."""
    row = list(boxes.values())
    labels: list[tuple[str, float, float]] = []
    for above, edge in zip((True, False), edges, strict=True):
        for lane in lanes_of(table, above=above):
            away = _FIRST + lane.level * _LEVEL
            y = edge - away if above else edge + away
            words = " · ".join(said(verb, language) for verb in lane.verbs)
            middle = _lane(svg, table, lane, row, (edge, y))
            labels.append((words, middle, y - 10 if above else y + 11))
    for words, middle, y in labels:  # last: no other lane runs through a word
        _label(svg, words, middle, y, PROTOCOLS[table.protocol].text)


def _levelled(lanes: list[Lane]) -> tuple[Lane, ...]:
    """Give each lane the lowest level on which it meets no other."""
    found: list[Lane] = []
    for lane in lanes:
        level = 0
        while any(other.level == level and _meet(lane, other) for other in found):
            level += 1
        found.append(Lane(lane.verbs, lane.origins, lane.target, level))
    return tuple(found)


def _meet(one: Lane, other: Lane) -> bool:
    # Lanes that only touch at one box meet as well where both have long labels.
    (left, right), (start, end) = one.span, other.span
    return left < end and start < right


def _lane(
    svg: Element, table: StateTable, lane: Lane, row: list[Box], heights: tuple[float, float]
) -> float:
    """Draw *lane* and return where its label has its middle."""
    edge, y = heights
    ink = PROTOCOLS[table.protocol]
    forward = lane.target > lane.origins[0]
    starts = [_port(row[place], lane.level, right=forward) for place in lane.origins]
    end = _port(row[lane.target], lane.level, right=not forward)
    outer = min(starts) if forward else max(starts)
    ways = "".join(f"M{number(x)} {number(edge)}V{number(y)}" for x in starts)
    tip = edge - 9 if y < edge else edge + 9
    el(svg, "path", d=f"{ways}M{number(outer)} {number(y)}H{number(end)}V{number(tip)}",
       fill="none", stroke=ink.stroke, stroke_width=2)  # fmt: skip
    back = -9 if y < edge else 9
    el(svg, "path", fill=ink.stroke,
       d=f"M{number(end)} {number(edge)}l-4.5 {back}h9z")  # fmt: skip
    for x in starts:
        if x != outer:
            el(svg, "circle", cx=x, cy=y, r=3, fill=ink.stroke)
    nearest = max(starts) if forward else min(starts)
    return (nearest + end) / 2


def _label(svg: Element, words: str, middle: float, y: float, ink: str) -> None:
    wide = width_of(words, _CODE, code=True) + 8
    x = max(middle - wide / 2, 8)
    el(svg, "rect", x=x, y=y - 9, width=wide, height=18, rx=4, fill=PAPER)
    write(svg, x + 4, y + 4.2, words, size=_CODE, code=True, bold=True, fill=ink)


def _port(box: Box, level: int, *, right: bool) -> float:
    """Return where a lane touches *box*: the further away it runs, the further inside."""
    inside = min(_PORT + level * _PORT, box.wide / 2)
    return box.x + box.wide - inside if right else box.x + inside
