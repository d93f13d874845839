"""The two lines under a film strip: what was predicted, and what was seen."""

from __future__ import annotations

from typing import Final
from xml.etree.ElementTree import Element

from labkit.plots.measure import wrap
from labkit.plots.palette import INK, PAPER, QUIET, RULE
from labkit.plots.svg import el, write
from labkit.records import Notice
from labkit.texts import Language, say, tell

_LINE: Final = 22
_LABEL: Final = 120

Lines = list[tuple[str, str]]


def lines_of(prediction: tuple[Notice, Notice] | None, language: Language, width: float) -> Lines:
    """Return (label, line) pairs; a sentence that is too long goes on under itself."""
    if prediction is None:
        return []
    lines: Lines = []
    for key, notice in zip(("film.predicted", "film.saw"), prediction, strict=True):
        told = wrap(tell(language, notice), width - _LABEL - 36, 13, 3)
        labels = [say(language, key), *[""] * (len(told) - 1)]
        lines.extend(zip(labels, told, strict=True))
    return lines


def height(lines: Lines) -> float:
    """Return how high the footer gets."""
    return len(lines) * _LINE + 26 if lines else 0


def draw(svg: Element, lines: Lines, x: float, y: float, width: float) -> None:
    """Draw *lines* in a box of their own, its upper left corner at *x*, *y*."""
    if not lines:
        return
    high = height(lines) - 10
    el(svg, "rect", x=x, y=y, width=width, height=high, rx=6, fill=QUIET, stroke=RULE)
    el(svg, "rect", x=x, y=y, width=5, height=high, rx=2.5, fill=INK, stroke=PAPER)
    for order, (label, line) in enumerate(lines):
        base = y + 24 + order * _LINE
        write(svg, x + 18, base, label, bold=True)
        write(svg, x + 18 + _LABEL, base, line)
