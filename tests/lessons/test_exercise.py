"""An exercise as data: its words follow from its parts."""

from labkit.lessons.exercise import Ask, Claim, Exercise, Question, sight
from labkit.records import Notice


def test_an_exercise_lists_every_sentence_that_it_may_say() -> None:
    made = Exercise(
        "99.1", "use", ("M01",), (), (Claim("kept", lambda _: None, ("gone",)),), "", (),
        question=Question("yes", ("no",), lambda _: None, also=("maybe",)),
        ask=Ask(lambda _: (), ("session",)), hints=1,
    )  # fmt: skip
    assert sorted(made.words()) == sorted(
        f"e99_1.{key}"
        for key in (
            *("title", "key", "why", "hint.1"),
            *("claim.kept", "wait.kept", "look.kept", "see.gone"),
            *("ask", "run", "option.yes", "option.no", "told.yes", "told.no"),
            *("saw.yes", "saw.maybe", "choose", "pick.session"),
        )
    )


def test_a_sight_is_told_with_its_values() -> None:
    made = Exercise("99.1", "use", (), (), (), "", ())
    assert made.notice("see", sight("quit", session=4)) == Notice("e99_1.see.quit", {"session": 4})
    assert made.notice("title") == Notice("e99_1.title")
