"""Hints, one more with each press: a question, where to look, what to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import ipywidgets
import traitlets

from labkit.plots.picture import folded_note
from labkit.records import Hints, Notice
from labkit.texts import Language, say, tell
from labkit.views.action import attempt
from labkit.views.deed_button import DeedButton
from labkit.views.lesson_parts import head
from labkit.views.markup import el, html
from labkit.views.pieces import Status, chrome
from labkit.views.view import View


class HintView(View):
    """``hints`` are those given so far; *more* gives one more."""

    hints = traitlets.Instance(Hints, help="The hints given so far.")

    def __init__(self, hints: Hints, more: Callable[[], Hints], language: Language = "en") -> None:
        self._more = more
        super().__init__(language, hints=hints)
        self.add_class("labkit-lesson")

    def build(self) -> Sequence[ipywidgets.Widget]:
        language = self._language
        self.status = Status(language)
        self._given = ipywidgets.HTML()
        words, call = say(language, "lesson.press.hint"), f'lab.hint("{self.hints.exercise}")'
        ask = partial(attempt, self._ask, self.status, None)  # a lab may be closed by now
        self.more = DeedButton(words, ask, self.status, language, call)
        self._show()
        return [chrome(language, "lessons"), self._given, self.more, self.status]

    def twin_text(self) -> str:
        language, hints = self._language, self.hints
        title = f"{hints.exercise} {tell(language, hints.title)}"
        told = (f"{place}. {tell(language, each)}" for place, each in enumerate(hints.given, 1))
        return "\n".join([title, *told])

    def twin_html(self) -> str:
        note = folded_note(tell(self._language, self.hints.title), self._language)
        return f"{note}\n{self._given.value}"

    @traitlets.observe("hints")
    def _redraw(self, change: object) -> None:
        if self._built:
            self._show()

    def _show(self) -> None:
        top = html(head(self.hints.exercise, self.hints.title, "hint", self._language))
        self._given.value = top + hints_html(self.hints, self._language)
        all_given = len(self.hints.given) == self.hints.most
        self.more.allow(Notice("lesson.no_more_hints") if all_given else None)

    def _ask(self) -> None:
        self.hints = self._more()
        self.status.good(hint_given(self.hints))


def hint_given(hints: Hints) -> Notice:
    """Return what the status line says of the newest hint, which stands in the list."""
    return Notice("lesson.hint_given", {"number": len(hints.given), "most": hints.most})


def hints_html(hints: Hints, language: Language) -> str:
    """Return the hints given so far as a numbered list."""
    root = el(None, "ol", class_="labkit-hints", lang=language)
    for given in hints.given:
        el(root, "li", tell(language, given))
    return html(root)
