"""Letters and who holds them: tiles, snapshots, events, and what goes wrong on purpose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from labkit.records.notice import Notice, Protocol

Holding = Literal["original", "view", "copy", "veiled"]  # the last where a riddle hides it


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
    size: int | None = None  # octets of the letter; None: only the header is held


@dataclass(frozen=True, slots=True)
class Numbers:
    """By which numbers a holder knows the letters of the inbox.

    ``letters`` are pairs of a letter's name and its number as it was said: a UID by IMAP, a
    unique-id by POP3. A UID means a letter only together with ``validity``, the mailbox's
    UIDVALIDITY (RFC 9051 section 2.3.1.1); None: the holder was told none.
    """

    letters: tuple[tuple[str, str], ...] = ()
    validity: int | None = None


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
    lost: bool = False  # nobody will see this device again
    account: str = ""  # whose mailbox; views are compared with the server of the same account
    files: tuple[str, ...] = ()  # letters exported to files, outside what any sync can reach
    quota: int | None = None  # of a server: how many letters fit
    locked: bool = False  # of a server: a POP3 session has the maildrop (RFC 1939 section 4)
    numbers: Numbers | None = None  # None: nobody has noted them
    keys: tuple[str, ...] = ()  # passwords and tokens that a device holds, by name


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
