"""The lessons of a lab, as cells call them."""

from __future__ import annotations

import pytest

from labkit import Lab
from labkit.agents.trouble import Trouble


@pytest.fixture(autouse=True)
def no_record(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LABKIT_PROGRESS", "")


def test_the_whole_way_of_an_experiment_by_clicks(lab: Lab) -> None:
    question, check, strip = lab.predict("03.2"), lab.check("03.2"), lab.progress()
    question.choices.buttons["dele"].click()  # type: ignore[union-attr]
    question.button.click()
    assert "A is still on the server" in question._seen.value
    assert "<svg" in question._result.value
    check.again.click()
    assert check.result.state == "passed"
    assert {row.exercise: row.state for row in strip.rows}["03.2"] == "passed"


def test_the_same_way_by_lines_of_python(lab: Lab) -> None:
    lab.predict("03.2", "dele")
    assert str(lab.reset("03.2")) == '03.2 "Pull the cable" stands at its start.'
    lab.tablet.get(delete=True, cut_before="QUIT")
    assert "You predicted: No: the command to delete took it away at once" in lab.film().text
    assert "You saw: A is still on the server." in lab.film().text
    assert lab.check("03.2").result.state == "passed"


def test_without_a_prediction_the_strip_says_so(lab: Lab) -> None:
    lab.reset("03.2")
    lab.tablet.get(delete=True, cut_before="QUIT")
    assert "You did not predict" in lab.film().text


def test_a_view_on_display_forgets_at_a_reset(lab: Lab) -> None:
    lab.solution("03.2", run=True)
    check, question = lab.check("03.2"), lab.predict("03.2", "kept")
    assert check.result.state == "passed"
    assert question.asked.saw is not None
    lab.reset("03.2")
    assert check.result.state == "not attempted"
    assert (question.asked.saw, question.asked.chosen) == (None, "kept")
    lab.reset()
    assert question.asked.chosen is None


def test_a_hint_and_the_solution(lab: Lab) -> None:
    assert len(lab.hint("03.2").hints.given) == 1
    assert len(lab.hint("03.2").hints.given) == 2
    assert "cut_before" in repr(lab.solution("03.2"))


def test_the_language_changes_while_they_are_on_display(lab: Lab) -> None:
    views = [lab.predict("03.2"), lab.check("03.2"), lab.hint("03.2"), lab.solution("03.2")]
    english = [repr(view) for view in views]
    lab.language = "ja"
    assert all(a != repr(view) for a, view in zip(english, views, strict=True))
    assert all("ケーブルを抜く" in repr(view) for view in views)


def test_a_goal_is_a_picture_of_the_end_where_an_exercise_has_one(lab: Lab) -> None:
    assert "tablet (POP3) | A COPY; B COPY; C COPY" in lab.goal("05.1").text
    with pytest.raises(Trouble, match=r"03\.2 has no picture of its end"):
        lab.goal("03.2")


def test_a_press_after_the_lab_was_closed_is_answered_with_a_sentence(lab: Lab) -> None:
    question, check = lab.predict("03.2"), lab.check("03.2")
    lab.close()
    question.choices.buttons["dele"].click()  # type: ignore[union-attr]
    check.again.click()
    for view in (question, check):
        assert "closed" in view.status.text
