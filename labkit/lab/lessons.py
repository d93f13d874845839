"""The lessons of a lab: predict, check, answer, hint, solution, and how far one has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from labkit.agents.outcome import Outcome
from labkit.lab.course import Course
from labkit.records import CheckResult, Event, Notice

if TYPE_CHECKING:
    from labkit.lab.tutor import Tutor
    from labkit.plots.picture import Picture
    from labkit.views.answer import AnswerView
    from labkit.views.check import CheckView
    from labkit.views.hints import HintView
    from labkit.views.predict import PredictView
    from labkit.views.progress import ProgressView
    from labkit.views.solution import SolutionView


class Lessons(Course):
    """What a Lab asks, checks and hints at. Exercises go by their id, "03.2"."""

    _asked: Tutor | None = None  # until somebody asks for a lesson

    def predict(self, exercise: str, choice: str | None = None) -> PredictView:
        """Ask what will happen in *exercise*, before it does; *choice* is the key of an option.

        The first choice stays. Nothing waits for it: without one the lab says so, and goes on.
        """
        from labkit.views.predict import PredictView

        tutor = self._tutor
        asked = tutor.prediction(_id(exercise))
        if choice is not None:
            asked = tutor.choose(asked.exercise, str(choice))
        id = asked.exercise
        found = tutor.exercise(id)
        lines = found.run or found.solution
        view = PredictView(
            asked,
            lambda key: tutor.choose(id, key),
            lambda: self._run(id, lines),
            f'lab.reset("{id}")\n{lines}\nlab.{found.shows}()',
            getattr(self, found.shows),
            self.language,
        )

        def refresh(view: PredictView) -> None:
            view.asked = tutor.prediction(id)

        return self._shown.add(view, refresh, refresh)

    def check(self, exercise: str) -> CheckView:
        """Look whether *exercise* is done: not attempted, not yet (and what is missing), passed."""
        from labkit.views.check import CheckView

        tutor = self._tutor
        result = self._look(_id(exercise))
        id = result.exercise
        view = CheckView(
            result,
            lambda: self._look(id),
            lambda: tutor.hint(id),
            lambda: tutor.solution(id),
            self.language,
        )
        return self._shown.add(view, forget=lambda view: view.forget(tutor.untouched(id)))

    def answer(self, exercise: str, *choice: object) -> AnswerView:
        """Choose the evidence that *exercise* asks for: ``lab.answer("05.2", 7)``.

        Without *choice* it shows what there is to choose from. A later answer takes the place of
        the one before.
        """
        from labkit.views.answer import AnswerView

        tutor = self._tutor
        asked = tutor.question(_id(exercise))
        id = asked.exercise
        if choice:
            asked = tutor.answer(id, tuple(str(each) for each in choice))
        view = AnswerView(asked, lambda keys: tutor.answer(id, keys), self.language)

        def refresh(view: AnswerView) -> None:
            view.asked = tutor.question(id)

        return self._shown.add(view, refresh, refresh)

    def hint(self, exercise: str) -> HintView:
        """Give the next hint for *exercise*: where to look, which line, what to do."""
        from labkit.views.hints import HintView

        tutor, id = self._tutor, _id(exercise)
        return self._shown.add(HintView(tutor.hint(id), lambda: tutor.hint(id), self.language))

    def solution(self, exercise: str, *, run: bool = False) -> SolutionView:
        """Show the lines that pass *exercise*; with *run*, start it afresh and carry them out."""
        from labkit.views.solution import SolutionView

        solved = self._tutor.solution(_id(exercise))
        if run:
            self._run(solved.exercise, solved.lines)
        view = SolutionView(solved, lambda: self._run(solved.exercise, solved.lines), self.language)
        return self._shown.add(view)

    def goal(self, exercise: str) -> Picture:
        """Draw what *exercise* is to reach: who holds what in the end, however one gets there."""
        from labkit.plots.film import film

        id = _id(exercise)
        snapshots = self._tutor.goal(id)
        column = Event(0, self._world.now(), "lab", Notice("lesson.goal_column"))
        title = Notice("lesson.goal", {"exercise": id})
        return film((column,), snapshots, self.language, title=title)

    def progress(self) -> ProgressView:
        """Show which exercises are passed; ``lab.progress().save("mine.jsonl")`` hands it out."""
        from labkit.views.progress import ProgressView

        tutor = self._tutor
        view = ProgressView(tutor.rows(), tutor.progress.text, self.language)

        def refresh(view: ProgressView) -> None:
            view.rows = tutor.rows()

        return self._shown.add(view, refresh, refresh)

    def _look(self, id: str) -> CheckResult:
        result = self._tutor.check(id)
        self._shown.refresh()  # the strip of progress shows what was passed
        return result

    def _start(self, exercise: str) -> Outcome:
        ready = self._tutor.start(_id(exercise), self)
        self._shown.forget()
        return Outcome(ready, self.language)

    def _run(self, id: str, lines: str) -> Outcome:
        ran = self._tutor.run(id, lines, self)
        self._shown.forget()
        return Outcome(ran, self.language)

    def _emptied(self) -> None:
        if self._asked is not None:
            self._asked.emptied()

    def _footer(self) -> tuple[Notice, Notice] | None:
        return self._asked.footer() if self._asked is not None else None

    @property
    def _tutor(self) -> Tutor:
        from labkit.lab.tutor import Tutor

        self._asked = self._asked or Tutor(self._household)
        return self._asked


def _id(exercise: object) -> str:
    return str(exercise).strip()
