"""One mailbox as an IMAP device sees it: the view it keeps, and how a visit brings it up to date.

A UID means a letter only together with the mailbox's UIDVALIDITY (RFC 9051 section 2.3.1.1): when
that has changed, all that was known is dropped, and nothing is done to a letter by its old number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING

from labkit.agents.held import Held
from labkit.mail.message import Message
from labkit.mail.names import INBOX, SPECIAL_USE
from labkit.records import Notice

if TYPE_CHECKING:
    from labkit.agents.clients import ImapClient

SEEN, DELETED = b"\\Seen", b"\\Deleted"
BATCH = 50  # letters asked for at a time: an interrupted sync keeps what came before

Name = Callable[[bytes], tuple[str, Message]]  # octets -> the letter's name in the lab, message


def spoken(name: str) -> str | Notice:
    """Return the mailbox *name* as people know it: the usual ones have a word in each language."""
    return Notice(f"picture.shelf.{name}") if name in (INBOX, *SPECIAL_USE) else name


class Shelf:
    """``letters`` are those seen at the last visit, by UID; *name_of* tells which letter it is."""

    def __init__(self, name: str, name_of: Name) -> None:
        self.name = name
        self.uid_validity: int | None = None
        self.letters: dict[int, Held] = {}
        self._name_of = name_of
        self._read_offline: set[int] = set()  # UIDs whose \Seen the server doesn't know yet
        self._exists = 0

    def drop(self) -> None:
        """Forget everything seen here."""
        self.uid_validity = None
        self.letters.clear()
        self._read_offline.clear()

    def select(self, client: ImapClient) -> None:
        """Open the mailbox, and drop the view if its numbers have lost their meaning."""
        answer = client.select_folder(self.name)
        self._exists = answer.get(b"EXISTS", 0)
        if answer.get(b"UIDVALIDITY") != self.uid_validity:
            self.drop()
            self.uid_validity = answer.get(b"UIDVALIDITY")

    def refresh(self, client: ImapClient, bodies: bool) -> None:
        """Bring the view in step: everybody's flags, new letters whole or as headers, none gone."""
        if waiting := self._read_offline & self.letters.keys():
            client.add_flags(sorted(waiting), [SEEN])
        self._read_offline.clear()
        # RFC 3501 section 6.4.8: with UID, "1:*" is no error in an empty mailbox; but why ask.
        flags = client.flags_of_all() if self._exists else {}
        self.letters = {uid: held for uid, held in self.letters.items() if uid in flags}
        self._set_flags(flags)
        self._fetch(client, [uid for uid in sorted(flags) if self._lacks(uid, bodies)], bodies)
        self._set_flags(flags)

    def read(self, client: ImapClient, held: Held) -> None:
        """Fetch the text of *held* if only its header is here, and mark it read."""
        if not held.body:
            self._fetch(client, [int(held.key)], bodies=True)
        client.add_flags([held.key], [SEEN])
        held.seen = True

    def read_offline(self, held: Held) -> None:
        """Mark *held* read here; the server learns of it at the next visit."""
        held.seen = True
        self._read_offline.add(int(held.key))

    def mark(self, client: ImapClient, held: Held) -> None:
        """Set ``\\Deleted``: a mark, no more."""
        client.add_flags([held.key], [DELETED])
        held.marked = True

    def unmark(self, client: ImapClient, held: Held) -> None:
        """Remove ``\\Deleted``."""
        client.remove_flags([held.key], [DELETED])
        held.marked = False

    def move(self, client: ImapClient, held: Held, shelf: str) -> None:
        """Move the letter to *shelf* in one step (RFC 6851)."""
        client.move([held.key], shelf)
        del self.letters[int(held.key)]

    def expunge(self, client: ImapClient, held: Held) -> None:
        """Remove this letter alone: a plain EXPUNGE takes all marked ones (RFC 4315 2.1)."""
        self.mark(client, held)
        client.uid_expunge([held.key])
        del self.letters[int(held.key)]

    def _lacks(self, uid: int, bodies: bool) -> bool:
        held = self.letters.get(uid)
        return held is None or (bodies and not held.body)

    def _fetch(self, client: ImapClient, uids: Iterable[int], bodies: bool) -> None:
        """Take letters into the view. PEEK: to fetch is not yet to read (RFC 3501 6.4.5)."""
        section = "" if bodies else "HEADER"
        for batch in _batches(uids):
            answer = client.fetch(batch, [f"BODY.PEEK[{section}]"])
            for uid in batch:
                octets = answer.get(uid, {}).get(f"BODY[{section}]".encode())
                if octets is not None:  # None: gone meanwhile
                    self._take(uid, octets, bodies)
        self.letters = dict(sorted(self.letters.items()))

    def _take(self, uid: int, octets: bytes, body: bool) -> None:
        name, message = self._name_of(octets)
        held = self.letters.setdefault(uid, Held(uid, name, message, "view", self.name))
        held.message, held.body = message, body

    def _set_flags(self, flags: Mapping[int, tuple[bytes, ...]]) -> None:
        for uid, held in self.letters.items():
            held.seen, held.marked = SEEN in flags[uid], DELETED in flags[uid]


def _batches(uids: Iterable[int]) -> Iterator[list[int]]:
    waiting = iter(uids)
    while batch := list(islice(waiting, BATCH)):
        yield batch
