"""A connection for somebody who types: what is said, and what the server answers to just that.

A library knows how long an answer is; a person may say anything. So nobody counts lines here: an
answer is over when the server has heard what was said and has nothing more to say. Server and
line share one loop, so that is seen, not guessed.
"""

from __future__ import annotations

import asyncio
import weakref
from collections.abc import Coroutine
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from labkit.wire.loop import LoopClosed
from labkit.wire.transcript import TYPIST

if TYPE_CHECKING:
    from labkit.wire.tcp import TcpNetwork

MOST = 256 * 1024  # octets of an answer that are kept; more pass by
PATIENCE = 5.0  # seconds after which an answer is over, whatever the server still says
TURNS = 40  # of the loop without an octet: a server that had something to say would have begun

T = TypeVar("T")


class _Ear(asyncio.Protocol):
    """Keeps what the server says, up to MOST octets."""

    def __init__(self) -> None:
        self.kept = bytearray()
        self.octets = 0
        self.open = True

    def data_received(self, data: bytes) -> None:
        self.octets += len(data)
        self.kept += data[: max(MOST - len(self.kept), 0)]

    def connection_lost(self, exc: Exception | None) -> None:
        self.open = False


class HandLine:
    """One open connection to *host* at its role's *port*; the greeting is the first thing heard.

    Raises what ``Network.dial`` raises. Belongs to any thread but the servers'.
    """

    def __init__(self, network: TcpNetwork, host: str, port: int) -> None:
        self._network = network
        self._ear = _Ear()
        self._said = 0
        self._transport = self._run(network.attach(TYPIST, host, port, lambda: self._ear))
        # Whoever forgets to hang up hangs up when the conversation is thrown away.
        weakref.finalize(self, _close, network.thread.loop, self._transport)
        self._port = self._transport.get_extra_info("sockname")[1]
        self.session = self._run(self._number())

    @property
    def open(self) -> bool:
        """False once either side has hung up."""
        return self._ear.open and self._network.thread.running

    def say(self, octets: bytes) -> bytes:
        """Say *octets*; return what the server answers, b"" when it waits for more."""
        return self._run(self._exchange(octets))

    def hear(self) -> bytes:
        """Return what the server has said by itself since it was last heard."""
        return self._run(self._exchange(b""))

    def hang_up(self) -> None:
        """End the connection without a word."""
        with suppress(LoopClosed):
            self._network.thread.call(self._transport.close)

    async def _number(self) -> int:
        """Return the session's number; 0 for a server that was gone at once."""
        network = self._network
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                while self._ear.open:
                    for number, each in network.connections.items():
                        if each.port_of_client == self._port:
                            return number
                    await asyncio.sleep(0)
        return 0

    async def _exchange(self, octets: bytes) -> bytes:
        if octets and self._ear.open:
            self._transport.write(octets)
            self._said += len(octets)
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                await self._quiet()
        answer = bytes(self._ear.kept)
        self._ear.kept.clear()
        return answer

    async def _quiet(self) -> None:
        quiet, before = 0, (-1, -1)
        while self._ear.open and quiet < TURNS:
            await asyncio.sleep(0)
            heard, said = self._network.transcript.passed(self.session)
            arrived = heard >= self._said and self._ear.octets >= said
            quiet = quiet + 1 if arrived and before == (heard, said) else 0
            before = heard, said

    def _run(self, coroutine: Coroutine[object, object, T]) -> T:
        return self._network.thread.run(coroutine)


def _close(loop: asyncio.AbstractEventLoop, transport: asyncio.Transport) -> None:
    with suppress(RuntimeError):  # the lab was closed before
        loop.call_soon_threadsafe(transport.close)
