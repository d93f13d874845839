"""How far one has come: a small card for each exercise, in a strip for each notebook."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import ipywidgets
import traitlets

from labkit.plots.picture import folded_note
from labkit.records import ProgressRow
from labkit.texts import Language, say, tell
from labkit.views.lesson_parts import badge, state_word
from labkit.views.markup import el, html
from labkit.views.pieces import chrome, heading
from labkit.views.view import View


class ProgressView(View):
    """Assign ``rows`` and it redraws. *text* returns the whole record, for ``save``."""

    rows = traitlets.Tuple(help="The ProgressRow of each exercise.")

    def __init__(
        self, rows: Sequence[ProgressRow], text: Callable[[], str], language: Language = "en"
    ) -> None:
        self._text = text
        super().__init__(language, rows=tuple(rows))
        self.add_class("labkit-lesson").add_class("labkit-progress")

    def build(self) -> Sequence[ipywidgets.Widget]:
        self._strip = ipywidgets.HTML()
        self._show()
        return [chrome(self._language, "lessons"), self._strip]

    def save(self, path: str | Path) -> None:
        """Write the record, a line of JSON an attempt, to *path*; raise OSError where it can't."""
        Path(path).write_text(self._text(), encoding="utf-8")

    def twin_text(self) -> str:
        language = self._language
        title = say(language, "lesson.progress")
        # Of this lab alone: a stored output must not depend on who has sat here before.
        lines = (
            f"  {row.exercise} {tell(language, row.title)} – {state_word(row.state, language)}"
            for row in self.rows
        )
        return "\n".join([title, *lines, say(language, "lesson.kept")])

    def twin_html(self) -> str:
        note = folded_note(say(self._language, "lesson.progress"), self._language)
        here = [replace(row, before=False) for row in self.rows]
        return f"{note}\n{render(here, self._language)}"

    @traitlets.observe("rows")
    def _redraw(self, change: object) -> None:
        if self._built:
            self._show()

    def _show(self) -> None:
        self._strip.value = render(self.rows, self._language)


def render(rows: Sequence[ProgressRow], language: Language) -> str:
    """Return *rows* as HTML: a list for each notebook."""
    root = el(None, "div", class_="labkit-strip", lang=language)
    heading(root, say(language, "lesson.progress"))
    passed = sum(row.before or row.state == "passed" for row in rows)
    el(root, "p", say(language, "lesson.count", passed=passed, count=len(rows)))
    for notebook, cards in groupby(rows, lambda row: row.exercise.partition(".")[0]):
        line = el(root, "div", class_="labkit-strip-row")
        el(line, "strong", notebook)
        several = el(line, "ul", class_="labkit-cards")
        for row in cards:
            card = el(several, "li", class_="labkit-card")
            el(card, "span", f"{row.exercise} {tell(language, row.title)}")
            badge(card, "passed" if row.before else row.state, language)
    el(root, "p", say(language, "lesson.kept"), class_="labkit-lesson-kept")
    return html(root)
