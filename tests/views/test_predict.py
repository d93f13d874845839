"""A question before the run: choose, run, compare."""

from __future__ import annotations

from dataclasses import replace

from labkit.records import Notice, Prediction
from labkit.views.predict import PredictView
from tests.views.lesson_rows import ASKED, said


class Picture:
    html = "<svg>film</svg>"


def view(asked: Prediction = ASKED) -> tuple[PredictView, list[str]]:
    done: list[str] = []

    def choose(key: str) -> Prediction:
        done.append(key)
        return replace(asked, chosen=key, predicted=said(f"option.{key}"))

    made = PredictView(
        asked, choose, lambda: done.append("run"), 'lab.reset("03.2")\nlab.x()', Picture
    )
    return made, done


def test_run_is_off_until_something_is_chosen_and_says_why() -> None:
    made, done = view()
    made.button.click()
    assert done == []
    assert "First choose" in made.status.text
    made.choices.buttons["unsure"].click()  # type: ignore[union-attr]
    made.button.busy = False
    made.button.click()
    assert done == ["unsure", "run"]


def test_the_choice_is_locked_and_marked() -> None:
    made, _ = view()
    made.choices.buttons["retr"].click()  # type: ignore[union-attr]
    assert made.choices is None
    [locked] = made._options.children
    assert locked.value.count("labkit-chosen") == 1
    assert "your choice" in locked.value


def test_after_the_run_prediction_outcome_and_feedback_stand_together() -> None:
    made, _ = view(replace(ASKED, chosen="retr", predicted=said("option.retr")))
    made.asked = replace(made.asked, saw=said("saw.kept"), feedback=said("told.retr"))
    told = made._seen.value
    assert told.index("took it away") < told.index("still on the server") < told.index("copy")
    assert "still on the server" in made.twin_text()


def test_the_button_shows_the_picture_and_its_lines_of_python() -> None:
    made, _ = view(replace(ASKED, chosen="retr"))
    made.asked = replace(made.asked, saw=said("saw.kept"))
    made.button.click()
    assert made._result.value == Picture.html
    assert "lab.reset(&quot;03.2&quot;); lab.x()" in made._code.value.replace('"', "&quot;")


def test_a_reset_takes_outcome_and_picture_away() -> None:
    made, _ = view(replace(ASKED, chosen="retr", saw=said("saw.kept")))
    made.button.click()
    made.asked = replace(made.asked, saw=None)
    assert (made._result.value, made._seen.value) == ("", "")


def test_the_twin_asks_and_gives_nothing_away() -> None:
    made, _ = view()
    assert made.twin_text().splitlines()[0] == "03.2 Pull the cable"
    assert "  retr: No: downloading took it away" in made.twin_text()
    assert "Yes: it is there as before" in made.twin_html()
    assert "saw" not in made.twin_text()


def test_a_refusal_in_the_run_is_a_sentence() -> None:
    class Refused(Exception):
        notice = Notice("lab.closed")

    def refuse() -> None:
        raise Refused

    made = PredictView(replace(ASKED, chosen="retr"), lambda key: ASKED, refuse, "", Picture)
    made.button.click()
    assert "closed" in made.status.text
