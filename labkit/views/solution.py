"""The lines that pass an exercise, and why; a button starts it afresh and carries them out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from xml.etree.ElementTree import Element

import ipywidgets

from labkit.plots.picture import folded_note
from labkit.records import Solution
from labkit.texts import Language, say, tell
from labkit.views.action import attempt
from labkit.views.deed_button import DeedButton
from labkit.views.lesson_parts import head, said
from labkit.views.markup import el, html
from labkit.views.pieces import Status, chrome
from labkit.views.view import View


class SolutionView(View):
    """*run* carries the lines out on a fresh exercise."""

    def __init__(
        self, solution: Solution, run: Callable[[], object], language: Language = "en"
    ) -> None:
        self.solution = solution
        self._run = run
        super().__init__(language)
        self.add_class("labkit-lesson")

    def build(self) -> Sequence[ipywidgets.Widget]:
        language, solved = self._language, self.solution
        self.status = Status(language)
        top = html(head(solved.exercise, solved.title, "solution", language))
        shown = ipywidgets.HTML(top + solution_html(solved, language))
        words = say(language, "lesson.press.run")
        call = f'lab.solution("{solved.exercise}", run=True)'
        self.button = DeedButton(words, self._go, self.status, language, call)
        return [chrome(language, "lessons"), shown, self.button, self.status]

    def twin_text(self) -> str:
        language, solved = self._language, self.solution
        title = f"{solved.exercise} {tell(language, solved.title)}"
        told = (tell(language, notice) for notice in (solved.key, solved.why))
        return "\n".join([title, solved.lines, *told])

    def twin_html(self) -> str:
        note = folded_note(tell(self._language, self.solution.title), self._language)
        return f"{note}\n{solution_html(self.solution, self._language)}"

    def _go(self) -> None:
        attempt(self._run, self.status, None)


def lines_html(solution: Solution, language: Language) -> Element:
    """Return the lines of *solution*, to be copied."""
    root = el(None, "div", class_="labkit-solution", lang=language)
    el(root, "p", say(language, "lesson.lines"))
    el(root, "pre", solution.lines, class_="labkit-lesson-code", tabindex=0)
    return root


def solution_html(solution: Solution, language: Language) -> str:
    """Return the lines of *solution*, its key line, and why it works."""
    root = lines_html(solution, language)
    said(root, "key", solution.key, language, "labkit-lesson-key")
    said(root, "why", solution.why, language)
    return html(root)
