"""Questions: what is predicted before a run, and what is chosen as evidence."""

from __future__ import annotations

import random
from dataclasses import replace

from labkit.lessons.evidence import Evidence
from labkit.lessons.exercise import Exercise
from labkit.records import Notice, Option, Prediction
from labkit.records import Question as Asked

UNSURE = "unsure"


def options(exercise: Exercise, seed: str) -> tuple[Option, ...]:
    """Return what can be predicted, in an order that comes from *seed*; "not sure" stands last."""
    question = exercise.question
    if question is None:
        return ()
    keys = sorted((question.right, *question.others))
    random.Random(f"{seed}:{exercise.id}").shuffle(keys)
    given = tuple(Option(key, exercise.notice(f"option.{key}")) for key in keys)
    return (*given, Option(UNSURE, Notice("lesson.unsure")))


def prediction(
    exercise: Exercise, seed: str, seen: Evidence | None, chosen: str | None, early: bool
) -> Prediction:
    """Return the question of *exercise*, with what was *chosen* held against what has happened.

    *seen* is None while the lab stands at another exercise.
    """
    offered = options(exercise, seed)
    asked = Prediction(
        exercise.id,
        exercise.notice("title"),
        exercise.notice("ask"),
        exercise.notice("run"),
        offered,
        _predicted(offered, chosen if early else None),
        chosen,
        early,
    )
    saw = exercise.question.saw(seen) if exercise.question and seen else None
    if saw is None:
        return asked
    told = chosen if chosen not in (None, UNSURE) else None
    return replace(
        asked,
        saw=exercise.notice("saw", saw),
        right=saw.name == chosen,
        feedback=exercise.notice(f"told.{told}") if told else None,
    )


def question(exercise: Exercise, seen: Evidence | None, given: tuple[str, ...]) -> Asked | None:
    """Return what is to be chosen as evidence, None where *exercise* asks for none.

    *seen* is None while the lab stands at another exercise: then there is nothing to choose from.
    """

    if exercise.ask is None:
        return None
    offered = exercise.ask.options(seen) if seen is not None else ()
    return Asked(
        exercise.id,
        exercise.notice("title"),
        exercise.notice("choose"),
        tuple(Option(key, exercise.notice("pick", s)) for key, s in offered),
        exercise.ask.picks,
        given,
    )


def _predicted(offered: tuple[Option, ...], chosen: str | None) -> Notice:
    said = (option.text for option in offered if option.key == chosen)
    return next(said, Notice("lesson.not_predicted"))
