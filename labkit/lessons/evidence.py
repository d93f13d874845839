"""What a check may look at: mailboxes, devices, queues and the wire, in one moment, immutable.

Never what was printed, typed or stored in a variable. Sessions, events and answers are those since
the exercise was reset; mailboxes and devices are as they are now.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from labkit.mail.flags import SEEN
from labkit.mail.message import Message
from labkit.records import Event, Hop, Protocol, QueueRow, RawLine, SessionRecord, Snapshot, Tile

_TAG = re.compile(r"^a\d+ ")


@dataclass(frozen=True)
class Stored:
    """A letter as it lies in a mailbox of the server; ``letter`` is its name in the lab."""

    letter: str
    shelf: str
    uid: int
    flags: frozenset[str]
    message: Message

    @property
    def is_read(self) -> bool:
        return SEEN in self.flags

    def header(self, name: str) -> str:
        """Return the first field *name* of the header, "" where there is none."""
        fields = self.message.parts().headers
        return next((value for field, value in fields if field.lower() == name.lower()), "")


@dataclass(frozen=True)
class Box:
    """Somebody's mailboxes on the server."""

    letters: tuple[Stored, ...]
    shelves: tuple[str, ...] = ("INBOX",)
    uid_validity: int = 0
    quota: int | None = None  # how many letters fit


@dataclass(frozen=True)
class Kept:
    """A letter as a device holds it: ``letter`` is the name it shows, ``message`` what it reads."""

    letter: str
    message: Message
    tile: Tile


@dataclass(frozen=True)
class Holder:
    """A device: what it holds and how it is set."""

    name: str
    protocol: Protocol
    online: bool
    lost: bool
    kept: tuple[Kept, ...]
    shelves: tuple[str, ...] = ()
    files: Mapping[str, bytes | None] | None = None  # exported letters; None: the file is gone
    uid_validity: int | None = None  # under which it knows the letters of the inbox
    last_sync: datetime | None = None

    def letters(self, shelf: str = "INBOX") -> list[str]:
        """Return the names of what it shows in *shelf*, doubles twice."""
        return [kept.letter for kept in self.kept if kept.tile.shelf == shelf]

    def copies(self) -> list[str]:
        """Return the names of the letters that live on it as a COPY, doubles twice."""
        return [kept.letter for kept in self.kept if kept.tile.holding == "copy"]

    def tile(self, letter: str) -> Tile | None:
        """Return *letter* as it shows it, None where it does not."""
        return next((kept.tile for kept in self.kept if kept.letter == letter), None)


@dataclass(frozen=True)
class Talk:
    """One session on the wire, with how it really ended."""

    record: SessionRecord
    lines: tuple[RawLine, ...]

    @property
    def id(self) -> int:
        return self.record.id

    @cached_property
    def heard(self) -> tuple[str, ...]:
        """What arrived, in order, as "C: QUIT" and "S: +OK"; what was lost on the way isn't in."""
        return tuple(
            f"{line.direction}: {line.octets.decode('utf-8', 'replace').rstrip()}"
            for line in self.lines
            if not line.lost
        )

    @cached_property
    def said(self) -> tuple[str, ...]:
        """What the client said, an IMAP tag left out."""
        return tuple(_TAG.sub("", line[3:]) for line in self.heard if line[0] == "C")

    @cached_property
    def verbs(self) -> tuple[str, ...]:
        """The client's words, upper case; "UID FETCH" is FETCH."""
        words = (re.sub(r"^UID ", "", line, flags=re.IGNORECASE) for line in self.said)
        return tuple(word.split(" ")[0].upper() for word in words)

    def answered(self, text: str) -> bool:
        """Whether the server said a line with *text* in it."""
        return any(line[0] == "S" and text in line for line in self.heard)


@dataclass(frozen=True)
class Evidence:
    """Everything a check may look at. ``boxes`` go by local part: "ken", "aya", "mika", "boss"."""

    now: datetime
    boxes: Mapping[str, Box]
    devices: Mapping[str, Holder]
    sessions: tuple[Talk, ...] = ()
    queue: tuple[QueueRow, ...] = ()
    hops: tuple[Hop, ...] = ()
    events: tuple[Event, ...] = ()  # the first is the start
    snapshots: tuple[Snapshot, ...] = ()
    answers: tuple[str, ...] = ()  # what was chosen with lab.answer
    resets: int = 0  # how often the whole lab was emptied since

    @property
    def is_untouched(self) -> bool:
        """Whether nothing was done yet: no action, nothing on the wire, no answer."""
        return not (self.sessions or self.answers or self.resets or len(self.events) > 1)

    def letters(self, person: str = "ken", shelf: str = "INBOX") -> list[str]:
        """Return the names of the letters in a mailbox on the server."""
        return [each.letter for each in self.boxes[person].letters if each.shelf == shelf]

    def stored(self, letter: str, person: str = "ken", shelf: str = "INBOX") -> Stored | None:
        """Return *letter* as it lies in that mailbox, None where it does not."""
        letters = self.boxes[person].letters
        return next(
            (each for each in letters if (each.letter, each.shelf) == (letter, shelf)), None
        )

    def talks(self, *who: str) -> tuple[Talk, ...]:
        """Return the sessions of *who* ("tablet", "pc", a relay's host), else of all."""
        return tuple(each for each in self.sessions if not who or each.record.who in who)

    def saying(self, verb: str, *who: str) -> tuple[Talk, ...]:
        """Return the sessions in which a client (one of *who*, if any is named) said *verb*."""
        return tuple(each for each in self.talks(*who) if verb in each.verbs)

    def answering(self, text: str, *who: str) -> tuple[Talk, ...]:
        """Return the sessions in which a server said *text* to one of *who*."""
        return tuple(each for each in self.talks(*who) if each.answered(text))

    def shown(self, holder: str, event: int) -> tuple[Tile, ...]:
        """Return what *holder* ("server", "phone") held right after *event*."""
        found = (s for s in self.snapshots if (s.holder, s.event) == (holder, event))
        return next((snapshot.tiles for snapshot in found), ())

    def way(self, letter: str) -> tuple[Hop, ...]:
        """Return the way of *letter*, oldest hop first."""
        return tuple(hop for hop in self.hops if hop.letter == letter)
