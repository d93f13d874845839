"""What belongs to one event lights up together, in every picture and view of the page.

Whoever points at something that belongs to event 3, or chooses it (a click, or Tab), sees all that
belongs to event 3: the film's column, the ladder's lines, the journey's stations, the rows of the
wire. It is done by style rules alone, so it works in stored outputs, in nbconvert's page and
without a kernel:

- what belongs to an event carries its class (:func:`event_class`);
- the shape in it that lights up carries :data:`LIT`; it has no colour of its own until then, so
  nothing moves and nothing is hidden;
- the picture carries the rules for the events that it shows (:func:`rules`).

In a drawing: ``group = choice(svg, 3, "what it says")``, ``shine(group, x, y, width, height)``,
then all that stands on it, and at the end ``rules(svg, events)``. In HTML: put ``event_class(3)``
on the row, ``LIT`` on the row or on a child of it, ``tabindex="0"`` where it can be chosen, and
:func:`css` into a ``<style>``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from xml.etree.ElementTree import Element

from labkit.plots.palette import HERE, INK
from labkit.plots.svg import el

LIT: Final = "labkit-lit"

# fill and stroke are for drawings, the others for HTML. A thick border says it without colour, and
# a high-contrast mode must not take it away.
_LOOK: Final = (
    f"fill:{HERE};stroke:{INK};stroke-width:3px;"
    f"background-color:{HERE};color:{INK};box-shadow:inset 0 0 0 3px {INK};"
    "forced-color-adjust:none"
)


def event_class(event: int) -> str:
    """Return the class of all that belongs to *event*.

    >>> event_class(3)
    'labkit-e3'
    """
    return f"labkit-e{event:d}"


def part(parent: Element, event: int) -> Element:
    """Append a group that belongs to *event*: it lights up, and lights the others, by pointing."""
    return el(parent, "g", **{"class": event_class(event)})


def choice(parent: Element, event: int, label: str) -> Element:
    """Append a group like :func:`part` that a click or Tab can choose; *label* is read out.

    What is drawn in it is one picture to a screen reader, so *label* says all that it shows.
    """
    own = {"class": event_class(event)}
    return el(parent, "g", tabindex="0", role="img", aria_label=label, **own)


def choice_of(parent: Element, events: Iterable[int], label: str) -> Element:
    """Append a group like :func:`choice` that belongs to each of *events*; plain for none."""
    owns = " ".join(map(event_class, events))
    if not owns:
        return el(parent, "g")
    return el(parent, "g", tabindex="0", role="img", aria_label=label, **{"class": owns})


def shine(
    group: Element, x: float, y: float, width: float, height: float, radius: float = 6
) -> Element:
    """Append the area of *group* that lights up, and in which it is pointed at.

    Call it first: what is drawn later stands on it.
    """
    return el(group, "rect", x=x, y=y, width=width, height=height, rx=radius, fill="none",
              pointer_events="all", **{"class": LIT})  # fmt: skip


def css(events: Iterable[int]) -> str:
    """Return the rules that light up *events*, "" for none; for a ``<style>`` in HTML."""
    owns = [f".{event_class(event)}" for event in sorted(set(events))]
    chosen = [
        f":root:has({own}:is(:hover,:focus-within)) :is({own}>.{LIT},{own}.{LIT})" for own in owns
    ]
    return f"{','.join(chosen)}{{{_LOOK}}}" if chosen else ""


def rules(svg: Element, events: Iterable[int]) -> None:
    """Give the drawing *svg* the rules for *events*.

    With parts that can be chosen it is a group: in an image a screen reader looks for no parts.
    """
    written = css(events)
    if written:
        el(svg, "style", written)
        svg.set("role", "group")
