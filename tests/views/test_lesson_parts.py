"""What the views of a lesson share."""

import pytest

from labkit.records import LessonState, Notice
from labkit.views.lesson_parts import Choices, badge, chosen_list, head, labelled, state_word
from labkit.views.markup import el, html
from tests.views.lesson_rows import OPTIONS, TITLE


def test_a_head_names_the_exercise_for_screen_readers() -> None:
    drawn = html(head("03.2", TITLE, "check", "en"))
    assert 'role="heading"' in drawn
    assert ">03.2 Pull the cable<" in drawn


@pytest.mark.parametrize("state", ["passed", "not yet", "not attempted"])
def test_a_badge_has_a_sign_and_a_word(state: LessonState) -> None:
    root = el(None, "div")
    badge(root, state, "ja")
    assert "<svg" in html(root)
    assert state_word(state, "ja") in html(root)


def test_each_option_is_a_button() -> None:
    chosen: list[str] = []
    made = Choices(OPTIONS, chosen.append, "en")
    made.buttons["kept"].click()
    assert chosen == ["kept"]
    assert made.buttons["retr"].description == "No: downloading took it away"


def test_what_was_chosen_in_an_order_shows_its_place() -> None:
    drawn = chosen_list(OPTIONS, ["kept", "retr"], "en")
    assert drawn.index("your choice 2") < drawn.index("your choice 1")
    assert drawn.count("labkit-chosen") == 2


def test_a_label_and_its_sentence_stand_as_the_language_sets_them() -> None:
    assert labelled("key", Notice("e03_2.key"), "en") == "Remember: DELE marks; QUIT removes."
    assert labelled("key", Notice("e03_2.key"), "ja").startswith("覚えておこう：DELE")
