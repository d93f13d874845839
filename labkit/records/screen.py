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
