"""A check: three outcomes, and of the first claim that does not hold what is seen instead."""

from __future__ import annotations

from datetime import UTC, datetime

from labkit.lessons.checking import check
from labkit.lessons.evidence import Evidence
from labkit.lessons.exercise import Claim, Exercise, sight
from labkit.records import Notice


def exercise(*holds: bool) -> Exercise:
    claims = (
        Claim(f"claim{place}", lambda _, held=held: None if held else sight("seen", number=4), ())
        for place, held in enumerate(holds)
    )
    return Exercise("99.1", "break", (), (), tuple(claims), "", ())


TOUCHED = Evidence(datetime(2026, 4, 6, tzinfo=UTC), {}, {}, answers=("A",))
UNTOUCHED = Evidence(TOUCHED.now, {}, {})


def test_without_any_action_it_is_not_attempted() -> None:
    result = check(exercise(True), UNTOUCHED)
    assert (result.state, result.claims) == ("not attempted", ())
    assert result.next == Notice("lesson.untouched", {"exercise": "99.1"})


def test_not_yet_says_what_is_seen_waited_for_and_where_to_look() -> None:
    result = check(exercise(True, False, False), TOUCHED)
    assert result.state == "not yet"
    assert [claim.holds for claim in result.claims] == [True, False, False]
    assert result.sees == Notice("e99_1.see.seen", {"number": 4})
    assert result.waits == Notice("e99_1.wait.claim1")
    assert result.look == Notice("e99_1.look.claim1")
    assert (result.key, result.why) == (None, None)


def test_passed_gives_the_key_line_and_the_reason() -> None:
    result = check(exercise(True, True), TOUCHED)
    assert (result.state, result.sees) == ("passed", None)
    assert (result.key, result.why) == (Notice("e99_1.key"), Notice("e99_1.why"))
