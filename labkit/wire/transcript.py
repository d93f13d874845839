"""What passed on the wire: every octet, both ways, by session, with the lab's time.

Kept to LIMIT octets: beyond it the oldest sessions lose their octets whole, and say so
(``end == "dropped"``), since half a dialogue would mislead; and of more than MAX_SESSIONS the
oldest are forgotten. Only the servers' thread writes here.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from heapq import merge

from labkit.records import Chunk, Direction, Protocol, RawLine, SessionRecord
from labkit.wire.clock import Clock
from labkit.wire.news import Batch, News

LIMIT = 64 * 1024 * 1024  # octets
MAX_SESSIONS = 10_000
TYPIST = "you"  # who types by hand; no program of the lab is called so
OVERHEAD = 150  # octets that a chunk costs besides its data: many tiny ones are bounded too
AT_ONCE = 64 * 1024  # octets of news that are handed out at once
TAIL = 1024 * 1024  # octets of the latest sessions with which a follower begins


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
        self._followers: tuple[weakref.ref[News], ...] = ()

    def open(self, who: str, host: str, port: int, protocol: Protocol) -> int:
        """Begin a session and return its number."""
        self._last_id += 1
        self._sessions[self._last_id] = _Session(
            self._last_id, who, host, port, protocol, self._clock.now()
        )
        if len(self._sessions) > MAX_SESSIONS:
            self._forget_oldest()
        self._tell(lambda news: news.touch(self._last_id))
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
            chunk = Chunk(session, direction, self._clock.now(), data, lost, self.event)
            found.chunks.append(chunk)
            if self._followers:
                self._tell(lambda news: news.passed(chunk))
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
            self._tell(lambda news: news.revise(session))

    def close(self, session: int, end: str) -> None:
        """End *session*: "closed", or "cut" when the cable was pulled."""
        found = self._sessions.get(session)
        if found is not None and found.ended is None:
            found.ended, found.end = self._clock.now(), end
            self._tell(lambda news: news.touch(session))

    def clear(self) -> None:
        """Forget all sessions that have ended; when none is left, numbers begin again."""
        self.event = 0
        self._sessions = {number: s for number, s in self._sessions.items() if s.ended is None}
        self._last_id = max(self._sessions, default=0)
        self._weight = sum(session.weight for session in self._sessions.values())
        self._tell(News.begin_anew)

    def follow(self, woken: Callable[[], None]) -> News:
        """Return a queue of news for ``news``; *woken* is called when something waits in it.

        It is followed as long as somebody holds the queue.
        """
        news = News(woken)
        self._followers = (*self._followers, weakref.ref(news))
        return news

    def news(self, follower: News, octets: int = AT_ONCE) -> Batch:
        """Return what has passed since the last call, about so many *octets* of it at once."""
        if follower.behind:
            records, chunks = self._tail()
            follower.caught_up()
            return Batch(True, chunks, (), records, False)
        chunks, more = follower.take(octets)
        touched = (self._sessions.get(number) for number in follower.touched)
        records = tuple(found.record() for found in touched if found is not None)
        revised = tuple((number, self.chunks(number)) for number in follower.revised)
        follower.touched.clear()
        follower.revised.clear()
        return Batch(False, chunks, revised, records, more)

    def _tail(self) -> tuple[tuple[SessionRecord, ...], tuple[Chunk, ...]]:
        """Return the latest sessions, and what passed in them in the order in which it did."""
        found: list[_Session] = []
        octets = 0
        for session in reversed(self._sessions.values()):
            if octets > TAIL:
                break
            found.insert(0, session)
            octets += session.weight
        chunks = merge(*(session.chunks for session in found), key=lambda chunk: chunk.time)
        return tuple(session.record() for session in found), tuple(chunks)

    def _tell(self, what: Callable[[News], None]) -> None:
        for follower in self._followers:
            news = follower()
            if news is None:
                self._followers = tuple(each for each in self._followers if each() is not None)
            else:
                what(news)

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
            number = session.id
            self._tell(lambda news, number=number: news.touch(number))  # type: ignore[misc]


def lines(chunks: Iterable[Chunk]) -> Iterator[RawLine]:
    """Cut one session's *chunks* into lines; a line is there when its LF is, or at the end."""
    cutter = LineCutter()
    for chunk in chunks:
        yield from cutter.feed(chunk)
    yield from cutter.rest()


class LineCutter:
    """Cuts one session's chunks, as they come, into lines numbered from 1."""

    def __init__(self) -> None:
        self._waiting: dict[Direction, tuple[Chunk, bytearray]] = {}
        self._number = 0

    def feed(self, chunk: Chunk) -> Iterator[RawLine]:
        """Yield the lines that *chunk* completes."""
        before, held = self._waiting.pop(chunk.direction, (chunk, bytearray()))
        if held and before.lost != chunk.lost:  # the cable was pulled inside this line
            yield self._line(before, bytes(held))
            held = bytearray()
        held += chunk.data
        *complete, rest = held.split(b"\n")
        for line in complete:
            yield self._line(chunk, bytes(line) + b"\n")
        if rest:
            self._waiting[chunk.direction] = (chunk, rest)

    def rest(self) -> Iterator[RawLine]:
        """Yield what has no LF: the session is over."""
        for chunk, rest in self._waiting.values():
            yield self._line(chunk, bytes(rest))
        self._waiting.clear()

    def _line(self, chunk: Chunk, octets: bytes) -> RawLine:
        self._number += 1
        session, direction, time, _, lost, event = chunk
        return RawLine(session, self._number, direction, time, octets, lost, event)
