"""Hints, one more with each press."""

from labkit.views.hints import HintView, hints_html
from tests.views.lesson_rows import hints


def test_each_press_gives_one_more_until_there_is_none() -> None:
    given = iter([hints(2), hints(3)])
    made = HintView(hints(1), lambda: next(given))
    made.more.click()
    assert made.status.text == "Hint 2 of 3 is in the list."
    assert "Look at the end of the tablet's ladder" in made._given.value
    made.more.busy = False
    made.more.click()
    assert made.more.why is not None
    assert made.twin_text().splitlines()[1].startswith("1. What was the last thing")


def test_they_are_numbered() -> None:
    assert hints_html(hints(2), "ja").count("<li>") == 2
