"""What a screen lists: letters in a row, a device as its panel shows it, a message taken apart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from labkit.records.holding import Tile
from labkit.records.notice import Notice, Protocol


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter in a list on a device's screen or in the server's mailbox."""

    letter: str
    sender: str
    subject: str
    date: str
    tile: Tile
    text: str | None = None  # the body's text; None where the holder has the header only
    flags: tuple[str, ...] = ()  # IMAP's other flags by their bare names: "Answered"


@dataclass(frozen=True, slots=True)
class DeviceOptions:
    """A device's settings as they stand; ``poll`` in minutes, None where it doesn't.

    ``line`` is whether it keeps a line open, ``idle`` whether it waits on one in IDLE.
    """

    leave_on_server: bool = True
    keep_days: int | None = None
    bodies: bool = True
    careful: bool = True
    all_folders: bool = False
    sent: str = "none"
    poll: int | None = None
    idle: bool = False
    line: bool = False


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
    options: DeviceOptions = DeviceOptions()
    shelves: tuple[str, ...] = ()  # the mailboxes that it shows by IMAP
    lost: bool = False


@dataclass(frozen=True, slots=True)
class MessageParts:
    """A message taken apart for a reader: header fields and text, decoded, still untrusted."""

    headers: tuple[tuple[str, str], ...]
    text: str
    html: str | None = None
    attachments: tuple[tuple[str, str, int], ...] = ()  # (file name, type, octets)
