"""Pieces that all views of a lesson share: head, badge, marks, and a list of things to choose."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final
from xml.etree.ElementTree import Element

import ipywidgets

from labkit.plots.palette import MUTED, PAPER, PILLS
from labkit.plots.symbols import Name, sign
from labkit.records import LessonState, Notice, Option, Prediction, Question
from labkit.texts import Language, say, tell
from labkit.views.action import ActionButton
from labkit.views.markup import el, html
from labkit.views.pieces import heading

Asked = Prediction | Question

# A shape and a word each; the colour only repeats them, and no red stands against a green.
_BADGES: Final[dict[LessonState, tuple[Name, str]]] = {
    "passed": ("tick", PILLS["ok"]),
    "not yet": ("hourglass", PILLS["later"]),
    "not attempted": ("dots", MUTED),
}


def state_word(state: LessonState, language: Language) -> str:
    """Return *state* in words."""
    return say(language, f"lesson.state.{state.replace(' ', '_')}")


def head(exercise: str, title: Notice, kind: str, language: Language) -> Element:
    """Return the line over a view: which exercise it is, and *kind*, what the view is for."""
    root = el(None, "div", class_="labkit-lesson-head", lang=language)
    el(root, "span", say(language, f"lesson.{kind}"), class_="labkit-lesson-kind")
    heading(root, f"{exercise} {tell(language, title)}")
    return root


def question_head(asked: Asked, kind: str, language: Language) -> Element:
    """Return the head of a question, and the question itself."""
    root = head(asked.exercise, asked.title, kind, language)
    el(root, "p", tell(language, asked.question), class_="labkit-lesson-question")
    return root


def question_html(asked: Asked, kind: str, language: Language) -> Element:
    """Return a question with its options, for a page without buttons."""
    root = question_head(asked, kind, language)
    choices = el(root, "ul")
    for option in asked.options:
        el(choices, "li", tell(language, option.text))
    return root


def question_lines(asked: Asked, language: Language) -> list[str]:
    """Return a question with its options and their keys, as plain text."""
    title = f"{asked.exercise} {tell(language, asked.title)}"
    offered = (f"  {option.key}: {tell(language, option.text)}" for option in asked.options)
    return [title, tell(language, asked.question), *offered]


def badge(parent: Element, state: LessonState, language: Language) -> None:
    """Add a pill with the sign and the word of *state*."""
    name, ink = _BADGES[state]
    pill = el(parent, "span", class_="labkit-lesson-badge")
    # Said here, for a page without our style sheet would show black on dark.
    pill.set("style", f"background:{ink};color:{PAPER};padding:2px 10px;border-radius:999px")
    _icon(pill, name, PAPER)
    el(pill, "span", state_word(state, language))


def mark(parent: Element, name: Name, word: str) -> None:
    """Add a sign and the *word* for it: a shape alone can be misread."""
    _icon(parent, name, "currentColor")
    el(parent, "span", word, class_="labkit-lesson-word").tail = " "  # for a page without styles


def said(parent: Element, label: str, notice: Notice, language: Language, kind: str = "") -> None:
    """Add a line of the form "What I see: ..."."""
    line = el(parent, "p", class_=f"labkit-lesson-line {kind}".strip())
    el(line, "strong", say(language, f"lesson.{label}")).tail = " "
    el(line, "span", tell(language, notice))


def labelled(label: str, notice: Notice, language: Language) -> str:
    """Return the same as plain text."""
    words = say(language, f"lesson.{label}")
    return say(language, "lesson.labelled", label=words, text=tell(language, notice))


class Choices(ipywidgets.VBox):
    """A button for each option, as wide as the page: a finger or a key chooses."""

    def __init__(
        self, options: Sequence[Option], choose: Callable[[str], None], language: Language
    ) -> None:
        self.buttons = {
            option.key: ActionButton(
                tell(language, option.text), lambda key=option.key: choose(key)
            ).add_class("labkit-option")
            for option in options
        }
        super().__init__(children=tuple(self.buttons.values()))
        self.add_class("labkit-options")


def chosen_list(options: Sequence[Option], chosen: Sequence[str], language: Language) -> str:
    """Return *options* as a list in which what was *chosen* is marked, with its place if several.

    It is HTML: what is locked has no buttons any more.
    """
    root = el(None, "ul", class_="labkit-options", lang=language)
    for option in options:
        item = el(root, "li", class_="labkit-option")
        if option.key in chosen:
            item.set("class", "labkit-option labkit-chosen")
            place = f" {chosen.index(option.key) + 1}" if len(chosen) > 1 else ""
            mark(item, "chevron", f"{say(language, 'lesson.yours')}{place}")
        el(item, "span", tell(language, option.text))
    return html(root)


def _icon(parent: Element, name: Name, ink: str) -> None:
    svg = el(parent, "svg", width=16, height=16, viewBox="0 0 16 16", aria_hidden="true")
    sign(svg, name, 8, 8, ink=ink)
