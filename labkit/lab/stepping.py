"""An engine in a cell: bytes in, bytes out, and no server anywhere.

    pop3 = lab.engine("pop3")
    pop3.say("USER ken@fuji.example")
    pop3.feed(b"PASS wrong")          # no line end yet, so no answer
    pop3.feed(b"\\r\\n")

Nothing listens and nothing is sent: the engine that otherwise stands behind a port is called like
any function. It has a mailbox of its own with three letters, so nothing in the lab changes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from html import escape

from labkit.lab.inside import inside_of
from labkit.lab.states import standing
from labkit.mail.message import Message
from labkit.plots.ladder import ladder
from labkit.plots.picture import Picture
from labkit.plots.states import states
from labkit.protocols.dissect import dissect
from labkit.protocols.engine import Engine
from labkit.protocols.imap.session import ImapSession
from labkit.protocols.pop3 import Pop3Session
from labkit.records import Chunk, Direction, Ladder, Protocol, SessionRecord, WireLine
from labkit.texts import Language, say
from labkit.wire.transcript import lines
from labkit.world import scene
from labkit.world.directory import Directory

LETTERS = ("A", "B", "C")
MOST = 100_000  # octets that are fed in one call
KEPT = 1_000_000  # octets of the whole conversation
_DOORS: dict[Protocol, tuple[str, int]] = {
    "POP3": (scene.FUJI.pop, scene.POP3),
    "IMAP": (scene.FUJI.imap, scene.IMAP),
}
_LETTER = (
    "From: Aya <aya@sakura.example>\r\nTo: Ken <ken@fuji.example>\r\nSubject: {name}: a letter\r\n"
    "Message-ID: <{name}@sakura.example>\r\n\r\nHello Ken, this is {name}.\r\n"
)


class SteppedEngine:
    """A POP3 or IMAP engine that a cell feeds with octets; it shows itself as a ladder.

    ``session`` is the engine: its ``state`` and all that it knows may be looked at.
    """

    def __init__(self, protocol: Protocol, now: Callable[[], datetime], language: Language) -> None:
        self.protocol = protocol
        self._now = now
        self._language = language
        self._chunks: list[Chunk] = []
        self._octets = 0
        self._started = now()
        host, self._port = _DOORS[protocol]
        self._host = host
        accounts = _accounts(now)
        self.session: Pop3Session | ImapSession = (
            Pop3Session(accounts, hostname=host, now=now)
            if protocol == "POP3"
            else ImapSession(accounts, hostname=host, now=now)
        )
        self._hear()

    def say(self, line: str) -> str:
        """Feed *line* with its CR LF; return what the engine answers to it."""
        return self.feed(line.encode("utf-8") + b"\r\n").decode("utf-8", "replace")

    def feed(self, octets: bytes) -> bytes:
        """Feed any *octets*, a single one or half a line; return what the engine has to say now.

        Octets after the goodbye, or beyond what is kept of a conversation, are not heard.
        """
        octets = octets[: min(MOST, KEPT - self._octets)]
        if self.session.closing or not octets:
            return b""
        self._note("C", octets)
        engine: Engine = self.session
        engine.receive_data(octets)
        return self._hear()

    def ladder(self) -> Picture:
        """Draw what was said so far."""
        shown = self._dissected()
        inside = inside_of(lines(tuple(self._chunks)), shown)
        return ladder(Ladder(self._record(), shown), self._language, inside)

    def states(self) -> Picture:
        """Draw the states of this engine, the one in which it is lit."""
        table = standing(self._dissected(), self.protocol, self.session.closing)
        return states(replace(table, now=self.session.state.value), self._language)

    def __repr__(self) -> str:
        return "\n\n".join(filter(None, [repr(self.ladder()), self._waits(), repr(self.states())]))

    def _repr_html_(self) -> str:
        waits = self._waits() and f"<p>{escape(self._waits())}</p>"
        return f"{self.ladder().html}\n{waits}\n{self.states().html}"

    def _waits(self) -> str:
        """Return that the engine waits for the rest of a line, "" when it does not."""
        heard = b"".join(chunk.data for chunk in self._chunks if chunk.direction == "C")
        begun = len(heard) - heard.rfind(b"\n") - 1
        return say(self._language, "states.waits", count=begun) if begun else ""

    def _hear(self) -> bytes:
        said = b""
        while block := self.session.data_to_send():
            said += block
        if said:
            self._note("S", said)
        return said

    def _note(self, direction: Direction, octets: bytes) -> None:
        self._octets += len(octets)
        self._chunks.append(Chunk(1, direction, self._now(), octets))

    def _dissected(self) -> tuple[WireLine, ...]:
        return dissect(self.protocol, lines(tuple(self._chunks)))[0]

    def _record(self) -> SessionRecord:
        goodbye = dissect(self.protocol, lines(tuple(self._chunks)))[1]
        heard = [sum(len(c.data) for c in self._chunks if c.direction == side) for side in "CS"]
        end = (goodbye or "closed") if self.session.closing else "open"
        ended = self._now() if self.session.closing else None
        return SessionRecord(
            1, "guest", self._host, self._port, self.protocol, self._started, ended, end, *heard
        )


def _accounts(now: Callable[[], datetime]) -> Directory:
    """Return a provider of its own, with three letters in Ken's INBOX."""
    directory = Directory(scene.FUJI)
    account = directory.find(scene.KEN.address)
    assert account is not None
    for name in LETTERS:
        octets = _LETTER.format(name=name).encode("ascii")
        account.store.get("INBOX").append(Message(octets, now()))
    return directory
