"""A link that fails on purpose: slow, cut at a chosen place, or unplugged.

It keeps the order of what passes. What it drops is recorded as lost, else a ladder would show a
QUIT that never arrived.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from labkit.records import Direction
from labkit.wire.layer import Data, Layer
from labkit.wire.tap import Tap

MAX_LINE = 64 * 1024  # octets held back while a cut waits for the end of a line


@dataclass(frozen=True, slots=True)
class Cut:
    """Where the cable is pulled: in *direction*, after so many octets or lines, or before a line.

    *before* gets each line with its ending; the first for which it is true never arrives. Give
    exactly one of the three. *words* say it to people.
    """

    direction: Direction = "C"
    after_octets: int | None = None
    after_lines: int | None = None
    before: Callable[[bytes], bool] | None = None
    words: str = ""


class Blade:
    """Watches the octets of one direction and says where *cut* falls."""

    def __init__(self, cut: Cut) -> None:
        self.cut = cut
        self._octets = cut.after_octets
        self._lines = cut.after_lines
        self._held = b""  # the beginning of a line whose end decides

    def split(self, data: bytes) -> tuple[bytes, bytes | None]:
        """Return what passes and what is lost: None as long as the cut hasn't fallen."""
        if self._octets is not None:
            passed, lost = data[: self._octets], data[self._octets :]
            self._octets -= len(passed)
            return passed, lost if self._octets == 0 else None
        if self._lines is not None:
            return self._after_lines(data)
        return self._before_line(data)

    def stands_for(self, passed: bytes, lost: bytes) -> bytes:
        """Return what to record of a client's *lost* octets: the line that the cut falls into.

        How much else the client had said by then is a matter of chance, and other every time.
        """
        if self.cut.before is None and passed.endswith(b"\n"):
            return b""
        line, newline, _ = lost.partition(b"\n")
        return line + newline

    def _after_lines(self, data: bytes) -> tuple[bytes, bytes | None]:
        end = 0
        while self._lines and (newline := data.find(b"\n", end)) >= 0:
            end = newline + 1
            self._lines -= 1
        return (data, None) if self._lines else (data[:end], data[end:])

    def _before_line(self, data: bytes) -> tuple[bytes, bytes | None]:
        assert self.cut.before is not None
        data, start = self._held + data, 0
        while (newline := data.find(b"\n", start)) >= 0:
            if self.cut.before(data[start : newline + 1]):
                return data[:start], data[start:]
            start = newline + 1
        if len(data) - start > MAX_LINE:
            start = len(data)
        self._held = data[start:]
        return data[:start], None


class Link(Layer):
    """The cable between a client and the *tap*. ``latency`` is in seconds, each way."""

    __slots__ = ("_late", "blade", "is_cut", "latency", "tap")

    def __init__(self, tap: Tap) -> None:
        super().__init__(tap)
        self.tap = tap
        self.latency = 0.0
        self.blade: Blade | None = None
        self.is_cut = False
        self._late: deque[Callable[[], object]] | None = None

    def data_received(self, data: bytes) -> None:
        if self.blade is None and not self.latency:
            self.tap.data_received(data)
        else:
            self._carry("C", data, self._to_server)

    def write(self, data: Data) -> None:
        if self.blade is None and not self.latency and not self.is_cut:
            self.outer.write(data)
        else:
            self._carry("S", bytes(data), self._to_client)

    def eof_received(self) -> bool | None:
        if not self.latency:
            return self.tap.eof_received()
        self._soon(self._end_of_client)
        return True

    def close(self) -> None:
        self._soon(self.outer.close)

    def pull(self) -> None:
        """Pull the cable now: neither end hears another octet."""
        self.is_cut = True
        self.outer.abort()

    def _carry(self, direction: Direction, data: bytes, deliver: Callable[[bytes], None]) -> None:
        passed, lost = data, None
        if self.is_cut:
            passed, lost = b"", data
        elif self.blade is not None and self.blade.cut.direction == direction:
            passed, lost = self.blade.split(data)
            if lost and direction == "C":
                lost = self.blade.stands_for(passed, lost)
        if passed:
            self._soon(lambda: deliver(passed))
        if lost is not None:
            self._soon(lambda: self._lose(direction, lost))

    def _lose(self, direction: Direction, data: bytes) -> None:
        if direction == "S":
            self.tap.transcript.mark_lost(self.tap.session, len(data))
        elif data and not self.is_cut:
            self.tap.transcript.record(self.tap.session, "C", data, lost=True)
        self.pull()

    def _end_of_client(self) -> None:
        if not self.tap.eof_received():
            self.outer.close()

    def _to_server(self, data: bytes) -> None:
        if not self.is_cut:
            self.tap.data_received(data)

    def _to_client(self, data: bytes) -> None:
        self.outer.write(data)

    def _soon(self, step: Callable[[], object]) -> None:
        """Do *step* after the latency, in the order of the calls."""
        if not self.latency and not self._late:
            step()
            return
        if self._late is None:
            self._late = deque()
        self._late.append(step)
        asyncio.get_running_loop().call_later(self.latency, self._next_step)

    def _next_step(self) -> None:
        if self._late:
            self._late.popleft()()
