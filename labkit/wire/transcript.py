"""What passed on the wire: every octet, both ways, by session, with the lab's time.

Kept to LIMIT octets: beyond it the oldest sessions lose their octets whole, and say so
(``end == "dropped"``), since half a dialogue would mislead; and of more than MAX_SESSIONS the
oldest are forgotten. Only the servers' thread writes here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from labkit.records import Chunk, Direction, Protocol, RawLine, SessionRecord
from labkit.wire.clock import Clock

LIMIT = 64 * 1024 * 1024  # octets
MAX_SESSIONS = 10_000
TYPIST = "you"  # who types by hand; no program of the lab is called so
OVERHEAD = 150  # octets that a chunk costs besides its data: many tiny ones are bounded too


@dataclass(slots=True)
class _Session:
    id: int
    who: str
    host: str
    port: int
    protocol: Protocol
    started: datetime
    ended: datetime | None = None
    end: str = "open"
    chunks: list[Chunk] = field(default_factory=list)
    weight: int = 0
    client_octets: int = 0
    server_octets: int = 0
    dropped: bool = False

    def record(self) -> SessionRecord:
        return SessionRecord(
            self.id,
            self.who,
            self.host,
            self.port,
            self.protocol,
            self.started,
            self.ended,
            "dropped" if self.dropped else self.end,
            self.client_octets,
            self.server_octets,
            typed=self.who == TYPIST,
        )


class Transcript:
    """All sessions since the start or the last ``clear``, numbered from 1."""

    def __init__(self, clock: Clock, limit: int = LIMIT) -> None:
        self._clock = clock
        self._limit = limit
        self._sessions: dict[int, _Session] = {}
        self._weight = 0
        self._last_id = 0
        self.event = 0  # to which event belongs what passes now

    def open(self, who: str, host: str, port: int, protocol: Protocol) -> int:
        """Begin a session and return its number."""
        self._last_id += 1
        self._sessions[self._last_id] = _Session(
            self._last_id, who, host, port, protocol, self._clock.now()
        )
        if len(self._sessions) > MAX_SESSIONS:
            self._forget_oldest()
        return self._last_id

    def record(self, session: int, direction: Direction, data: bytes, lost: bool = False) -> None:
        """Note that *data* passed; *lost* data left one end and never reached the other."""
        found = self._sessions.get(session)
        if found is None:
            return
        if direction == "C":
            found.client_octets += len(data)
        else:
            found.server_octets += len(data)
        if not found.dropped:
            now = self._clock.now()
            found.chunks.append(Chunk(session, direction, now, data, lost, self.event))
            weight = len(data) + OVERHEAD
            found.weight += weight
            self._weight += weight
            if self._weight > self._limit:
                self._drop_oldest()

    def mark_lost(self, session: int, octets: int) -> None:
        """Note that the last *octets* that the server said in *session* never arrived."""
        found = self._sessions.get(session)
        kept: list[Chunk] = []
        while found and found.chunks and octets > 0 and found.chunks[-1].direction == "S":
            chunk = found.chunks.pop()
            arrived, lost = chunk.data[:-octets], chunk.data[-octets:]
            octets -= len(lost)
            kept.insert(0, chunk._replace(data=lost, lost=True))
            if arrived:
                found.chunks.append(chunk._replace(data=arrived))
        if found:
            found.chunks.extend(kept)

    def close(self, session: int, end: str) -> None:
        """End *session*: "closed", or "cut" when the cable was pulled."""
        found = self._sessions.get(session)
        if found is not None and found.ended is None:
            found.ended, found.end = self._clock.now(), end

    def clear(self) -> None:
        """Forget all sessions that have ended; when none is left, numbers begin again."""
        self.event = 0
        self._sessions = {number: s for number, s in self._sessions.items() if s.ended is None}
        self._last_id = max(self._sessions, default=0)
        self._weight = sum(session.weight for session in self._sessions.values())

    def sessions(self) -> tuple[SessionRecord, ...]:
        """Return every session in the order in which they began."""
        return tuple(session.record() for session in self._sessions.values())

    def said(self, session: int) -> int:
        """Return how many octets the server has said in *session*; 0 for an unknown one."""
        found = self._sessions.get(session)
        return found.server_octets if found else 0

    def passed(self, session: int) -> tuple[int, int]:
        """Return how many octets client and server have said in *session*; 0 for an unknown one."""
        found = self._sessions.get(session)
        return (found.client_octets, found.server_octets) if found else (0, 0)

    def chunks(self, session: int) -> tuple[Chunk, ...]:
        """Return what passed in *session*, as it came; () for an unknown or dropped one."""
        found = self._sessions.get(session)
        return tuple(found.chunks) if found else ()

    def lines(self, session: int) -> tuple[RawLine, ...]:
        """Return *session* as complete lines: how TCP cut the octets doesn't show."""
        return tuple(lines(self.chunks(session)))

    def _forget_oldest(self) -> None:
        """Forget the oldest session that has ended; those that go on are bounded by the system."""
        oldest = next((each for each in self._sessions.values() if each.ended is not None), None)
        if oldest is not None:
            self._weight -= self._sessions.pop(oldest.id).weight

    def _drop_oldest(self) -> None:
        for session in self._sessions.values():
            if self._weight <= self._limit:
                break
            self._weight -= session.weight
            session.chunks.clear()
            session.weight = 0
            session.dropped = True


def lines(chunks: tuple[Chunk, ...]) -> Iterator[RawLine]:
    """Cut one session's *chunks* into lines; a line is there when its LF is, or at the end."""
    waiting: dict[Direction, tuple[Chunk, bytearray]] = {}
    number = 0
    for chunk in chunks:
        before, held = waiting.pop(chunk.direction, (chunk, bytearray()))
        if held and before.lost != chunk.lost:  # the cable was pulled inside this line
            number += 1
            yield _line(before, number, bytes(held))
            held = bytearray()
        held += chunk.data
        *complete, rest = held.split(b"\n")
        for line in complete:
            number += 1
            yield _line(chunk, number, bytes(line) + b"\n")
        if rest:
            waiting[chunk.direction] = (chunk, rest)
    for chunk, rest in waiting.values():
        number += 1
        yield _line(chunk, number, bytes(rest))


def _line(chunk: Chunk, number: int, octets: bytes) -> RawLine:
    session, direction, time, _, lost, event = chunk
    return RawLine(session, number, direction, time, octets, lost, event)
