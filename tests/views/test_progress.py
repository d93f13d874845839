"""The strip: a card an exercise; its stored twin is of this lab alone."""

from __future__ import annotations

from pathlib import Path

from labkit.records import LessonState, ProgressRow
from labkit.views.progress import ProgressView, render
from tests.views.lesson_rows import TITLE


def row(exercise: str, state: LessonState = "not attempted", before: bool = False) -> ProgressRow:
    return ProgressRow(exercise, TITLE, state, before)


ROWS = (row("03.1", "passed"), row("03.2", before=True), row("04.1", "not yet"))


def test_each_notebook_has_its_strip_and_each_exercise_its_state_in_words() -> None:
    drawn = render(ROWS, "en")
    assert drawn.count("labkit-strip-row") == 2
    assert "2 of 3 passed" in drawn
    assert drawn.count(">passed<") == 2
    assert drawn.count(">not yet<") == 1


def test_the_twin_does_not_know_who_sat_here_before() -> None:
    made = ProgressView(ROWS, str)
    assert "03.2 Pull the cable – not tried yet" in made.twin_text()
    assert "1 of 3 passed" in made.twin_html()
    assert "2 of 3 passed" in made._strip.value


def test_the_learner_takes_the_record_along(tmp_path: Path) -> None:
    ProgressView(ROWS, lambda: '{"exercise": "03.2"}\n').save(tmp_path / "mine.jsonl")
    assert (tmp_path / "mine.jsonl").read_text() == '{"exercise": "03.2"}\n'
