"""What stands behind the lessons of a lab: one learner's workbook held against the household."""

from __future__ import annotations

from dataclasses import replace

from labkit.agents.trouble import Trouble, reply_text
from labkit.lab.carry_out import carry_out
from labkit.lab.evidence import evidence
from labkit.lessons import asking, catalogue, checking
from labkit.lessons.evidence import Evidence
from labkit.lessons.exercise import Exercise
from labkit.lessons.progress import Progress
from labkit.lessons.workbook import Page, Workbook
from labkit.records import (
    CheckResult,
    Hints,
    Notice,
    Prediction,
    ProgressRow,
    Question,
    Snapshot,
    Solution,
)
from labkit.wire.turn import Turn
from labkit.world.household import Household


class Tutor:
    """Asks, checks and remembers. Exercises go by their id, "03.2"; unknown ones raise Trouble."""

    def __init__(self, household: Household) -> None:
        self._household = household
        self._book = Workbook()
        self._turn = Turn()  # the Run button and a cell's reset may come at the same moment
        self.progress = Progress.of_environment()

    # --- the course of an exercise --------------------------------------------------------------

    def start(self, id: str, lab: object) -> Notice:
        """Bring an exercise to its start: a fresh household, and what its stage needs."""
        found = self.exercise(id)
        with self._turn:
            self._household.reset()
            carry_out(found.stage, f"stage of {found.id}", lab)
            self._household.begin()
            self._book.start(found.id, self._last_session())
        return Notice("lesson.ready", {"exercise": found.id, "title": found.notice("title")})

    def run(self, id: str, lines: str, lab: object) -> Notice:
        """Start an exercise and carry out *lines*; what is refused on the way is part of it."""
        with self._turn:
            self.start(id, lab)
            carry_out(lines, f"lesson {id}", lab)
        return Notice("lesson.ran", {"exercise": id})

    def emptied(self) -> None:
        """The whole lab was reset."""
        self._book.emptied(self._last_session())

    # --- predictions ----------------------------------------------------------------------------

    def choose(self, id: str, key: str) -> Prediction:
        """Record what is predicted: the first choice stays."""
        found = self._asking(id)
        keys = [option.key for option in asking.options(found, self._seed)]
        if key not in keys:
            known = ", ".join(f'"{each}"' for each in keys)
            raise self._trouble("no_option", key=reply_text(key)[:20], exercise=id, keys=known)
        page = self._page(id)
        if page.chosen is None:
            page.chosen = key
            page.early = not self._stands_at(id, strictly=True) or self._evidence(id).is_untouched
            self._note(id, "predict", choice=key, early=page.early)
        return self.prediction(id)

    def prediction(self, id: str) -> Prediction:
        """Return the question of an exercise, and what became of what was predicted."""
        found, page = self._asking(id), self._page(id)
        seen = self._evidence(id) if self._stands_at(id) else None
        return asking.prediction(found, self._seed, seen, page.chosen, page.early)

    def footer(self) -> tuple[Notice, Notice] | None:
        """Return what a film strip says below: what was predicted, and what was seen."""
        current = self._book.current
        if not current or self.exercise(current).question is None:
            return None
        asked = self.prediction(current)
        return (asked.predicted, asked.saw) if asked.saw is not None else None

    # --- answers --------------------------------------------------------------------------------

    def answer(self, id: str, keys: tuple[str, ...]) -> Question:
        """Record what was chosen as evidence; a later choice takes the place of an earlier one."""
        asked = self.question(id)
        if not self._stands_at(id):
            raise self._trouble("elsewhere", exercise=id, current=self._book.current)
        if not asked.options:
            raise self._trouble("nothing_to_choose")
        known = [option.key for option in asked.options]
        if len(keys) != asked.picks or len(set(keys)) != len(keys) or not set(keys) <= set(known):
            shown = {"count": str(asked.picks), "keys": ", ".join(known)}
            raise self._trouble("no_such_answer", exercise=id, **shown)
        self._page(id).answers = keys
        self._note(id, "answer", choice=list(keys))
        return self.question(id)

    def question(self, id: str) -> Question:
        """Return what there is to choose from: nothing while the lab stands elsewhere."""
        found = self.exercise(id)
        seen = self._evidence(id) if self._stands_at(id) else None
        asked = asking.question(found, seen, self._page(id).answers)
        if asked is None:
            raise self._trouble("no_answer", exercise=id)
        return asked

    # --- checks and help ------------------------------------------------------------------------

    def check(self, id: str) -> CheckResult:
        """Look whether an exercise is done, and remember it."""
        found = self.exercise(id)
        if not self._stands_at(id):
            return self.untouched(id)
        result = checking.check(found, self._evidence(id))
        if found.question is not None:
            result = replace(result, predicted=self.prediction(id))
        page = self._page(id)
        page.state = "passed" if page.state == "passed" else result.state
        self._note(id, "check", state=result.state, sees=result.sees.key if result.sees else "")
        return result

    def untouched(self, id: str) -> CheckResult:
        """Return that nothing was attempted, and what to do first."""
        found, here = self.exercise(id), self._stands_at(id)
        shown = {"exercise": id} if here else {"exercise": id, "current": self._book.current}
        todo = Notice("lesson.untouched" if here else "lesson.elsewhere", shown)
        return CheckResult(id, found.notice("title"), "not attempted", next=todo)

    def hint(self, id: str) -> Hints:
        """Give one hint more, as long as there are some."""
        found, page = self.exercise(id), self._page(id)
        if page.hints < found.hints:
            page.hints += 1
            self._note(id, "hint", number=page.hints)
        given = tuple(found.notice(f"hint.{number + 1}") for number in range(page.hints))
        return Hints(id, found.notice("title"), given, found.hints)

    def solution(self, id: str) -> Solution:
        """Return the lines that pass an exercise, and why they do."""
        found = self.exercise(id)
        self._note(id, "solution")
        title, key, why = (found.notice(part) for part in ("title", "key", "why"))
        return Solution(id, title, found.solution, key, why)

    def rows(self) -> tuple[ProgressRow, ...]:
        """Return how far one has come, in this lab and in earlier sittings."""
        passed = self.progress.passed()
        return tuple(
            ProgressRow(
                name, self.exercise(name).notice("title"), self._page(name).state, name in passed
            )
            for name in catalogue.names()
        )

    def goal(self, id: str) -> tuple[Snapshot, ...]:
        """Return who is to hold what in the end."""
        found = self.exercise(id)
        if not found.goal:
            raise self._trouble("no_goal", exercise=found.id)
        return found.goal

    def exercise(self, id: object) -> Exercise:
        """Return an exercise."""
        try:
            return catalogue.exercise(str(id).strip())
        except KeyError:
            known = ", ".join(catalogue.names())
            raise self._trouble("no_exercise", exercise=reply_text(id)[:20], known=known) from None

    def _asking(self, id: str) -> Exercise:
        found = self.exercise(id)
        if found.question is None:
            raise self._trouble("no_question", exercise=found.id)
        return found

    def _stands_at(self, id: str, *, strictly: bool = False) -> bool:
        """Whether the lab belongs to this exercise; to none does too, unless *strictly*."""
        return self._book.current == id or not (self._book.current or strictly)

    def _evidence(self, id: str) -> Evidence:
        return evidence(self._household, self._book, id)

    def _page(self, id: str) -> Page:
        return self._book.page(id)

    def _note(self, id: str, what: str, **values: object) -> None:
        self.progress.note({"exercise": id, "what": what, **values})

    @property
    def _seed(self) -> str:
        return self._household.world.seed

    def _last_session(self) -> int:
        return max((session.id for session in self._household.world.sessions()), default=0)

    def _trouble(self, told: str, **values: str) -> Trouble:
        return Trouble(Notice(f"lesson.{told}", values), self._household.language)
