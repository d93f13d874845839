"""Questions: the order comes from the seed, the outcome from the evidence."""

from __future__ import annotations

from datetime import UTC, datetime

from labkit.lessons.asking import UNSURE, options, prediction, question
from labkit.lessons.evidence import Evidence
from labkit.lessons.exercise import Ask, Claim, Exercise, Question, Sight, sight
from labkit.records import Notice, QueueRow

NOTHING = Evidence(datetime(2026, 4, 6, tzinfo=UTC), {}, {})
WAITING = Evidence(
    NOTHING.now, {}, {}, queue=(QueueRow("A", "smtp.sakura.example", "ken", NOTHING.now, 0, None),)
)


def saw(seen: Evidence) -> Sight | None:
    return sight("waits") if seen.queue else None


EXERCISE = Exercise(
    id="99.1",
    kind="basic",
    beliefs=(),
    sources=(),
    claims=(Claim("queued", saw, ("waits",)),),
    solution="",
    wrongs=(),
    question=Question("waits", ("lost", "arrived"), saw),
    ask=Ask(lambda seen: tuple((row.letter, sight("letter")) for row in seen.queue), ("letter",)),
)


def test_the_order_comes_from_the_seed_and_not_sure_stands_last() -> None:
    orders = {tuple(o.key for o in options(EXERCISE, str(seed))) for seed in range(40)}
    assert len(orders) == 6
    assert {order[-1] for order in orders} == {UNSURE}
    assert options(EXERCISE, "seat 4") == options(EXERCISE, "seat 4")


def test_nothing_is_told_before_something_has_happened() -> None:
    asked = prediction(EXERCISE, "", NOTHING, "lost", True)
    assert (asked.saw, asked.feedback, asked.right) == (None, None, False)
    assert asked.predicted == Notice("e99_1.option.lost")


def test_the_outcome_is_held_against_what_was_predicted() -> None:
    assert prediction(EXERCISE, "", WAITING, "waits", True).right
    missed = prediction(EXERCISE, "", WAITING, "lost", True)
    assert (missed.right, missed.saw) == (False, Notice("e99_1.saw.waits"))
    assert missed.feedback == Notice("e99_1.told.lost")


def test_who_is_not_sure_or_was_late_is_told_kindly() -> None:
    unsure = prediction(EXERCISE, "", WAITING, UNSURE, True)
    assert (unsure.predicted, unsure.feedback) == (Notice("lesson.unsure"), None)
    assert prediction(EXERCISE, "", WAITING, "waits", False).predicted.key == "lesson.not_predicted"


def test_evidence_is_chosen_from_what_there_is() -> None:
    asked = question(EXERCISE, WAITING, ("A",))
    assert asked is not None
    assert [(option.key, option.text.key) for option in asked.options] == [
        ("A", "e99_1.pick.letter")
    ]
    assert question(EXERCISE, NOTHING, ()).options == ()  # type: ignore[union-attr]
