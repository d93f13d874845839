"""Three lights: do the lab's SMTP, POP3 and IMAP servers answer?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element

from labkit.plots.palette import INK, PAPER, PILLS
from labkit.records import Protocol
from labkit.texts import Language, say
from labkit.views.markup import el, html


class Light(NamedTuple):
    """One server that was asked for its greeting."""

    protocol: Protocol
    host: str
    port: int  # the role's real port; the lab's own changes with every start
    greeting: str  # the first line it said; "" when it said nothing
    answers: bool


class HealthCheck:
    """The lights as an output of their own: HTML, and the same as text."""

    def __init__(self, lights: Sequence[Light], language: Language = "en") -> None:
        self.lights = tuple(lights)
        self._language = language

    def __repr__(self) -> str:
        title = say(self._language, "health.title")
        lines = (f"  {_words(light, self._language)}" for light in self.lights)
        return "\n".join([title, *lines, self._summary()])

    def _repr_html_(self) -> str:
        root = el(None, "div", class_="labkit-health", lang=self._language)
        root.set("style", _CARD)
        el(root, "strong", say(self._language, "health.title"))
        for light in self.lights:
            line = el(root, "div", style="display:flex;align-items:flex-start;gap:8px;margin:8px 0")
            _lamp(line, light.answers)
            el(line, "span", _words(light, self._language))
        el(root, "div", self._summary())
        return html(root)

    def _summary(self) -> str:
        well = all(light.answers for light in self.lights)
        return say(self._language, "health.well" if well else "health.unwell")


# A white card in either theme, as the pictures are: its contrasts were measured on white.
_CARD = (
    f"background:{PAPER};color:{INK};border:1px solid #C9CED4;border-radius:8px;"
    "padding:12px 16px;max-width:44em;font-size:14px;line-height:1.5"
)


def _words(light: Light, language: Language) -> str:
    key = "health.answers" if light.answers else "health.silent"
    does = say(language, f"health.{light.protocol.lower()}")
    return say(language, key, protocol=light.protocol, host=light.host, port=light.port, does=does)


def _lamp(parent: Element, answers: bool) -> None:
    """Draw a tick or a cross in a disc: a shape each, for colour alone says nothing to some."""
    colour = PILLS["ok" if answers else "no"]
    shape = "M7 12.5 L10.5 16 L17 8.5" if answers else "M8 8 L16 16 M16 8 L8 16"
    svg = el(parent, "svg", width=24, height=24, viewBox="0 0 24 24", aria_hidden="true")
    svg.set("style", "flex:none")
    el(svg, "circle", cx=12, cy=12, r=11, fill=colour)
    el(svg, "path", d=shape, stroke=PAPER, stroke_width=2.5, fill="none")
