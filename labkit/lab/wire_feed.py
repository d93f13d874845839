"""Feeds the live wire: what the taps record is dissected here, on the viewer's side, as it comes.

One feed serves all wires of a lab. For each session that is open it keeps how far it has read and a
dissector, so only what is new is looked at. While no cell runs, a change wakes it through ``Live``.
"""

from __future__ import annotations

import weakref
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from labkit.agents.trouble import Trouble
from labkit.lab.live import Live
from labkit.protocols.dissect import Dissector, dissector_for
from labkit.records import Chunk, RawLine, SessionRecord, WireLine
from labkit.wire.transcript import LineCutter, lines
from labkit.world.world import World

if TYPE_CHECKING:
    from labkit.views.wire import WireView

LINES = 10_000  # that a wire shows
SESSIONS = 1000  # that are read on; of older ones only what is shown is left


class _Reading:
    """How far one session has been read."""

    def __init__(self, record: SessionRecord) -> None:
        self.record = record
        self.finished = False
        self._begin()

    def _begin(self) -> None:
        self._cutter = LineCutter()
        self._dissector: Dissector = dissector_for(self.record.protocol)
        self._bare = self._lost = 0

    def anew(self) -> None:
        """Begin again: it was told otherwise before."""
        self.finished = False
        self._begin()

    def read(self, chunk: Chunk) -> Iterator[WireLine]:
        """Yield the lines that *chunk* completes."""
        for line in self._cutter.feed(chunk):
            yield from self._explain(line)

    def finish(self) -> Iterator[WireLine]:
        """Yield what was begun: the session has ended."""
        if not self.finished:
            self.finished = True
            for line in self._cutter.rest():
                yield from self._explain(line)
            yield from self._dissector.finish()

    def noted(self) -> SessionRecord:
        """Return the session with what its lines tell: its goodbye, and what is odd in it."""
        goodbye = self._dissector.end
        end = goodbye if goodbye and self.record.end == "closed" else self.record.end
        return replace(self.record, end=end, bare_lines=self._bare, lost_octets=self._lost)

    def _explain(self, line: RawLine) -> list[WireLine]:
        if line.octets.endswith(b"\n") and not line.octets.endswith(b"\r\n"):
            self._bare += 1
        if line.lost:
            self._lost += len(line.octets)
        return self._dissector.feed(line)


class WireFeed:
    """Joins the wire of *world* with the views that show it."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._views: weakref.WeakSet[WireView] = weakref.WeakSet()
        self._readings: dict[int, _Reading] = {}
        self._kept: deque[WireLine] = deque(maxlen=LINES)  # what a new view begins with
        self._gone = 0  # lines before those
        self._touched: set[int] = set()  # sessions that have changed since all was read
        self._live = Live(_waking(self))
        self._news = world.follow(self._live.changed)

    def join(self, view: WireView) -> None:
        """Let *view* show what has passed and what will."""
        self.catch_up()
        view.note_sessions([reading.noted() for reading in self._readings.values()])
        view.append(tuple(self._kept), self._gone)
        self._views.add(view)

    def catch_up(self) -> None:
        """Read everything that has passed."""
        while not self._world.closed and self._read():
            pass

    def wake(self) -> None:
        """Read a part of what is new, if anybody looks; the rest has its turn soon."""
        if self._world.closed or not any(view.watched for view in self._views):
            return
        with suppress(Trouble):  # closed just now
            if self._read():
                self._live.changed()

    def raw(self, line: WireLine) -> tuple[RawLine, ...]:
        """Return the octets of *line* as they passed, secrets and all."""
        passed = lines(self._world.chunks(line.session))
        from_here = islice(passed, line.number - 1, None)
        same_way = (each for each in from_here if each.direction == line.direction)
        return tuple(islice(same_way, line.count))

    def _read(self) -> bool:
        """Read the next news, and return whether more is to come."""
        batch = self._world.news(self._news)
        if batch.anew:
            self._readings.clear()
            self._kept.clear()
            self._gone = 0
            for view in self._views:
                view.restart()
        for record in batch.sessions:
            self._note(record)
        for session, chunks in batch.revised:
            self._revise(session, chunks)
        found = [line for chunk in batch.chunks for line in self._lines_of(chunk)]
        if not batch.more:  # an ended session's last octets have come
            found += [line for id in self._touched for line in self._last_lines(id)]
        self._tell_sessions({line.session for line in found} | {r.id for r in batch.sessions})
        self._gone += max(0, len(self._kept) + len(found) - LINES)
        self._kept.extend(found)
        for view in self._views:
            view.append(found)
        if not batch.more:
            self._touched.clear()
            self._forget()
        return batch.more

    def _note(self, record: SessionRecord) -> None:
        self._touched.add(record.id)
        found = self._readings.get(record.id)
        if found is None:
            self._readings[record.id] = _Reading(record)
        else:
            found.record = record

    def _lines_of(self, chunk: Chunk) -> Iterable[WireLine]:
        reading = self._readings.get(chunk.session)
        return reading.read(chunk) if reading else ()

    def _last_lines(self, id: int) -> Iterable[WireLine]:
        reading = self._readings.get(id)
        return reading.finish() if reading and reading.record.ended is not None else ()

    def _revise(self, session: int, chunks: Iterable[Chunk]) -> None:
        if reading := self._readings.get(session):
            reading.anew()
            found = [line for chunk in chunks for line in reading.read(chunk)]
            others = [line for line in self._kept if line.session != session]
            self._kept = deque([*others, *found], LINES)
            for view in self._views:
                view.replace(session, found)

    def _tell_sessions(self, ids: Iterable[int]) -> None:
        noted = [reading.noted() for id in sorted(ids) if (reading := self._readings.get(id))]
        for view in self._views:
            view.note_sessions(noted)

    def _forget(self) -> None:
        """Of many sessions forget the oldest that are over: nothing is read in them any more."""
        over = [id for id, reading in self._readings.items() if reading.finished]
        for id in over[: max(0, len(self._readings) - SESSIONS)]:
            del self._readings[id]


def _waking(feed: WireFeed) -> Callable[[], None]:
    """Return a function that wakes *feed* as long as somebody holds it."""
    found = weakref.ref(feed)

    def wake() -> None:
        if (still := found()) is not None:
            still.wake()

    return wake
