"""Evidence to choose: a session, a line, a cell; or several in their order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import ipywidgets
import traitlets

from labkit.plots.picture import folded_note
from labkit.records import Notice, Question
from labkit.texts import Language, say, tell
from labkit.views.action import attempt
from labkit.views.deed_button import DeedButton
from labkit.views.lesson_parts import (
    Choices,
    chosen_list,
    question_head,
    question_html,
    question_lines,
)
from labkit.views.markup import el, html
from labkit.views.pieces import Status, chrome, code_line
from labkit.views.view import View


class AnswerView(View):
    """Assign ``asked`` and it redraws. *give* is called with the keys once enough are chosen."""

    asked = traitlets.Instance(Question, help="What there is to choose, and what was chosen.")

    def __init__(
        self,
        asked: Question,
        give: Callable[[tuple[str, ...]], Question],
        language: Language = "en",
    ) -> None:
        self._give = give
        self._picked: tuple[str, ...] = ()
        super().__init__(language, asked=asked)
        self.add_class("labkit-lesson").add_class("labkit-answer")

    def build(self) -> Sequence[ipywidgets.Widget]:
        language, asked = self._language, self.asked
        top = question_head(asked, "answer", language)
        self.status = Status(language)
        self._place = ipywidgets.VBox().add_class("labkit-lesson-place")
        self._code = ipywidgets.HTML()
        words = say(language, "lesson.press.clear")
        self.clear = DeedButton(words, self._again, self.status, language)
        self._show()
        return [
            chrome(language, "lessons"),
            ipywidgets.HTML(html(top)),
            self._place,
            self.clear,
            self.status,
            self._code,
        ]

    def twin_text(self) -> str:
        given = [self._call(self.asked.given)] if self.asked.given else []
        return "\n".join([*question_lines(self.asked, self._language), *given])

    def twin_html(self) -> str:
        language, asked = self._language, self.asked
        root = question_html(asked, "answer", language)
        return f"{folded_note(tell(language, asked.title), language)}\n{html(root)}"

    @traitlets.observe("asked")
    def _redraw(self, change: object) -> None:
        if self._built:
            self._show()

    def _show(self) -> None:
        language, asked = self._language, self.asked
        picked = asked.given or self._picked
        self._picked = tuple(key for key in picked if key in [o.key for o in asked.options])
        left = tuple(option for option in asked.options if option.key not in self._picked)
        chosen = [o for key in self._picked for o in asked.options if o.key == key]
        parts: list[ipywidgets.Widget] = []
        if chosen:
            parts.append(ipywidgets.HTML(chosen_list(chosen, self._picked, language)))
        if len(self._picked) < asked.picks:
            self.choices = Choices(left, self._pick, language)
            parts.append(self.choices)
        if not asked.options:
            none = el(None, "p", say(language, "lesson.nothing_to_choose"), lang=language)
            parts.append(ipywidgets.HTML(html(none)))
        self._place.children = tuple(parts)
        self._code.value = code_line(self._call(asked.given), language) if asked.given else ""
        self.clear.allow(None if self._picked else Notice("lesson.nothing_chosen"))

    def _pick(self, key: str) -> None:
        self._picked = (*self._picked, key)
        if len(self._picked) == self.asked.picks:
            picked = self._picked
            if attempt(lambda: self._given(picked), self.status, Notice("lesson.noted")):
                self.clear.focus()
                return
        self._show()

    def _given(self, picked: tuple[str, ...]) -> None:
        self.asked = self._give(picked)

    def _again(self) -> None:
        self._picked = ()
        self.asked = replace(self.asked, given=())
        self._show()

    def _call(self, keys: Sequence[str]) -> str:
        said = ", ".join(f'"{key}"' for key in keys)
        return f'lab.answer("{self.asked.exercise}", {said})'
