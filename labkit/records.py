"""The plain values that cross layers: frozen, comparable, without behaviour.

A server's thread makes them, a view reads them. Nothing here opens a socket,
parses a byte or knows a widget, so every layer may import this module.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, NamedTuple

Direction = Literal["C", "S"]  # who spoke: the client or the server
Protocol = Literal["SMTP", "POP3", "IMAP"]


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence that is not yet in any language: a key of the text catalogue and its values.

    A value may be a Notice too ("who" in "{who} gets mail"): it is told in the same language.
    """

    key: str
    values: Mapping[str, str | int | Notice] = field(default_factory=dict)


# --- the wire -------------------------------------------------------------------------------


class Chunk(NamedTuple):
    """Octets as one tap saw them pass; *lost* ones left the client but never arrived."""

    session: int
    direction: Direction
    time: datetime
    data: bytes
    lost: bool = False


class RawLine(NamedTuple):
    """A complete line of one session, cut from its chunks; the last may lack its CRLF."""

    session: int
    number: int  # position in the session, from 1
    direction: Direction
    time: datetime
    octets: bytes  # with its line ending, as it passed
    lost: bool = False


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """One connection as the session list shows it."""

    id: int
    who: str  # "tablet", "smtp.sakura.example" (a relay), "guest" (a program of your own)
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


Pill = Literal["ok", "go", "later", "no", "info"]


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a line with a meaning: *kind* names it ("verb", "tag", "argument" ...)."""

    start: int
    end: int
    kind: str


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
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Ladder:
    """One session, ready to be drawn."""

    session: SessionRecord
    lines: tuple[WireLine, ...]


# --- letters and who holds them ---------------------------------------------------------------

Holding = Literal["original", "view", "copy"]


@dataclass(frozen=True, slots=True)
class Tile:
    """One letter as one holder has it.

    ``letter`` is its name in the lab ("A"); ``shelf`` the mailbox ("INBOX", "Sent");
    ``seen`` is None where nobody can say (POP3 has no read flag, a server nobody looks at by
    IMAP). ``body`` is False for a view that holds the header only.
    """

    letter: str
    message_id: str
    holding: Holding
    shelf: str = "INBOX"
    seen: bool | None = None
    marked: bool = False  # \\Deleted
    body: bool = True


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What one holder held right after one event.

    ``synced_at`` is the number of the event at which this holder last spoke to the server
    (None: never); the server's own is the event itself.
    """

    event: int
    holder: str  # "server", "phone", "laptop", "tablet", "pc"
    protocol: Protocol | None  # None for the server
    tiles: tuple[Tile, ...]
    synced_at: int | None = None
    online: bool = True
    account: str = ""  # whose mailbox; views are compared with the server of the same account
    files: tuple[str, ...] = ()  # letters exported to files, outside what any sync can reach
    quota: int | None = None  # of a server: how many letters fit


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, in words and with the sessions in which it happened."""

    number: int  # 0 is the start
    time: datetime
    who: str
    what: Notice
    sessions: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """A switch that is thrown.

    ``kind`` is the name of the switch ("down", "full", "cut" ...), ``target`` whom it is about: a
    host, a domain, a person or a device; ``value`` says how, "" where there is nothing to say.
    """

    kind: str
    target: str
    value: str = ""


# --- the way of a letter ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter being written, as the compose view hands it to a device.

    ``answers`` are the Message-IDs of the conversation, the letter that is answered last
    (RFC 5322 section 3.6.4). ``attachment`` is the size in octets of a file that the lab makes up.
    """

    to: tuple[str, ...]
    subject: str
    body: str
    cc: tuple[str, ...] = ()
    bcc: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    attachment: int = 0


@dataclass(frozen=True, slots=True)
class Hop:
    """One transfer of responsibility for a letter to a station.

    ``state`` of the taking station: "queued" and "stored" after its 250, "refused" and
    "deferred", all with the reply in ``reply``; ``next_try`` is set for "deferred". A relay that
    goes step by step tells that it has "looked up" the station. A server also says of an error
    mail that it was "written" there, of a letter that it was "returned" when an error mail about
    it was handed over, and of one nobody may hear of that it was "dropped".
    """

    letter: str
    station: Literal["submission", "mx", "mailbox"]
    host: str
    state: Literal[
        "queued", "looked up", "stored", "refused", "deferred", "written", "returned", "dropped"
    ]
    time: datetime
    recipient: str = ""
    session: int | None = None
    reply: str = ""
    next_try: datetime | None = None
    mail_from: str | None = None  # the envelope's sender where the station tells it, "" for <>


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A letter in a sending server's queue, for one recipient whom it must still reach."""

    letter: str
    host: str  # who holds it, and is responsible
    to: str
    since: datetime
    tries: int
    next_try: datetime | None
    reply: str = ""  # the last word on this recipient
    after: str = ""  # the reply that made the holder responsible; "" if it wrote the letter itself
    session: int | None = None  # where that was said


@dataclass(frozen=True, slots=True)
class Step:
    """What a server did that goes step by step; ``letter`` is a Message-ID.

    "looked up" has the domain's hosts with their preferences, "handed over" the host that was
    reached last and what was said of each recipient, refusals too, "delivered" whose mailbox the
    letter went to, or why not. "nothing": there was nothing to do at this time.
    """

    kind: Literal["looked up", "handed over", "delivered", "nothing"]
    letter: str = ""
    domain: str = ""
    hosts: tuple[tuple[str, int], ...] = ()
    host: str = ""
    replies: tuple[tuple[str, str], ...] = ()  # (recipient, reply)


# "gone": it was here, and has been removed since.
StationState = Literal[
    "untouched", "looked up", "handed over", "here", "waiting", "refused", "gone"
]


@dataclass(frozen=True, slots=True)
class Station:
    """One box of the journey. ``responsible`` puts the baton on it."""

    role: Literal["device", "submission", "mx", "mailbox"]
    name: str  # a host; for a device or mailbox its owner, "aya"
    state: StationState
    since: datetime | None = None
    responsible: bool = False
    detail: str = ""  # a reply or the time of the next try
    device: str = "pc"  # which of the owner's devices, for a device
    after: str = ""  # the reply that made it responsible


@dataclass(frozen=True, slots=True)
class DeviceCard:
    """A device at the right of the journey."""

    name: str
    protocol: Protocol
    online: bool
    holds: Literal["nothing", "view", "header", "copy"]


@dataclass(frozen=True, slots=True)
class Journey:
    """Where one letter is, who is responsible, and what the way left on it."""

    letter: str
    stations: tuple[Station, ...]  # device, submission, mx, mailbox
    devices: tuple[DeviceCard, ...]
    postmarks: tuple[str, ...] = ()  # Received fields, newest first
    mail_from: str | None = None  # "" for <>, None if nobody can tell
    rcpt_tos: tuple[str, ...] = ()
    header_from: str = ""
    header_to: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter in a list on a device's screen or in the server's mailbox."""

    letter: str
    sender: str
    subject: str
    date: str
    tile: Tile
    text: str | None = None  # the body's text; None where the holder has the header only


@dataclass(frozen=True, slots=True)
class DeviceState:
    """A device as its panel shows it: settings, store, and what its buttons may do."""

    name: str
    owner: str
    protocol: Protocol
    online: bool
    letters: tuple[LetterRow, ...]
    last_sync: datetime | None
    settings: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class MessageParts:
    """A message taken apart for a reader: header fields and text, decoded, still untrusted."""

    headers: tuple[tuple[str, str], ...]
    text: str
    html: str | None = None
    attachments: tuple[tuple[str, str, int], ...] = ()  # (file name, type, octets)
