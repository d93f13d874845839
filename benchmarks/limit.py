"""The limit: servers that know their replies by heart, so that only asyncio and TCP cost time.

No IMAP or POP3 server on asyncio, whatever it is written like, can be faster than these.
"""

from __future__ import annotations

import asyncio
import re

from aiosmtpd.smtp import SMTP, Envelope, Session

from benchmarks.letters import letter

_LITERAL = re.compile(rb"\{(\d+)\+\}$")
_LITERAL_LINES = (b"x APPEND",)
_ENVELOPE = (
    b'"Mon, 06 Apr 2026 09:00:00 +0900" "Letter %d about the rain" (("Aya" NIL "aya" "sakura.'
    b'example")) (("Aya" NIL "aya" "sakura.example")) (("Aya" NIL "aya" "sakura.example")) (("Ken"'
    b' NIL "ken" "fuji.example")("Mika" NIL "mika" "fuji.example")) NIL NIL NIL '
    b'"<%d@sakura.example>"'
)


def imap_replies(count: int) -> dict[bytes, bytes]:
    """Return what is said to each request of the client, INBOX having *count* letters."""
    numbers = range(1, count + 1)
    done = b"x OK done\r\n"
    date = b'INTERNALDATE " 6-Apr-2026 09:00:00 +0900"'
    headers = [
        b"* %d FETCH (FLAGS () %b RFC822.SIZE 2048 ENVELOPE (%b))\r\n"
        % (n, date, _ENVELOPE % (n, n))
        for n in numbers
    ]
    bodies = [b"* %d FETCH (BODY[] {2048}\r\n%b)\r\n" % (n, letter(n)) for n in numbers]
    flags = b"(\\Answered \\Flagged \\Deleted \\Seen \\Draft)"
    opened = b"* FLAGS %b\r\n* %d EXISTS\r\n* 0 RECENT\r\n" % (flags, count)
    replies = {
        b"x FETCH 1:* (FLAGS INTERNALDATE RFC822.SIZE ENVELOPE)": b"".join([*headers, done]),
        b"x FETCH 1:* (BODY.PEEK[])": b"".join([*bodies, done]),
        b"x SELECT INBOX": opened + done,
        b'x SEARCH SUBJECT "letter %d about"' % (count - 1): b"* SEARCH %d\r\n" % count + done,
        b"x IDLE": b"+ waiting\r\n",
    }
    for sign, now in ((b"+", b"\\Flagged"), (b"-", b"")):
        for n in numbers:
            reply = b"* %d FETCH (FLAGS (%b))\r\nx OK done\r\n" % (n, now)
            replies[b"x STORE %d %bFLAGS (\\Flagged)" % (n, sign)] = reply
    return replies


def pop3_replies(count: int) -> dict[bytes, bytes]:
    """The same for POP3."""
    return {b"RETR %d" % n: b"+OK 2048 octets\r\n%b.\r\n" % letter(n) for n in range(1, count + 1)}


class Canned(asyncio.Protocol):
    """One connection: each line has its reply, *otherwise* is said to all others."""

    idle: set[asyncio.Transport] = set()  # noqa: RUF012 - all connections know who waits

    def __init__(self, replies: dict[bytes, bytes], greeting: bytes, otherwise: bytes) -> None:
        self._replies = replies
        self._greeting = greeting
        self._otherwise = otherwise
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        transport.write(self._greeting)

    def connection_lost(self, exc: Exception | None) -> None:
        self.idle.discard(self._transport)

    def data_received(self, data: bytes) -> None:
        *lines, rest = (self._buffer + data).split(b"\r\n")
        if lines and lines[0].startswith(_LITERAL_LINES):
            self._buffer += data
            self._take_literals()
            return
        self._buffer = rest
        answers = [self._replies.get(line, self._otherwise) for line in lines]
        if answers:
            self._transport.write(b"".join(answers) if len(answers) > 1 else answers[0])
        if b"x IDLE" in lines:
            self.idle.add(self._transport)

    def _take_literals(self) -> None:
        """Pass over what APPEND brings, tell those who wait, and say that it is done."""
        while (end := self._buffer.find(b"\r\n")) >= 0:
            found = _LITERAL.search(self._buffer[:end])
            size = int(found[1]) if found else 0
            if len(self._buffer) < end + 2 + size + 2:
                return
            self._buffer = self._buffer[end + 2 + size + 2 :]
            for transport in self.idle:
                transport.write(b"* 1 EXISTS\r\n* 1 RECENT\r\n")
            self._transport.write(self._otherwise)


class TakesAll:
    """aiosmtpd's hook: the letter is thrown away."""

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        return "250 OK"


async def serve(count: int) -> dict[str, int]:
    """Start the three servers in the running loop; return their ports."""
    loop = asyncio.get_running_loop()
    imap, pop3 = imap_replies(count), pop3_replies(count)
    factories = {
        "imap": lambda: Canned(imap, b"* OK ready\r\n", b"x OK done\r\n"),
        "pop3": lambda: Canned(pop3, b"+OK ready\r\n", b"+OK\r\n"),
        "smtp": lambda: SMTP(TakesAll(), hostname="limit.example", loop=loop),
    }
    ports = {}
    for name, factory in factories.items():
        server = await loop.create_server(factory, "127.0.0.1", 0, backlog=1024)
        ports[name] = server.sockets[0].getsockname()[1]
    return ports
