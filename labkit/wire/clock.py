"""The lab's clock: it moves only when told, so that every run tells the same times.

Servers ask ``now()``. The lab clock steps by a second for each connection that a server accepts
and by what ``advance`` is told; it never runs by itself.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Protocol

JAPAN = timezone(timedelta(hours=9))
START = datetime(2026, 4, 6, 9, 0, 0, tzinfo=JAPAN)  # a Monday
STEP = timedelta(seconds=1)


class Clock(Protocol):
    """What time it is for everybody in the lab."""

    def now(self) -> datetime:
        """Return the present time, with its offset."""

    def tick(self) -> None:
        """Note that something began: one step for a clock that is moved by hand."""

    def waited(self, duration: timedelta) -> None:
        """Note that somebody waited for *duration*, and nobody really did."""


class LabClock:
    """A clock that starts at *start* and stands still until it is moved."""

    def __init__(self, start: datetime = START) -> None:
        self._start = self._now = start

    def now(self) -> datetime:
        return self._now

    def tick(self) -> None:
        self._now += STEP

    def waited(self, duration: timedelta) -> None:
        self.advance(duration)

    def restart(self) -> None:
        """Go back to the beginning: only when everything that has a time is thrown away too."""
        self._now = self._start

    def advance(self, duration: timedelta) -> None:
        """Move on by *duration*; raise ValueError if it would go back."""
        if duration < timedelta(0):
            raise ValueError("the lab clock only moves forward")
        self._now += duration
