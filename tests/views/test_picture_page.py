import pytest

from labkit.records import Notice
from labkit.texts import say
from labkit.views.picture_page import Choice, PicturePage


class Drawing:
    def __init__(self, words: str) -> None:
        self.words = words

    def __repr__(self) -> str:
        return self.words

    def _repr_html_(self) -> str:
        return f"<p>{self.words}</p>"


class Refusal(Exception):
    notice = Notice("lab.no_session")


def page(letters: list[str]) -> PicturePage:
    def choices() -> list[Choice]:
        return [Choice("Letter", (("the latest", ""), *((name, name) for name in letters)))]

    def draw(name: str) -> Drawing:
        return Drawing(f"picture of {name or letters[-1]}")

    return PicturePage(draw, lambda name: f"lab.journey({name!r})", choices)


def test_the_first_choice_is_drawn_with_its_line_of_python() -> None:
    shown = page(["A", "B"])
    assert shown.twin_html() == "<p>picture of B</p>"
    assert repr(shown) == "picture of B"
    assert "lab.journey('')" in shown._line.value


def test_another_choice_draws_another_picture() -> None:
    shown = page(["A", "B"])
    shown.choose("A")
    assert repr(shown) == "picture of A"


def test_what_is_new_can_be_chosen_and_what_was_chosen_stays() -> None:
    letters = ["A"]
    shown = page(letters)
    shown.choose("A")
    letters.append("B")
    shown.refresh()
    assert repr(shown) == "picture of A"
    shown.choose("B")
    assert repr(shown) == "picture of B"


def test_what_is_gone_is_no_longer_chosen() -> None:
    letters = ["A", "B"]
    shown = page(letters)
    shown.choose("B")
    letters.remove("B")
    shown.refresh()
    assert repr(shown) == "picture of A"


def test_a_refusal_stands_where_the_picture_would() -> None:
    def refuse() -> None:
        raise Refusal

    shown = PicturePage(refuse, lambda: "lab.ladder()", language="ja")
    assert say("ja", "lab.no_session") in shown.twin_html()


def test_a_bug_is_not_hidden() -> None:
    def broken() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        PicturePage(broken, lambda: "lab.ladder()")
