"""A check with its buttons."""

from __future__ import annotations

from labkit.views.check import CheckView
from tests.views.lesson_rows import NOT_YET, PASSED, SOLUTION, UNTRIED, hints


def view() -> CheckView:
    results = iter([NOT_YET, PASSED])
    given = iter([hints(1), hints(2), hints(3)])
    return CheckView(UNTRIED, lambda: next(results), lambda: next(given), lambda: SOLUTION)


def test_looking_again_shows_the_new_result() -> None:
    made = view()
    assert "not tried yet" in made._result.value
    made.again.click()
    assert "The tablet's session 4 ended with QUIT." in made._result.value
    assert made.status.text.startswith("Not yet.")


def test_hints_add_up_and_then_the_button_says_that_it_is_over() -> None:
    made = view()
    for count in (1, 2, 3):
        made.more.busy = False
        made.more.click()
        assert made._help.value.count("<li>") == count
    assert made.more.why is not None


def test_the_solution_shows_its_lines_as_text() -> None:
    made = view()
    made.solve.click()
    assert "&lt;b&gt;hi" in made._help.value


def test_a_reset_folds_hints_and_solution_away() -> None:
    made = view()
    made.more.click()
    made.solve.click()
    made.forget(UNTRIED)
    assert made._help.value == ""
    assert "not tried yet" in made._result.value


def test_the_twin_is_the_result_of_the_last_look() -> None:
    made = view()
    made.again.click()
    assert made.twin_text().splitlines()[:2] == ["Check 03.2 Pull the cable", "not yet"]
    assert made.twin_html().startswith("<!--")
