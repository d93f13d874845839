"""The learner's own record: a line of JSON for each attempt, in a local file.

Nothing leaves the machine. ``LABKIT_PROGRESS`` names the file; empty, nothing is kept.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

FILE = "labkit-progress.jsonl"
MOST = 4 * 1024 * 1024  # octets that are read back


class Progress:
    """Attempts in *path*; None keeps nothing. A file that can't be written stops nobody."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._passed: set[str] | None = None  # until somebody asks

    @classmethod
    def of_environment(cls) -> Progress:
        """Return the record of the folder that the notebook runs in."""
        named = os.environ.get("LABKIT_PROGRESS", FILE)
        return cls(Path(named) if named else None)

    def note(self, attempt: Mapping[str, object]) -> None:
        """Add one *attempt*, with the time of day."""
        self._learn(attempt)
        if self.path is None:
            return
        line = json.dumps(
            {"time": datetime.now(UTC).isoformat(timespec="seconds"), **attempt}, ensure_ascii=False
        )
        with suppress(OSError), self.path.open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")

    def passed(self) -> frozenset[str]:
        """Return the ids of the exercises that were passed at some time."""
        if self._passed is None:  # views ask after each event, and the file may be long
            self._passed = set()
            for attempt in self._attempts():
                self._learn(attempt)
        return frozenset(self._passed)

    def text(self) -> str:
        """Return the whole record as it lies in the file, "" where there is none."""
        if self.path is None:
            return ""
        try:
            with self.path.open(encoding="utf-8", errors="replace") as file:
                return file.read(MOST)
        except OSError:
            return ""

    def _learn(self, attempt: Mapping[str, object]) -> None:
        if self._passed is not None and attempt.get("state") == "passed":
            self._passed.add(str(attempt.get("exercise")))

    def _attempts(self) -> Iterator[Mapping[str, object]]:
        for line in self.text().splitlines():
            with suppress(ValueError):  # half a line, of a kernel that was killed
                attempt = json.loads(line)
                if isinstance(attempt, dict):
                    yield attempt
