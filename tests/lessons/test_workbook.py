"""What one learner has predicted, answered and passed."""

from labkit.lessons.workbook import Workbook


def test_starting_an_exercise_again_forgets_its_answers_and_nothing_else() -> None:
    book = Workbook()
    page, other = book.page("03.2"), book.page("05.2")
    page.chosen, page.answers, page.hints, page.state = "retr", ("7",), 2, "passed"
    other.answers = ("9",)
    book.start("03.2", mark=4)
    assert (page.chosen, page.answers, page.hints, page.state) == ("retr", (), 2, "passed")
    assert (book.current, book.mark, other.answers) == ("03.2", 4, ("9",))


def test_emptying_everything_lets_one_predict_again_but_what_is_passed_stays() -> None:
    book = Workbook()
    page = book.page("03.2")
    page.chosen, page.early, page.hints, page.state = "retr", False, 3, "passed"
    book.emptied(mark=9)
    assert (page.chosen, page.early, page.hints, page.state) == (None, True, 0, "passed")
    assert (book.mark, book.resets) == (9, 1)
    book.start("03.2", mark=9)
    assert book.resets == 0
