"""A letter looked at from all sides: as a reader shows it, its header, its parts, its octets.

The folds are ``<details>``: they open without a kernel, by keyboard, in a static page too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

import ipywidgets
import traitlets

from labkit.plots.picture import folded_note
from labkit.records import OpenLetter
from labkit.texts import Language, find, say
from labkit.views.holder import person
from labkit.views.markup import clean, el, html
from labkit.views.message_header import draw_header, postmarks, told
from labkit.views.message_letter import SHOWN, draw_letter, file_name, first
from labkit.views.message_sides import draw_raw, draw_sides, sides
from labkit.views.message_tree import draw_tree, tree_lines
from labkit.views.pieces import chrome, heading, stylesheet
from labkit.views.view import View

Draw = Callable[[Element, OpenLetter, Language], None]


class MessageView(View):
    """Assign ``letter``, an OpenLetter, and it redraws. There is nothing to press that acts."""

    letter = traitlets.Instance(OpenLetter, help="The letter that is shown.")

    def __init__(self, letter: OpenLetter, language: Language = "en") -> None:
        self._shown = ipywidgets.HTML()
        super().__init__(language, letter=letter)
        self.add_class("labkit-message")

    def build(self) -> Sequence[ipywidgets.Widget]:
        self._shown = ipywidgets.HTML(render(self.letter, self._language))
        return [chrome(self._language, "message"), self._shown]

    def twin_text(self) -> str:
        return text(self.letter, self._language)

    def twin_html(self) -> str:
        note = folded_note(say(self._language, "message.from_all_sides"), self._language)
        return f"{note}\n{render(self.letter, self._language, saves=False)}"

    @traitlets.observe("letter")
    def _redraw(self, change: object) -> None:
        self._shown.value = render(self.letter, self._language)


@dataclass(frozen=True, slots=True)
class MessageSheet:
    """The same on a page that brings no style of its own."""

    letter: OpenLetter
    language: Language

    def __repr__(self) -> str:
        return text(self.letter, self.language)

    def _repr_html_(self) -> str:
        return f"<style>{stylesheet('message')}</style>{render(self.letter, self.language)}"


def render(letter: OpenLetter, language: Language, saves: bool = True) -> str:
    """Return all sides of *letter* as HTML; with *saves* its files can be saved."""
    root = el(None, "div", class_="labkit-message-card", lang=language)
    heading(root, title(letter, language))
    _fold(root, "reader", True, language, letter, lambda p, m, lg: draw_letter(p, m, lg, saves))
    odd = any(side.differs for side in sides(letter, language))  # that is what one should see
    _fold(root, "sides", odd, language, letter, draw_sides)
    _fold(root, "header", False, language, letter, draw_header)
    _fold(root, "tree", False, language, letter, lambda p, m, lg: draw_tree(p, m.tree, lg))
    _fold(root, "raw", False, language, letter, draw_raw)
    return html(root)


def title(letter: OpenLetter, language: Language) -> str:
    """Return which letter it is and who holds this exemplar."""
    where = find(language, f"message.at.{letter.where}")
    if where is None:
        where = say(language, "message.in_box", owner=person(letter.where, language))
    return say(language, "message.title", letter=letter.letter, where=where)


def text(letter: OpenLetter, language: Language) -> str:
    """Return the letter and its sides as plain text."""
    line = "message.line"
    head = [
        say(language, line, label=say(language, f"message.{name}"), value=first(letter, name))
        for name in SHOWN
        if first(letter, name)
    ]
    body = [letter.parts.text.rstrip() or say(language, "message.no_text")]
    if not letter.whole:
        body = [say(language, "message.header_only")]
    files = [
        f"- {file_name(file, number, language)} ({file.kind}, "
        f"{say(language, 'message.octets', count=f'{file.size:,}')})"
        for number, file in enumerate(letter.attachments, 1)
    ]
    marks = [f"{n}. {told(mark, language)}" for n, mark in enumerate(postmarks(letter), 1)]
    sections = [
        [title(letter, language), *head],
        body,
        [say(language, "message.files"), *files] if files else [],
        [say(language, "message.marks"), *marks] if marks else [],
        [say(language, "message.tree"), *tree_lines(letter.tree, language)],
        [say(language, "message.sides"), *_sides(letter, language)],
    ]
    return "\n\n".join(clean("\n".join(lines)) for lines in sections if lines)


def _sides(letter: OpenLetter, language: Language) -> list[str]:
    found = []
    for side in sides(letter, language):
        none = say(language, "message.none")
        both = say(
            language, "message.both", envelope=side.envelope or none, letter=side.letter or none
        )
        found.append(say(language, "message.line", label=side.label, value=both))
        found += [side.differs] if side.differs else []
    return found


def _fold(
    root: Element, name: str, is_open: bool, language: Language, letter: OpenLetter, draw: Draw
) -> None:
    fold = el(root, "details", class_="labkit-message-fold", open="" if is_open else None)
    el(fold, "summary", say(language, f"message.{name}"))
    draw(el(fold, "div", class_="labkit-message-side"), letter, language)
