"""An SMTP server that says what a script tells it: for what our own servers never say."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from labkit.agents.smtp_client import MAX_LINE, SmtpClient
from labkit.wire.clock import LabClock
from labkit.wire.loop import LoopThread
from labkit.wire.tcp import TcpNetwork
from labkit.wire.transcript import Transcript


class Scripted(asyncio.Protocol):
    """Answers each line with the script's next entry; after a 354 the whole letter counts as one.

    "" ends the connection without a word.
    """

    def __init__(self, script: list[bytes]) -> None:
        self._script = iter(script)
        self._letter = False
        self._heard = b""
        self.lines: list[bytes] = []

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._say()

    def data_received(self, data: bytes) -> None:
        self._heard += data
        end = b"\r\n.\r\n" if self._letter else b"\r\n"
        while end in self._heard:
            line, _, self._heard = self._heard.partition(end)
            self.lines.append(line)
            self._say()
            end = b"\r\n.\r\n" if self._letter else b"\r\n"

    def _say(self) -> None:
        answer = next(self._script, b"")
        self._letter = answer.startswith(b"354")
        if answer:
            self._transport.write(answer)
        else:
            self._transport.close()


def talk(script: list[bytes], use: Callable[[SmtpClient], Awaitable[object]]) -> list[bytes]:
    """Let *use* work with a client of a server that follows *script*; return the lines it sent."""
    thread, clock = LoopThread("test"), LabClock()
    network = TcpNetwork(thread, Transcript(clock), clock)
    server = Scripted(script)

    async def run() -> None:
        await network.listen("mx.x.example", 25, "SMTP", lambda: server)
        client = SmtpClient(*await network.connect("relay", "mx.x.example", 25, MAX_LINE))
        try:
            await client.greeting()
            await use(client)
        finally:
            await client.close()

    try:
        thread.run(run())
    finally:
        thread.run(network.close())
        thread.stop()
    assert thread.errors == []
    return server.lines
