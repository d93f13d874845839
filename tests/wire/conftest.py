"""A little server that repeats what it hears in capitals, and a network to reach it by."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from labkit.protocols.engine import nobody_listens
from labkit.wire.clock import LabClock
from labkit.wire.loop import LoopThread
from labkit.wire.shell import Shell
from labkit.wire.tcp import TcpNetwork
from labkit.wire.transcript import Transcript


class Shouter:
    """An engine: says hello, answers each line in capitals, closes after QUIT."""

    def __init__(self) -> None:
        self.wake: Callable[[], None] = nobody_listens
        self.closing = False
        self.full = False
        self.lost = 0
        self._out = b"HELLO\r\n"
        self._in = b""

    def receive_data(self, data: bytes) -> None:
        *complete, self._in = (self._in + data).split(b"\n")
        for line in complete:
            self._out += line.upper() + b"\n"
            self.closing = self.closing or line.upper().startswith(b"QUIT")
            if line.startswith(b"bug"):
                raise ZeroDivisionError("a bug of ours")

    def receive_eof(self) -> None:
        self._out += b"GOODBYE\r\n"

    def data_to_send(self) -> bytes:
        said, self._out = self._out, b""
        return said

    def say(self, data: bytes) -> None:
        self._out += data
        self.wake()

    def connection_lost(self) -> None:
        self.lost += 1


@pytest.fixture
def network() -> Iterator[TcpNetwork]:
    """A network with one host, shout.example port 110; ``network.engines`` are its sessions."""
    thread, clock = LoopThread("test"), LabClock()
    net = TcpNetwork(thread, Transcript(clock), clock)
    net.engines = []  # type: ignore[attr-defined]

    def accept() -> Shell:
        net.engines.append(Shouter())  # type: ignore[attr-defined]
        return Shell(net.engines[-1])  # type: ignore[attr-defined]

    thread.run(net.listen("shout.example", 110, "POP3", accept))
    yield net
    thread.run(net.close())
    thread.stop()
