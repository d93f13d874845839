"""Each exercise three ways, in both languages: untouched, each planted mistake, the solution."""

from __future__ import annotations

import re

import pytest

from labkit import Lab
from labkit.lessons.catalogue import exercise, names
from labkit.lessons.exercise import Exercise, Wrong
from labkit.records import CheckResult, Notice
from labkit.texts import catalogue, tell

EXERCISES = [exercise(name) for name in names()]
WRONGS = [(each, wrong) for each in EXERCISES for wrong in each.wrongs]
each_exercise = pytest.mark.parametrize("each", EXERCISES, ids=lambda each: each.id)


def tried(lab: Lab, each: Exercise, lines: str) -> CheckResult:
    """Return what the check says after *lines* on a fresh exercise; all of it can be told."""
    tutor = lab._tutor
    tutor.run(each.id, lines, lab)
    result = tutor.check(each.id)
    notices = [getattr(result, part) for part in result.__slots__]
    said = [tell(lab.language, notice) for notice in notices if isinstance(notice, Notice)]
    assert all(said)
    return result


@each_exercise
def test_untouched_it_is_not_attempted(lab: Lab, each: Exercise) -> None:
    result = tried(lab, each, "")
    assert result.state == "not attempted"
    assert result.next == Notice("lesson.untouched", {"exercise": each.id})


@pytest.mark.parametrize(
    ("each", "wrong"), WRONGS, ids=[f"{e.id}-{w.claim}-{w.sight}" for e, w in WRONGS]
)
def test_a_planted_mistake_gets_its_message(lab: Lab, each: Exercise, wrong: Wrong) -> None:
    result = tried(lab, each, wrong.lines)
    assert result.state == "not yet"
    assert result.sees is not None
    assert result.sees.key == f"{each.family}.see.{wrong.sight}"
    assert result.waits == Notice(f"{each.family}.wait.{wrong.claim}")
    assert result.look == Notice(f"{each.family}.look.{wrong.claim}")


@each_exercise
def test_the_solution_passes_and_shows_what_was_right_to_predict(lab: Lab, each: Exercise) -> None:
    result = tried(lab, each, each.solution)
    assert (result.state, result.sees) == ("passed", None)
    if each.question is not None:
        tutor = lab._tutor
        tutor.start(each.id, lab)
        tutor.choose(each.id, each.question.right)
        tutor.run(each.id, each.run or each.solution, lab)
        assert tutor.prediction(each.id).right
        assert tutor.prediction(each.id).early


@each_exercise
def test_it_has_everything_an_exercise_has(each: Exercise) -> None:
    assert each.wrongs, "without a planted mistake nobody knows whether the check can fail"
    assert {wrong.claim for wrong in each.wrongs} <= {claim.name for claim in each.claims}
    assert all(re.fullmatch(r"M\d\d", belief) for belief in each.beliefs)
    assert all(re.fullmatch(r"RFC \d+ section [\d.]+", source) for source in each.sources)
    if each.question is not None:
        assert 2 <= len(each.question.others) <= 4


@each_exercise
def test_every_claim_can_fail(each: Exercise) -> None:
    assert {claim.name for claim in each.claims} == {wrong.claim for wrong in each.wrongs}


@each_exercise
@pytest.mark.parametrize("language", ["en", "ja"])
def test_its_sentences_are_all_there_and_no_other(each: Exercise, language: str) -> None:
    there = {key for key in catalogue(language) if key.startswith(f"{each.family}.")}
    assert there == set(each.words())


@each_exercise
def test_its_design_note_says_what_is_checked_and_what_not(each: Exercise) -> None:
    from importlib import import_module

    note = import_module(f"labkit.lessons.exercises.{each.family}").__doc__ or ""
    assert note.startswith(f"{each.id} ")
    for part in ("Belief:", "Checked:", "Not checked:"):
        assert part in note
