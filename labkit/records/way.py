"""The way of a letter: drafts, hops, queues, steps, journeys."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from labkit.records.notice import Protocol


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
    it was handed over, and of one nobody may hear of that it was "dropped". ``about`` is the letter
    whose failure an error mail tells, ``event`` the number of the event in which this happened.
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
    about: str = ""
    event: int | None = None


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


# "passed by": the letter never comes here; "deferred": it was asked and said "not now"; "gone": it
# was here, and has been removed since.
StationState = Literal[
    "untouched", "passed by", "looked up", "handed over", "here", "waiting", "deferred", "refused",
    "gone",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Station:
    """One box of the journey. ``responsible`` puts the baton on it.

    ``name`` is a host; of a device or a mailbox its owner, "aya". Where a letter lies in several
    mailboxes they are named with commas: "ken, mika". It is "" where nobody is: no device hands an
    error mail in, and a stranger needs no sending server to reach the receiving one.
    """

    role: Literal["device", "submission", "mx", "mailbox"]
    name: str
    state: StationState
    since: datetime | None = None
    responsible: bool = False
    detail: str = ""  # a reply or the time of the next try
    device: str = "pc"  # which of the owner's devices, for a device
    after: str = ""  # the reply that made it responsible
    events: tuple[int, ...] = ()  # in which it took the letter, and let go of it


@dataclass(frozen=True, slots=True)
class Taker:
    """What became of a letter for one of its recipients; ``place`` is where that is, or was said.

    "delivered" is in the mailbox, "removed" was there, "on its way" is at a server that has not
    tried yet, "waiting" was told "not now" by ``reply``, "refused" is over.
    """

    address: str
    state: Literal["delivered", "removed", "on its way", "waiting", "refused"]
    place: str
    since: datetime | None = None
    reply: str = ""
    next_try: str = ""  # a time of day


@dataclass(frozen=True, slots=True)
class ErrorMail:
    """The letter with which a server tells a sender that it could not deliver another one.

    ``station`` is the one that was responsible, ``host`` who wrote the error mail, ``to`` its
    recipient. RFC 5321 section 4.5.5: its envelope has the null reverse-path, so that nobody
    answers it. "lost": it could not be delivered itself.
    """

    letter: str
    station: Literal["submission", "mx"]
    host: str
    to: str
    state: Literal["written", "waiting", "on its way", "arrived", "removed", "lost"]
    since: datetime
    next_try: str = ""
    events: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class DeviceCard:
    """A device at the right of the journey."""

    name: str
    protocol: Protocol
    online: bool
    holds: Literal["nothing", "view", "header", "copy"]
    lost: bool = False  # with all that was on it


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
    takers: tuple[Taker, ...] = ()  # each recipient, where there are several
    errors: tuple[ErrorMail, ...] = ()  # about this letter, oldest first
