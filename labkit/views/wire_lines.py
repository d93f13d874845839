"""The lines that a live wire keeps: numbered, so that a gap is noticed, and bounded."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator

from labkit.records import SessionRecord, WireLine

MOST = 10_000  # lines; of more the oldest go
MOST_SESSIONS = 400


class Kept:
    """Lines by serial number, counted from 1 and never given twice; sessions by their number."""

    def __init__(self) -> None:
        self.lines: OrderedDict[int, WireLine] = OrderedDict()
        self.sessions: OrderedDict[int, SessionRecord] = OrderedDict()
        self.last = 0  # serial number given last
        self.gone = 0  # lines that had to go, for there were too many

    def add(self, lines: Iterable[WireLine]) -> list[int]:
        """Keep *lines* and return their serial numbers, those that already had to go left out."""
        before = self.last
        for line in lines:
            self.last += 1
            self.lines[self.last] = line
            if len(self.lines) > MOST:
                self.lines.popitem(last=False)
                self.gone += 1
        first = max(before + 1, self.last - MOST + 1)
        return list(range(first, self.last + 1))

    def drop(self, session: int) -> None:
        """Forget the lines of *session*: they will be told anew."""
        for serial in [n for n, line in self.lines.items() if line.session == session]:
            del self.lines[serial]

    def note(self, sessions: Iterable[SessionRecord]) -> None:
        """Keep *sessions* as they are now; of too many the oldest are forgotten."""
        for session in sessions:
            self.sessions[session.id] = session
        while len(self.sessions) > MOST_SESSIONS:
            self.sessions.popitem(last=False)

    def clear(self) -> None:
        """Forget everything; serial numbers go on."""
        self.lines.clear()
        self.sessions.clear()
        self.gone = 0

    def before(self, serial: int, most: int) -> list[int]:
        """Return the serial numbers of the *most* last lines before *serial*."""
        found: list[int] = []
        for number in reversed(self.lines):
            if number < serial:
                found.append(number)
            if len(found) == most:
                break
        return found[::-1]

    def secrets(self, session: int, direction: str) -> set[int]:
        """Return the numbers of the raw lines of *session* that hold a secret."""
        return {
            number
            for line in self._of(session)
            if line.kind == "secret" and line.direction == direction
            for number in range(line.number, line.number + line.count)
        }

    def _of(self, session: int) -> Iterator[WireLine]:
        return (line for line in self.lines.values() if line.session == session)
