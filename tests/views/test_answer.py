"""Evidence to choose: one thing, or several in their order."""

from __future__ import annotations

from dataclasses import replace

from labkit.records import Notice, Question
from labkit.views.answer import AnswerView
from tests.views.lesson_rows import evidence


def view(asked: Question) -> tuple[AnswerView, list[tuple[str, ...]]]:
    given: list[tuple[str, ...]] = []

    def give(keys: tuple[str, ...]) -> Question:
        given.append(keys)
        return replace(asked, given=keys)

    return AnswerView(asked, give), given


def test_one_click_answers_and_shows_its_line() -> None:
    made, given = view(evidence("4", "7"))
    made.choices.buttons["7"].click()
    assert given == [("7",)]
    assert "lab.answer(" in made._code.value
    assert 'lab.answer("05.2", "7")' in made.twin_text()


def test_an_order_is_given_once_it_is_complete() -> None:
    made, given = view(evidence("a", "b", "c", picks=3))
    made.choices.buttons["c"].click()
    assert set(made.choices.buttons) == {"a", "b"}
    made.choices.buttons["a"].click()
    assert given == []
    made.choices.buttons["b"].click()
    assert given == [("c", "a", "b")]


def test_one_may_choose_again() -> None:
    made, given = view(evidence("4", "7"))
    made.choices.buttons["7"].click()
    made.clear.click()
    made.choices.buttons["4"].click()
    assert given == [("7",), ("4",)]


def test_before_the_run_there_is_nothing_to_choose_from() -> None:
    made, _ = view(evidence())
    assert "nothing to choose" in made._place.children[-1].value
    made.clear.click()
    assert "Nothing is chosen" in made.status.text


def test_what_was_chosen_goes_when_it_is_not_there_any_more() -> None:
    made, _ = view(evidence("4", "7", given=("7",)))
    made.asked = evidence("4")
    assert made._picked == ()


def test_a_refusal_is_a_sentence() -> None:
    class Refused(Exception):
        notice = Notice("lab.closed")

    def refuse(keys: tuple[str, ...]) -> Question:
        raise Refused

    made = AnswerView(evidence("4"), refuse)
    made.choices.buttons["4"].click()
    assert "closed" in made.status.text
