"""What passed on the wire: octets, lines, sessions, and lines explained."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple

from labkit.records.notice import Direction, Notice, Protocol


class Chunk(NamedTuple):
    """Octets as one tap saw them pass; *lost* ones left the client but never arrived."""

    session: int
    direction: Direction
    time: datetime
    data: bytes
    lost: bool = False
    event: int = 0  # number of the event in which it passed


class RawLine(NamedTuple):
    """A complete line of one session, cut from its chunks; the last may lack its CRLF."""

    session: int
    number: int  # position in the session, from 1
    direction: Direction
    time: datetime
    octets: bytes  # with its line ending, as it passed
    lost: bool = False
    event: int = 0


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """One connection as the session list shows it."""

    id: int
    who: str  # "tablet", "smtp.sakura.example" (a relay), "guest" (a program of your own), "you"
    host: str  # the server's name, "pop.fuji.example"
    port: int  # the role's real port, 110; never the lab's own changing one
    protocol: Protocol
    started: datetime
    ended: datetime | None
    # "open"; "QUIT" or "LOGOUT"; "cut" (cable pulled); "closed" (no goodbye); "dropped" (what was
    # said is no longer kept)
    end: str
    client_octets: int
    server_octets: int
    letters: int = 0  # whole letters that passed in it, either way
    bare_lines: int = 0  # that ended with LF alone
    lost_octets: int = 0  # that left one end and never reached the other
    tls: bool = False  # the default lab has none, so that everything can be read
    typed: bool = False  # by hand, not by a library


Pill = Literal["ok", "go", "later", "no", "info"]


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a line: *kind* names it ("verb", "tag", "argument" ...).

    *meaning* is the key under which ``texts.explained`` says what it means ("smtp.verb.mail").
    """

    start: int
    end: int
    kind: str
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class WireLine:
    """A dissected line: what passed, what it means, and what the server knows after it.

    ``text`` is the line without its ending, secrets masked, control characters replaced;
    several raw lines of one thing (a letter's text, a long reply) are one WireLine with
    ``count`` raw lines. ``code`` is what the pill shows ("250", "+OK", "OK", "*", "+").
    """

    session: int
    number: int  # number of its first raw line
    direction: Direction
    time: datetime
    protocol: Protocol
    phase: str  # "hello", "login", "envelope", "letter", "take", "open", "work", "goodbye"
    kind: str  # "greeting", "command", "reply", "untagged", "continuation", "content", "secret"
    text: str
    pill: Pill | None = None  # replies only
    code: str = ""
    story: Notice | None = None
    knows: tuple[Notice, ...] = ()  # what the server knows now; unchanged by a refusal
    star: bool = False  # responsibility passes with this line
    count: int = 1
    octets: int = 0
    lost: bool = False
    event: int = 0


@dataclass(frozen=True, slots=True)
class Ladder:
    """One session, ready to be drawn."""

    session: SessionRecord
    lines: tuple[WireLine, ...]
