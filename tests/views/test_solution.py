"""The solution: lines to copy, why they work, a button that carries them out."""

from labkit.views.solution import SolutionView, solution_html
from tests.views.lesson_rows import SOLUTION


def test_the_button_carries_the_lines_out() -> None:
    done: list[str] = []
    made = SolutionView(SOLUTION, lambda: done.append("run"))
    made.button.click()
    assert done == ["run"]
    assert made.button.tooltip == 'lab.solution("03.2", run=True)'


def test_lines_key_and_reason_stand_together() -> None:
    assert "&lt;b&gt;hi" in solution_html(SOLUTION, "en")
    assert "DELE marks; QUIT removes." in solution_html(SOLUTION, "en")
    assert 'lab.say("<b>hi</b>")' in SolutionView(SOLUTION, lambda: None).twin_text()
