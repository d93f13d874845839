"""A check: an exercise's claims held against the evidence."""

from __future__ import annotations

from labkit.lessons.evidence import Evidence
from labkit.lessons.exercise import Exercise
from labkit.records import CheckResult, ClaimResult, Notice


def check(exercise: Exercise, seen: Evidence) -> CheckResult:
    """Return whether *exercise* is passed, and if not, what is seen, waited for, and where to look.

    Any way to the end state passes: neither a prediction nor the order of cells decides.
    """
    title = exercise.notice("title")
    if seen.is_untouched:
        todo = Notice("lesson.untouched", {"exercise": exercise.id})
        return CheckResult(exercise.id, title, "not attempted", next=todo)
    found = [(claim, claim.finds(seen)) for claim in exercise.claims]
    claims = tuple(
        ClaimResult(exercise.notice(f"claim.{claim.name}"), sight is None) for claim, sight in found
    )
    missed = next(((claim, sight) for claim, sight in found if sight is not None), None)
    if missed is None:
        key, why = exercise.notice("key"), exercise.notice("why")
        return CheckResult(exercise.id, title, "passed", claims, key=key, why=why)
    claim, sight = missed
    return CheckResult(
        exercise.id,
        title,
        "not yet",
        claims,
        sees=exercise.notice("see", sight),
        waits=exercise.notice(f"wait.{claim.name}"),
        look=exercise.notice(f"look.{claim.name}"),
    )
