"""A check with its buttons: look again, a hint, the solution."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import ipywidgets
import traitlets

from labkit.plots.picture import folded_note
from labkit.records import CheckResult, Hints, Notice, Solution
from labkit.texts import Language, say, tell
from labkit.views.action import attempt
from labkit.views.check_result import result_html, result_text
from labkit.views.deed_button import DeedButton
from labkit.views.hints import hint_given, hints_html
from labkit.views.markup import html
from labkit.views.pieces import Status, chrome
from labkit.views.solution import lines_html
from labkit.views.view import View


class CheckView(View):
    """``result`` is what the last look said. *look*, *hint* and *solve* ask for the next ones."""

    result = traitlets.Instance(CheckResult, help="What came of the last look.")

    def __init__(
        self,
        result: CheckResult,
        look: Callable[[], CheckResult],
        hint: Callable[[], Hints],
        solve: Callable[[], Solution],
        language: Language = "en",
    ) -> None:
        self._look, self._hint, self._solve = look, hint, solve
        self.hints: Hints | None = None
        self.solution: Solution | None = None
        super().__init__(language, result=result)
        self.add_class("labkit-lesson").add_class("labkit-check")

    def build(self) -> Sequence[ipywidgets.Widget]:
        language = self._language
        self.status = Status(language)
        self._result = ipywidgets.HTML()
        self._help = ipywidgets.HTML()
        self.again = self._button("again", self._check)
        self.more = self._button("hint", self._hinted)
        self.solve = self._button("solve", self._solved)
        self._show()
        bar = ipywidgets.HBox([self.again, self.more, self.solve]).add_class("labkit-bar")
        return [chrome(language, "lessons"), self._result, bar, self.status, self._help]

    def forget(self, result: CheckResult) -> None:
        """Show *result* after a reset; hints and solution fold away."""
        self.hints = self.solution = None
        self.result = result
        self._show()

    def twin_text(self) -> str:
        return result_text(self.result, self._language)

    def twin_html(self) -> str:
        note = folded_note(tell(self._language, self.result.title), self._language)
        return f"{note}\n{html(result_html(self.result, self._language))}"

    @traitlets.observe("result")
    def _redraw(self, change: object) -> None:
        if self._built:
            self._show()

    def _show(self) -> None:
        language = self._language
        self._result.value = html(result_html(self.result, language))
        shown = hints_html(self.hints, language) if self.hints is not None else ""
        if self.solution is not None:
            shown += html(lines_html(self.solution, language))
        self._help.value = shown
        all_given = self.hints is not None and len(self.hints.given) == self.hints.most
        self.more.allow(Notice("lesson.no_more_hints") if all_given else None)

    def _button(self, name: str, press: Callable[[], None]) -> DeedButton:
        words = say(self._language, f"lesson.press.{name}")
        call = {"again": "check", "hint": "hint", "solve": "solution"}[name]
        hint = f'lab.{call}("{self.result.exercise}")'
        run = partial(attempt, press, self.status, None)  # a lab may be closed by now
        return DeedButton(words, run, self.status, self._language, hint)

    def _check(self) -> None:
        self.result = self._look()
        self.status.good(Notice(f"lesson.looked.{self.result.state.replace(' ', '_')}"))

    def _hinted(self) -> None:
        self.hints = self._hint()
        self.status.good(hint_given(self.hints))
        self._show()

    def _solved(self) -> None:
        self.solution = self._solve()
        self.status.good(Notice("lesson.solution_below"))
        self._show()
