"""What came of an action, in one sentence."""

from __future__ import annotations

from dataclasses import dataclass

from labkit.records import Notice
from labkit.texts import Language, tell


@dataclass(frozen=True, slots=True)
class Outcome:
    """In a notebook it shows as its sentence, in the lab's language."""

    notice: Notice
    language: Language = "en"
    letters: tuple[str, ...] = ()  # the letters it was about

    def __repr__(self) -> str:
        return tell(self.language, self.notice)
