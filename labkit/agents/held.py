"""A letter as one device holds it: octets that came over the wire, and the device's own marks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from labkit.mail.message import Message
from labkit.records import Holding, LetterRow, Notice, Tile

TOLD = ("Answered", "Forwarded", "Flagged", "Draft")
MAX_NAMES = 10  # letters that a sentence names


@dataclass(eq=False, slots=True)
class Held:
    """*key* is what the server calls it: a UID (IMAP), a unique-id (POP3).

    *message* holds the header alone where *body* is False. What is in it is untrusted.
    """

    key: str | int
    letter: str  # its name in the lab, "A"
    message: Message
    holding: Holding
    shelf: str = "INBOX"
    seen: bool = False
    marked: bool = False
    body: bool = True
    flags: tuple[str, ...] = ()  # what else the server says of it: "Answered"

    def tile(self) -> Tile:
        """Return the letter as pictures show it."""
        return Tile(
            self.letter,
            self.message.message_id,
            self.holding,
            self.shelf,
            self.seen,
            self.marked,
            self.body,
            self.message.size if self.body else None,
        )

    def row(self) -> LetterRow:
        """Return the letter as a list on the device's screen shows it."""
        parts = self.message.parts()
        sender = next((value for name, value in parts.headers if name.lower() == "from"), "")
        date = self.message.date
        return LetterRow(
            self.letter,
            sender,
            self.message.subject,
            date.isoformat() if date else "",
            self.tile(),
            parts.text if self.body else None,
            self.flags,
        )


def told_flags(flags: Iterable[str]) -> tuple[str, ...]:
    """Return those of IMAP's *flags* that a list shows besides read and deleted.

    >>> told_flags(["\\\\Seen", "\\\\Answered", "$Forwarded"])
    ('Answered', 'Forwarded')
    """
    names = {flag.lstrip("\\$") for flag in flags}
    return tuple(name for name in TOLD if name in names)


def counted(names: Iterable[str]) -> Notice:
    """Return "2 letters (A, B)" for the letters' *names*."""
    listed = list(names)
    if len(listed) == 1:
        return Notice("device.one_letter", {"names": listed[0]})
    return Notice("device.letters", {"count": len(listed), "names": listing(listed)})


def listing(names: list[str]) -> str:
    """Return "A, B, C", of many the first ones."""
    return ", ".join([*names[:MAX_NAMES], "…"] if len(names) > MAX_NAMES else names)
