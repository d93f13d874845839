"""The maildrop: what POP3 sees of INBOX, fixed at login (RFC 1939 sections 4 to 6).

Message numbers are given once, at login. A letter that comes later is not in it; one that an IMAP
session removes meanwhile is still read from its Entry.
"""

from __future__ import annotations

from collections.abc import Iterator

from labkit.mail.mailbox import Entry, Mailbox
from labkit.protocols.errors import CommandRefused, SyntaxRefused
from labkit.protocols.lines import dot_stuff
from labkit.protocols.phrases import Phrase

_CRLF = b"\r\n"


class Maildrop:
    """The letters of *mailbox* as they are now, numbered from 1, some of them marked."""

    def __init__(self, mailbox: Mailbox) -> None:
        self.mailbox = mailbox
        self._uid_validity = mailbox.uid_validity
        self.entries: tuple[Entry, ...] = tuple(mailbox.entries.values())
        self.marked: set[int] = set()
        self.retrieved: set[int] = set()
        self._octets = sum(map(wire_size, self.entries))
        self._marked_octets = 0

    @property
    def count(self) -> int:
        """How many messages are not marked."""
        return len(self.entries) - len(self.marked)

    @property
    def octets(self) -> int:
        """The size of the messages that are not marked."""
        return self._octets - self._marked_octets

    def number(self, text: str) -> int:
        """Return the message number in *text* if it can be named now, else refuse."""
        if not (text.isascii() and text.isdecimal()):
            raise SyntaxRefused("a message number is wanted here, such as 1")
        number = int(text)
        if not 1 <= number <= len(self.entries):
            raise CommandRefused(
                Phrase("no such message, the maildrop has {count}", count=len(self.entries))
            )
        if number in self.marked:
            raise CommandRefused(
                Phrase("message {number} is marked as deleted, RSET would unmark it", number=number)
            )
        return number

    def __getitem__(self, number: int) -> Entry:
        return self.entries[number - 1]

    def unmarked(self) -> Iterator[tuple[int, Entry]]:
        """Yield number and entry of each message that is not marked."""
        for number, entry in enumerate(self.entries, 1):
            if number not in self.marked:
                yield number, entry

    def unique_id(self, entry: Entry) -> str:
        """Return what UIDL says: the same in each session, never used for another letter."""
        return f"{self._uid_validity}-{entry.uid}"

    def mark(self, number: int) -> None:
        """Mark a message as deleted; it stays where it is."""
        self.marked.add(number)
        self._marked_octets += wire_size(self[number])

    def mark_retrieved(self) -> None:
        """Mark what RETR has sent: such a provider lets nobody leave it (RFC 2449 6.7)."""
        for number in self.retrieved - self.marked:
            self.mark(number)

    def unmark_all(self) -> None:
        """Take all marks back."""
        self.marked.clear()
        self._marked_octets = 0

    def remove_marked(self, by: object) -> bool:
        """Remove the marked letters from the mailbox; False if any is still there after it.

        One that is gone already, by an IMAP session, is as gone as was asked for.
        """
        wanted = [self[number] for number in sorted(self.marked)]
        self.mailbox.expunge(wanted, by)
        return all(entry.gone for entry in wanted)


def wire_size(entry: Entry) -> int:
    """Return the size of a letter as RETR sends it, its doubled dots not counted.

    RFC 1939 section 11 wants it exact, so the line ending that ``wire_text`` may add counts.
    """
    octets = entry.message.octets
    return len(octets) if octets.endswith(_CRLF) or not octets else len(octets) + len(_CRLF)


def wire_text(octets: bytes) -> bytes:
    """Return a letter (or its top) ready for the wire but for the final dot."""
    stuffed = dot_stuff(octets)
    return stuffed if stuffed.endswith(_CRLF) or not stuffed else stuffed + _CRLF
