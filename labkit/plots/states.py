"""A protocol's states: which words a server understands now, and which lead elsewhere."""

from __future__ import annotations

from typing import Final
from xml.etree.ElementTree import Element

from labkit.plots import states_lanes as lanes
from labkit.plots.measure import balanced, width_of
from labkit.plots.palette import BAND, HERE, INK, MUTED, PAPER
from labkit.plots.picture import Picture
from labkit.plots.states_lanes import Box
from labkit.plots.states_twin import name_of, place, staying, twin_of
from labkit.plots.svg import canvas, el, write
from labkit.records import StateTable
from labkit.texts import Language, say

_WIDTH: Final = 820
_MARGIN: Final = 14
_GAP: Final = 30
_END: Final = 58  # the black box at the right, with its gap
_NARROW: Final = 112
_LINE: Final = 18
_CODE: Final = 12


def states(table: StateTable, language: Language) -> Picture:
    """Return the diagram of *table*; its state ``now`` is lit."""
    twin = twin_of(table, language)
    boxes = _boxes(table)
    lines = [_wrapped(staying(table, box.name), box.wide - 20) for box in boxes.values()]
    high = 128 + max(len(each) for each in lines) * _LINE
    top = 62 + lanes.height(table, above=True)
    below = lanes.height(table, above=False)
    svg = canvas(_WIDTH, top + high + below + 22, twin.title, twin.answer, language)
    write(svg, _MARGIN, 38, twin.title, size=18, bold=True)
    for box, words in zip(boxes.values(), lines, strict=True):
        if box.name:
            _state(svg, table, box, words, (top, high), language)
        else:
            _end(svg, box, (top, high), language)
    lanes.draw(svg, table, boxes, (top, top + high), language)
    return Picture(svg, twin, say(language, "states.caption"), language)


def _boxes(table: StateTable) -> dict[str, Box]:
    """Return the boxes from left to right; those with many words are wider. "" is the end."""
    ends = any(new == "" for row in table.rows for _, new in row.leads_to)
    room = _WIDTH - 2 * _MARGIN - _GAP * (len(table.states) - 1) - (_END if ends else 0)
    wants = {name: sum(len(verb) + 2 for verb in staying(table, name)) for name in table.states}
    least = {name: max(_NARROW, width_of(name, 13, code=True) + 16) for name in table.states}
    spare = room - sum(least.values())
    total = sum(wants.values()) or 1
    found: dict[str, Box] = {}
    x = float(_MARGIN)
    for name in table.states:
        wide = least[name] + spare * wants[name] / total
        found[name] = Box(name, x, wide)
        x += wide + _GAP
    if ends:
        found[""] = Box("", x, _END - _GAP)
    return found


def _wrapped(words: list[str], width: float) -> list[str]:
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]}  {word}" if lines else word
        if lines and width_of(longer, _CODE, code=True) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _state(
    svg: Element,
    table: StateTable,
    box: Box,
    words: list[str],
    place_: tuple[float, float],
    language: Language,
) -> None:
    top, high = place_
    here = table.now == box.name
    el(svg, "rect", x=box.x, y=top, width=box.wide, height=high, rx=8, fill=HERE if here else BAND,
       stroke=INK, stroke_width=3.5 if here else 1.5)  # fmt: skip
    middle = box.x + box.wide / 2
    write(svg, middle, top + 24, box.name, size=13, bold=True, code=True, anchor="middle")
    for number, line in enumerate(
        balanced(name_of(table, box.name, language), box.wide - 14, 12, 3)
    ):
        write(svg, middle, top + 42 + number * 15, line, size=12, fill=MUTED, anchor="middle")
    for number, line in enumerate(words):
        write(svg, box.x + 10, top + 100 + number * _LINE, line, size=_CODE, code=True)
    if here:
        _here(svg, middle, top + high - 22, place(table, language))


def _here(svg: Element, middle: float, y: float, words: str) -> None:
    """Write into the box that the session stands here."""
    wide = width_of(words, 12, bold=True) + 30
    x = min(max(middle - wide / 2, _MARGIN), _WIDTH - _MARGIN - wide)
    el(svg, "rect", x=x, y=y - 13, width=wide, height=26, rx=13, fill=INK)
    el(svg, "circle", cx=x + 14, cy=y, r=4.5, fill=HERE)
    write(svg, x + 23, y + 4.3, words, size=12, fill=PAPER, bold=True)


def _end(svg: Element, box: Box, place_: tuple[float, float], language: Language) -> None:
    """Draw where every session ends: a black box, its word from bottom to top."""
    top, high = place_
    el(svg, "rect", x=box.x, y=top, width=box.wide, height=high, rx=8, fill=INK)
    x, y = box.x + box.wide / 2 + 4.5, top + high / 2
    word = write(svg, x, y, say(language, "states.end"), size=13, fill=PAPER, bold=True,
                 anchor="middle")  # fmt: skip
    word.set("transform", f"rotate(-90 {x} {y})")
