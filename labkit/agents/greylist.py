"""Greylisting: a sender that an MX doesn't know yet is asked to come again a little later.

A real server has a queue and comes again (RFC 5321 section 4.5.4.1); many a program that sends spam
never does. Known is a triplet: who connects, from whom the letter is, for whom.
"""

from __future__ import annotations

from datetime import datetime, timedelta

Triplet = tuple[str, str, str]
MOST = 10_000  # triplets that are remembered; then the oldest is asked once more


class Greylist:
    """When each triplet was seen first, on the lab's clock."""

    def __init__(self) -> None:
        self._seen: dict[Triplet, datetime] = {}

    def __len__(self) -> int:
        return len(self._seen)

    def must_wait(self, triplet: Triplet, now: datetime, delay: timedelta) -> bool:
        """Say whether *triplet* comes too early: it was first seen less than *delay* ago."""
        first = self._seen.setdefault(triplet, now)
        if len(self._seen) > MOST:
            del self._seen[next(iter(self._seen))]
        return now < first + delay

    def forget(self) -> None:
        """Know nobody any more."""
        self._seen.clear()
