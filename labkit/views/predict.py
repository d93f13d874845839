"""A question before the run: choose, then run, then see what was predicted beside what happened."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import ipywidgets
import traitlets

from labkit.plots.picture import Picture, folded_note
from labkit.records import Notice, Prediction
from labkit.texts import Language, tell
from labkit.views.action import attempt
from labkit.views.deed_button import DeedButton
from labkit.views.lesson_parts import (
    Choices,
    chosen_list,
    labelled,
    question_head,
    question_html,
    question_lines,
    said,
)
from labkit.views.markup import el, html
from labkit.views.pieces import Status, chrome, code_line
from labkit.views.view import View


class PredictView(View):
    """Assign ``asked`` and it redraws. *choose* is called with the key that was clicked.

    *run* does the experiment, by the *lines* of Python that are shown; *picture* returns what can
    be seen then. *run* stays off until something was chosen.
    """

    asked = traitlets.Instance(Prediction, help="The question, and what became of it.")

    def __init__(
        self,
        asked: Prediction,
        choose: Callable[[str], Prediction],
        run: Callable[[], object],
        lines: str,
        picture: Callable[[], Picture],
        language: Language = "en",
    ) -> None:
        self._choose = choose
        self._run = run
        self._lines = lines
        self._picture = picture
        super().__init__(language, asked=asked)
        self.add_class("labkit-lesson").add_class("labkit-predict")

    def build(self) -> Sequence[ipywidgets.Widget]:
        language, asked = self._language, self.asked
        top = question_head(asked, "predict", language)
        self.status = Status(language)
        self._options = ipywidgets.VBox().add_class("labkit-lesson-place")
        self.choices: Choices | None = None
        self.button = DeedButton(tell(language, asked.run), self._go, self.status, language)
        self.button.remove_class("labkit-small").add_class("labkit-main").add_class("labkit-run")
        self._code = ipywidgets.HTML()
        self._seen = ipywidgets.HTML()
        self._result = ipywidgets.HTML().add_class("labkit-lesson-result")
        self._show()
        return [
            chrome(language, "lessons"),
            ipywidgets.HTML(html(top)),
            self._options,
            self.button,
            self.status,
            self._code,
            self._seen,
            self._result,
        ]

    def twin_text(self) -> str:
        call = f'lab.predict("{self.asked.exercise}", "…")'
        return "\n".join([*question_lines(self.asked, self._language), call, *self._after()])

    def twin_html(self) -> str:
        language, asked = self._language, self.asked
        root = question_html(asked, "predict", language)
        for line in self._after():
            el(root, "p", line)
        note = folded_note(tell(language, asked.title), language)
        return f"{note}\n{html(root)}"

    def _after(self) -> list[str]:
        """Return what is to be told once something has happened."""
        language, asked = self._language, self.asked
        if asked.saw is None:
            return []
        told = [labelled("saw", asked.saw, language)]
        return told if asked.feedback is None else [*told, tell(language, asked.feedback)]

    @traitlets.observe("asked")
    def _redraw(self, change: object) -> None:
        if self._built:
            self._show()

    def _show(self) -> None:
        language, asked = self._language, self.asked
        if asked.chosen is None:
            if self.choices is None:
                self.choices = Choices(asked.options, self._chosen, language)
                self._options.children = (self.choices,)
        elif self.choices is not None or not self._options.children:
            self.choices = None
            told = chosen_list(asked.options, [asked.chosen], language)
            self._options.children = (ipywidgets.HTML(told),)
        self.button.allow(Notice("lesson.choose_first") if asked.chosen is None else None)
        self._seen.value = self._told()
        if asked.saw is None:
            self._result.value = self._code.value = ""
        self._fold()

    def _fold(self) -> None:
        for part in (self._code, self._seen, self._result):  # an empty one would leave a gap
            part.layout.display = None if part.value else "none"

    def _told(self) -> str:
        language, asked = self._language, self.asked
        if asked.saw is None:
            return ""
        root = el(None, "div", class_="labkit-lesson-told", lang=language)
        said(root, "predicted", asked.predicted, language)
        said(root, "saw", asked.saw, language, "labkit-lesson-saw")
        if asked.feedback is not None:
            el(root, "p", tell(language, asked.feedback))
        return html(root)

    def _chosen(self, key: str) -> None:
        if attempt(lambda: self._record(key), self.status, Notice("lesson.recorded")):
            self.button.focus()

    def _record(self, key: str) -> None:
        self.asked = self._choose(key)

    def _go(self) -> None:
        if attempt(self._run, self.status, None):
            self._code.value = code_line(self._lines.replace("\n", "; "), self._language)
            attempt(self._draw, self.status, None)
            self._fold()

    def _draw(self) -> None:
        self._result.value = self._picture().html
