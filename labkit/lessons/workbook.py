"""What one learner has predicted, answered, asked for and passed, exercise by exercise."""

from __future__ import annotations

from dataclasses import dataclass, field

from labkit.records import LessonState


@dataclass(slots=True)
class Page:
    """One exercise. ``early`` is whether it was predicted before the run."""

    chosen: str | None = None
    early: bool = True
    answers: tuple[str, ...] = ()
    hints: int = 0
    state: LessonState = "not attempted"


@dataclass(slots=True)
class Workbook:
    """``current`` is the exercise the lab stands at, "" for none; ``mark`` the last session before
    it, and ``resets`` how often everything was emptied since."""

    current: str = ""
    mark: int = 0
    resets: int = 0
    _pages: dict[str, Page] = field(default_factory=dict)

    def page(self, exercise: str) -> Page:
        """Return the page of *exercise*."""
        return self._pages.setdefault(exercise, Page())

    def start(self, exercise: str, mark: int) -> None:
        """Begin *exercise* anew: its answers are forgotten, its prediction and hints stay."""
        self.current, self.mark, self.resets = exercise, mark, 0
        self.page(exercise).answers = ()

    def emptied(self, mark: int) -> None:
        """Everything was reset: predictions may be made again; what was passed stays passed."""
        self.mark = mark
        self.resets += 1
        for page in self._pages.values():
            page.chosen, page.early, page.answers, page.hints = None, True, (), 0
