"""The client side of SMTP, as a relay speaks it: one command, one reply, no octet changed.

It works on the streams that the network gave, in the servers' thread.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass

from labkit.protocols.smtp.content import dot_stuffed

PATIENCE = 60.0  # seconds of loop time for a reply; RFC 5321 section 4.5.3.2 allows minutes
MAX_LINE = 4096  # octets; section 4.5.3.1.5 says 512, some servers are chatty
MAX_LINES = 200


class NotSmtp(ConnectionError):
    """What came is no SMTP reply, or the connection ended before one."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A server's reply, its lines without code and mark."""

    code: int
    lines: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.code} {' '.join(self.lines)}".rstrip()


class SmtpClient:
    """A session with one server. Whatever goes wrong on the wire is an OSError."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self.extensions: dict[str, str] = {}

    async def greeting(self) -> Reply:
        """Return what the server says first."""
        return await self._reply()

    async def hello(self, name: str) -> Reply:
        """Say EHLO, or HELO to a server that doesn't know it; learn the extensions."""
        reply = await self.command(f"EHLO {name}")
        if reply.code // 100 == 5:
            return await self.command(f"HELO {name}")
        for line in reply.lines[1:]:
            keyword, _, value = line.partition(" ")
            self.extensions[keyword.upper()] = value
        return reply

    async def command(self, line: str) -> Reply:
        """Say *line* (without its CRLF) and return the reply; raise OSError, also NotSmtp."""
        self._writer.write(line.encode() + b"\r\n")
        return await self._reply()

    async def content(self, letter: bytes) -> Reply:
        """Send *letter* after DATA's 354 and return the reply to it."""
        self._writer.write(dot_stuffed(letter))
        return await self._reply()

    async def quit(self) -> None:
        """Say goodbye; what the server answers doesn't matter any more."""
        with suppress(OSError):
            await self.command("QUIT")

    async def close(self) -> None:
        """End the connection, whether goodbye was said or not."""
        self._writer.close()
        with suppress(OSError):
            await self._writer.wait_closed()

    async def _reply(self) -> Reply:
        try:
            async with asyncio.timeout(PATIENCE):
                await self._writer.drain()
                return await self._lines()
        except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, ValueError) as odd:
            raise NotSmtp("the connection ended, or no SMTP reply came") from odd

    async def _lines(self) -> Reply:
        lines: list[str] = []
        while len(lines) < MAX_LINES:
            line = (await self._reader.readuntil(b"\n")).decode("utf-8", "replace").rstrip("\r\n")
            code, mark, text = line[:3], line[3:4], line[4:]
            if (
                len(code) < 3
                or not (code.isascii() and code.isdigit())
                or mark not in ("", " ", "-")
            ):
                raise ValueError(f"not an SMTP reply: {line[:80]!r}")
            lines.append(text)
            if mark != "-":
                return Reply(int(code), tuple(lines))
        raise ValueError("a reply without end")
