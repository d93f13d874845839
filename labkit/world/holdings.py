"""What lies where, in mailboxes and in queues: looked up in the servers' thread, told as values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from labkit.agents.held import told_flags
from labkit.agents.queue import QueuedLetter
from labkit.mail.account import Account
from labkit.mail.flags import DELETED, SEEN
from labkit.mail.mailbox import Entry
from labkit.mail.message import Message
from labkit.mail.names import INBOX
from labkit.records import LetterRow, Numbers, QueueRow, Snapshot, Tile
from labkit.world import scene
from labkit.world.provider import Provider
from labkit.world.waiting import waiting


class Holdings:
    """*providers* by domain; *letter_of* turns a Message-ID into a letter's name."""

    def __init__(self, providers: Mapping[str, Provider], letter_of: Callable[[str], str]) -> None:
        self._providers = providers
        self._letter_of = letter_of

    def account(self, person: scene.Person) -> Account:
        """Return *person*'s account."""
        account = self._providers[person.domain].directory.find(person.address)
        assert account is not None, "everybody of the scene has one"
        return account

    def rows(self, person: scene.Person) -> tuple[LetterRow, ...]:
        """Return what lies in *person*'s mailboxes."""
        return tuple(self._row(shelf, entry) for shelf, entry in self._entries(person))

    def tiles(self, person: scene.Person) -> tuple[Tile, ...]:
        """Return the same as pictures show it: no header is read for that."""
        return tuple(self._tile(shelf, entry) for shelf, entry in self._entries(person))

    def snapshot(self, person: scene.Person) -> Snapshot:
        """Return what the server holds of *person*'s, its event still 0."""
        store = self.account(person).store
        inbox = store.get(INBOX)
        uids = ((self._name(entry), str(uid)) for uid, entry in inbox.entries.items())
        return Snapshot(
            0,
            "server",
            None,
            self.tiles(person),
            quota=store.quota,
            locked=store.maildrop_locked,
            numbers=Numbers(tuple(uids), inbox.uid_validity),
        )

    def stored(self, letter: str) -> Message | None:
        """Return *letter* as it lies in some mailbox, None if it lies in none."""
        people = (person for domain in scene.DOMAINS for person in domain.people)
        entries = (entry for person in people for _, entry in self._entries(person))
        return next((e.message for e in entries if self._name(e) == letter), None)

    def holders(self, letter: str) -> frozenset[str]:
        """Return the addresses of those who have got *letter*; what lies in Sent proves nothing."""
        people = (person for domain in scene.DOMAINS for person in domain.people)
        return frozenset(
            person.address
            for person in people
            if any(tile.letter == letter and tile.shelf != "Sent" for tile in self.tiles(person))
        )

    def queued(self, letter: str) -> Message | None:
        """Return *letter* as it waits in some queue, None if it waits in none."""
        letters = (queued for _, letters in self._queues() for queued in letters)
        found = (q for q in letters if self._letter_of(q.letter) == letter)
        return next((Message(queued.octets, queued.arrived) for queued in found), None)

    def waiting(self) -> tuple[QueueRow, ...]:
        """Return what servers still have to hand over or to file."""
        rows = [waiting(host, letters, self._letter_of) for host, letters in self._queues()]
        return tuple(row for several in rows for row in several)

    def _queues(self) -> Iterator[tuple[str, tuple[QueuedLetter, ...]]]:
        for provider in self._providers.values():
            yield provider.relay.host, provider.relay.queue.letters()
            yield provider.delivery.host, provider.delivery.letters

    def _entries(self, person: scene.Person) -> Iterator[tuple[str, Entry]]:
        store = self.account(person).store
        for name in store.names():
            for entry in store.get(name).entries.values():
                yield name, entry

    def _row(self, shelf: str, entry: Entry) -> LetterRow:
        message, tile = entry.message, self._tile(shelf, entry)
        headers = {name.lower(): value for name, value in message.parts().headers}
        sender, date = headers.get("from", ""), headers.get("date", "")
        flags = told_flags(entry.flags)
        return LetterRow(tile.letter, sender, message.subject, date, tile, flags=flags)

    def _tile(self, shelf: str, entry: Entry) -> Tile:
        seen, marked = SEEN in entry.flags, DELETED in entry.flags
        message = entry.message
        name, size = self._name(entry), message.size
        return Tile(name, message.message_id, "original", shelf, seen, marked, size=size)

    def _name(self, entry: Entry) -> str:
        return self._letter_of(entry.message.message_id)
