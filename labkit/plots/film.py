"""The film strip: who holds what? One row a holder, one column an event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

from labkit.plots import (
    film_cell,
    film_footer,
    film_label,
    film_legend,
    film_numbers,
    film_tile,
    lighting,
)
from labkit.plots.film_frame import FOLD, MARGIN, Frame, frame_of
from labkit.plots.film_model import Strip, cells, fold
from labkit.plots.film_twin import Wish, column_words, twin_of
from labkit.plots.film_veil import veiled
from labkit.plots.measure import balanced
from labkit.plots.palette import MUTED, REFUSAL, REFUSAL_TINT, RULE
from labkit.plots.picture import Picture
from labkit.plots.svg import canvas, el, number, write
from labkit.plots.symbols import sign, step
from labkit.records import Event, Notice, Snapshot
from labkit.texts import Language, say, tell

_HEAD: Final = 86  # the middle of the columns' words
_LINES: Final = 54  # where the columns begin


@dataclass(frozen=True, slots=True)
class Story:
    """What one strip tells; *title* is said instead of the usual question."""

    events: tuple[Event, ...]
    snapshots: tuple[Snapshot, ...]
    title: Notice | None = None
    veiled: bool = False  # a riddle: how anybody fetches is not told


def film(
    events: tuple[Event, ...],
    snapshots: tuple[Snapshot, ...],
    language: Language,
    prediction: tuple[Notice, Notice] | None = None,
    title: Notice | None = None,
    *,
    unfold: bool = False,
    culprit: int | None = None,
) -> Picture:
    """Return the film strip of *events*; *prediction* is what was predicted and what was seen.

    *title* is said instead of the usual question. *unfold* shows every column, else older ones
    fold. From the event with the number *culprit* an arrow goes to what it took from the server.
    """
    whole = cells(snapshots, events)
    wish = Wish(prediction, title, culprit)
    frame = frame_of([whole], unfold)
    folded = whole.events[: len(whole.events) - frame.columns]
    if any(event.number == culprit for event in folded):
        frame = frame_of([whole], unfold=True)  # who asks for a culprit wants to see it
    return _drawn(whole, frame, wish, language)


def films(stories: Sequence[Story], language: Language) -> tuple[Picture, ...]:
    """Return one strip for each story, all with the same columns and tiles of the same size."""
    wholes = [_whole(story) for story in stories]
    frame = frame_of(wholes)
    return tuple(
        _drawn(whole, frame, Wish(title=story.title), language)
        for whole, story in zip(wholes, stories, strict=True)
    )


def _whole(story: Story) -> Strip:
    whole = cells(story.snapshots, story.events)
    return veiled(whole) if story.veiled else whole


def _drawn(whole: Strip, frame: Frame, wish: Wish, language: Language) -> Picture:
    strip = fold(whole, frame.columns)
    twin = twin_of(whole, language, wish)
    width = frame.right - MARGIN
    cards = film_numbers.known(strip)
    items = film_legend.used(strip, wish.culprit)
    footer = film_footer.lines_of(wish.prediction, language, width)
    end = frame.end(len(strip.rows))
    card = end + 16
    legend = card + film_numbers.height(cards)
    foot = legend + film_legend.height(items, width, language)
    svg = canvas(frame.width, foot + film_footer.height(footer) + 8, twin.title, twin.answer,
                 language)  # fmt: skip
    write(svg, MARGIN, 36, twin.title, size=18, bold=True)
    for place, row in enumerate(strip.rows):
        film_label.draw(svg, row, frame, frame.top(place), language)
    _between(svg, strip, frame, end, language)
    for place in range(len(strip.events)):
        _column(svg, strip, place, frame, wish, language)
    film_numbers.draw(svg, cards, MARGIN, card, width, language)
    film_legend.draw(svg, items, MARGIN, legend, width, language)
    film_footer.draw(svg, footer, MARGIN, foot, width)
    lighting.rules(svg, (event.number for event in strip.events))
    return Picture(svg, twin, say(language, "film.caption"), language)


def _between(svg: Element, strip: Strip, frame: Frame, end: float, language: Language) -> None:
    """Draw the lines between the columns, and what is left out before the first one."""
    if strip.folded:
        _folded(svg, strip, frame, end, language)
    lines = [frame.column(place) for place in range(not strip.folded, len(strip.events))]
    if lines:
        d = "".join(f"M{number(x)} {_LINES}V{number(end)}" for x in lines)
        el(svg, "path", d=d, stroke=RULE)


def _folded(svg: Element, strip: Strip, frame: Frame, end: float, language: Language) -> None:
    """Draw that steps are left out: their number above, three dots in each row."""
    x = frame.left - FOLD
    el(svg, "path", d=f"M{number(x)} {_LINES}V{number(end)}", stroke=RULE)
    lines = balanced(say(language, "film.folded", count=strip.folded), FOLD - 8, 12, 3)
    for order, line in enumerate(lines):
        base = _HEAD - (len(lines) - 1) * 7.5 + order * 15
        write(svg, x + FOLD / 2, base, line, size=12, fill=MUTED, anchor="middle")
    for place in range(len(strip.rows)):
        sign(svg, "dots", x + FOLD / 2, frame.top(place) + frame.row / 2, ink=MUTED)


def _column(
    svg: Element, strip: Strip, place: int, frame: Frame, wish: Wish, language: Language
) -> None:
    """Draw an event with all that is true after it: one thing to choose, and to light up."""
    event, x = strip.events[place], frame.column(place)
    words = column_words(strip, place, language)
    group = lighting.choice(svg, event.number, words)
    end = frame.end(len(strip.rows))
    lighting.shine(group, x + 2, _LINES - 2, frame.wide - 4, end - _LINES + 4)
    is_culprit = event.number == wish.culprit
    if is_culprit:
        el(group, "rect", x=x + 1, y=_LINES + 2, width=frame.wide - 2, height=56, rx=6,
           fill=REFUSAL_TINT, stroke=REFUSAL, stroke_width=2)  # fmt: skip
    _head(group, event, x, frame.wide, language)
    tray = film_tile.tray(group)
    for order, row in enumerate(strip.rows):
        corner = (x + frame.wide / 2, frame.top(order))
        film_cell.draw(tray, row.cells[place], row, frame, corner, language)
        if is_culprit and row.protocol is None:
            film_cell.arrow(group, row.cells[place], frame, corner, _LINES + 58)


def _head(group: Element, event: Event, x: float, wide: float, language: Language) -> None:
    step(group, x + 15, _HEAD - 4.5, str(event.number))
    lines = balanced(tell(language, event.what), wide - 32, 12, 4, bold=True)
    base = _HEAD - (len(lines) - 1) * 7.5
    for count, line in enumerate(lines):
        write(group, x + 29, base + count * 15, line, size=12, bold=True)
