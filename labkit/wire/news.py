"""What has passed since somebody looked last: how a viewer follows the wire without reading it all.

Everything here happens in the servers' thread. The queue holds the transcript's own chunks, so it
costs little; for whoever follows too slowly, or not at all, it ends at MOST_CHUNKS or MOST_OCTETS:
the news are dropped, and the follower begins anew with what the transcript still has.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import NamedTuple

from labkit.records import Chunk, SessionRecord

MOST_CHUNKS = 100_000  # that wait to be fetched
MOST_OCTETS = 64 * 1024 * 1024


class Batch(NamedTuple):
    """What ``Transcript.news`` gives: chunks in the order in which they passed.

    *anew*: forget everything, these are the chunks of the latest sessions. *revised* sessions were
    told otherwise before (what was said never arrived): here with all their chunks. *sessions* are
    those that have changed; *more* waits to be fetched.
    """

    anew: bool
    chunks: tuple[Chunk, ...]
    revised: tuple[tuple[int, tuple[Chunk, ...]], ...]
    sessions: tuple[SessionRecord, ...]
    more: bool


class News:
    """One follower's queue. *woken* is called when something waits in it that was empty."""

    def __init__(self, woken: Callable[[], None]) -> None:
        self._woken = woken
        self._chunks: deque[Chunk] = deque()
        self._octets = 0
        self._asleep = True  # nobody was woken since the queue was fetched
        self.behind = True  # it begins with what there is already
        self.touched: dict[int, None] = {}  # sessions that have changed, in order
        self.revised: dict[int, None] = {}

    def passed(self, chunk: Chunk) -> None:
        """Note that *chunk* has passed."""
        if not self.behind:
            self._chunks.append(chunk)
            self._octets += len(chunk.data)
            if len(self._chunks) > MOST_CHUNKS or self._octets > MOST_OCTETS:
                self.begin_anew()
        self.touch(chunk.session)

    def touch(self, session: int) -> None:
        """Note that *session* has begun, ended, or lost what was kept of it."""
        if not self.behind:
            self.touched[session] = None
        self._wake()

    def revise(self, session: int) -> None:
        """Note that what was told of *session* is otherwise."""
        if not self.behind:
            self.revised[session] = None
        self.touch(session)

    def begin_anew(self) -> None:
        """Drop what waits: the follower starts from the transcript."""
        self._clear()
        self.behind = True
        self._wake()

    def take(self, octets: int) -> tuple[tuple[Chunk, ...], bool]:
        """Return at least one chunk, up to about *octets* in all, and whether more waits."""
        taken: list[Chunk] = []
        if self.revised:
            self._chunks = deque(c for c in self._chunks if c.session not in self.revised)
            self._octets = sum(len(chunk.data) for chunk in self._chunks)
        while self._chunks and octets > 0:
            taken.append(self._chunks.popleft())
            octets -= len(taken[-1].data)
            self._octets -= len(taken[-1].data)
        self._asleep = True
        return tuple(taken), bool(self._chunks)

    def caught_up(self) -> None:
        """The follower has been given everything: from here on it hears what is new."""
        self._clear()
        self.behind, self._asleep = False, True

    def _clear(self) -> None:
        self._chunks.clear()
        self._octets = 0
        self.touched.clear()
        self.revised.clear()

    def _wake(self) -> None:
        if self._asleep:
            self._asleep = False
            self._woken()
