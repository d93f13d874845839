"""What a lesson says: questions, checks, hints and how far somebody has come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from labkit.records.notice import Notice

# Not "wrong": what is not there yet can still come.
LessonState = Literal["not attempted", "not yet", "passed"]


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose; ``key`` says nothing about its place or about what is right."""

    key: str
    text: Notice


@dataclass(frozen=True, slots=True)
class Prediction:
    """A question that is asked before the run, and what was chosen.

    ``predicted`` is that as a sentence; who chose after the run is told so: ``early`` is False.
    ``saw`` and ``feedback`` are None until the run has shown something; ``right`` then says whether
    that was predicted.
    """

    exercise: str
    title: Notice
    question: Notice
    run: Notice  # what the button says that does it
    options: tuple[Option, ...]
    predicted: Notice
    chosen: str | None = None
    early: bool = True
    saw: Notice | None = None
    right: bool = False
    feedback: Notice | None = None


@dataclass(frozen=True, slots=True)
class ClaimResult:
    """One small assertion of a check, and whether it holds."""

    says: Notice
    holds: bool


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What came of a check.

    Of the first claim that does not hold, ``sees`` is what is seen instead, ``waits`` the kind of
    state that is waited for, ``look`` where to look. ``key`` and ``why`` are there once it is
    passed. ``next`` is what to do first, where nothing was attempted.
    """

    exercise: str
    title: Notice
    state: LessonState
    claims: tuple[ClaimResult, ...] = ()
    sees: Notice | None = None
    waits: Notice | None = None
    look: Notice | None = None
    key: Notice | None = None
    why: Notice | None = None
    next: Notice | None = None
    predicted: Prediction | None = None


@dataclass(frozen=True, slots=True)
class Hints:
    """The hints that were asked for so far, of ``most``."""

    exercise: str
    title: Notice
    given: tuple[Notice, ...]
    most: int = 3


@dataclass(frozen=True, slots=True)
class Solution:
    """The lines that pass the check, as somebody would type them; ``key`` is the key line."""

    exercise: str
    title: Notice
    lines: str
    key: Notice
    why: Notice


@dataclass(frozen=True, slots=True)
class Question:
    """Evidence to be chosen: ``picks`` of the options, in their order where that is more than one.

    ``given`` is what was chosen, "" where nothing was.
    """

    exercise: str
    title: Notice
    question: Notice
    options: tuple[Option, ...]
    picks: int = 1
    given: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProgressRow:
    """One exercise in the progress strip: its ``state`` in this lab, and whether it was passed
    in an earlier sitting."""

    exercise: str
    title: Notice
    state: LessonState
    before: bool = False
