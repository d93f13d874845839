"""A device that looks into the mailbox by IMAP (RFC 3501): it shows a view, the letters stay there.

Each visit to the server is one session: bring the view up to date, then do what was asked to the
letter, if it is still there. Between visits the view stays as it was, whatever others do.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from labkit.agents.device import Device, Outcome
from labkit.agents.held import Held, counted
from labkit.agents.shelf import Shelf, spoken
from labkit.agents.surroundings import Doors, Owner, Surroundings
from labkit.mail.message import Message
from labkit.records import Notice

if TYPE_CHECKING:
    from labkit.agents.clients import ImapClient

INBOX, TRASH = "INBOX", "Trash"

Deed = Callable[[Shelf, "ImapClient", Held], object]  # what to do to one letter


class ImapDevice(Device):
    """``bodies`` says whether a sync fetches whole letters or headers only.

    ``shelves`` are the mailboxes that it shows: INBOX, and each to which it has moved a letter.
    """

    protocol = "IMAP"

    def __init__(
        self,
        name: str,
        owner: Owner,
        doors: Doors,
        surroundings: Surroundings,
        bodies: bool = True,
        shelves: Sequence[str] = (),
    ) -> None:
        super().__init__(name, owner, doors, surroundings)
        self._at_first = bodies, (INBOX, *shelves)
        self._empty()

    def held(self) -> Sequence[Held]:
        return tuple(held for shelf in self.shelves.values() for held in shelf.letters.values())

    def settings(self) -> tuple[str, ...]:
        return ("device.keeps_whole" if self.bodies else "device.keeps_headers",)

    def get(self) -> Outcome:
        """Bring the view in step with the server. To fetch a letter doesn't mark it read."""

        def work() -> Notice:
            self._visit()
            names = [held.letter for held in self.held()]
            key = "device.synced" if names else "device.synced_empty"
            return self._notice(key, letters=counted(names))

        return self._act(self._notice("event.sync"), work)

    def open(self, letter: str) -> Outcome:
        """Read *letter* and mark it ``\\Seen`` on the server.

        Offline a device can show what it holds whole; the mark then waits for the next visit.
        """
        held = self._find(letter)
        event = self._notice("event.open", letter=held.letter)
        if not self.online:
            return self._act(event, lambda: self._open_offline(held), (held.letter,))
        if held.seen and held.body:
            told = self._notice("device.opened", letter=held.letter)
            return self._act(event, lambda: told, (held.letter,))
        return self._change(held, event, "device.opened", Shelf.read)

    def mark(self, letter: str) -> Outcome:
        """Mark *letter* ``\\Deleted``: it stays where it is until somebody expunges it."""
        held = self._find(letter)
        event = self._notice("event.mark", letter=held.letter)
        return self._change(held, event, "device.marked", Shelf.mark)

    def unmark(self, letter: str) -> Outcome:
        """Take the mark ``\\Deleted`` off *letter*."""
        held = self._find(letter)
        event = self._notice("event.unmark", letter=held.letter)
        return self._change(held, event, "device.unmarked", Shelf.unmark)

    def trash(self, letter: str) -> Outcome:
        """Move *letter* to the Trash: another shelf of the same mailbox."""
        return self.move(letter, TRASH)

    def move(self, letter: str, shelf: str) -> Outcome:
        """Move *letter* to *shelf* (RFC 6851), which must exist and is shown from now on."""
        held = self._find(letter)
        shelf = str(shelf).strip()
        shelf = INBOX if shelf.upper() == INBOX else shelf  # RFC 3501 section 5.1
        if not shelf or shelf == held.shelf:
            key = "trouble.already_there" if shelf else "trouble.no_shelf"
            raise self._trouble(key, letter=held.letter, shelf=spoken(shelf))
        event = self._notice("event.move", letter=held.letter, shelf=spoken(shelf))

        def move(source: Shelf, client: ImapClient, held: Held) -> None:
            source.move(client, held, shelf)
            self.shelves.setdefault(shelf, Shelf(shelf, self._name_of))

        return self._change(held, event, "device.moved", move, shelf=spoken(shelf))

    def expunge(self, letter: str) -> Outcome:
        """Remove *letter* for good, and it alone: others may be marked too (RFC 4315 2.1)."""
        held = self._find(letter)
        event = self._notice("event.expunge", letter=held.letter)
        return self._change(held, event, "device.expunged", Shelf.expunge)

    def forget(self) -> Outcome:
        """Drop the whole view; the next sync fetches it anew."""

        def wipe() -> Notice:
            for shelf in self.shelves.values():
                shelf.drop()
            return self._notice("device.forgot_view")

        return self._act(self._notice("event.forget"), wipe)

    def _empty(self) -> None:
        self.bodies, shelves = self._at_first
        self.shelves = {name: Shelf(name, self._name_of) for name in shelves}

    def _open_offline(self, held: Held) -> Notice:
        if not held.body:
            return self._notice("device.header_only", letter=held.letter)
        if not held.seen:
            self.shelves[held.shelf].read_offline(held)
        return self._notice("device.opened_offline", letter=held.letter)

    def _change(self, held: Held, event: Notice, told: str, deed: Deed, **values: str) -> Outcome:
        """Visit the server for *deed* on one letter; say *told*, or that it isn't there."""

        def work() -> Notice:
            done = self._visit(held, deed)
            key = told if done else "device.not_there"
            return self._notice(key, letter=held.letter, **values)

        return self._act(event, work, (held.letter,))

    def _visit(self, held: Held | None = None, deed: Deed | None = None) -> bool:
        """Hold one session; return whether *held* was there to be changed."""
        from labkit.agents.clients import imap

        first = self.shelves[held.shelf if held else INBOX]
        done = False
        with self._explained(self.doors.imap), imap(self._line(self.doors.imap)) as client:
            client.login(self.owner.address, self.owner.password)
            self._look(client, first)
            # By identity: after a change of UIDVALIDITY the same UID may be another letter.
            if held is not None and deed is not None and held in first.letters.values():
                deed(first, client, held)
                done = True
            for shelf in tuple(self.shelves.values()):
                if shelf is not first:
                    self._look(client, shelf)
        self._in_step()
        return done

    def _look(self, client: ImapClient, shelf: Shelf) -> None:
        try:
            shelf.select(client)
        except client.AbortError:
            raise
        except client.Error:
            if shelf.name == INBOX:
                raise
            del self.shelves[shelf.name]  # somebody has deleted that mailbox
            return
        shelf.refresh(client, self.bodies)

    def _name_of(self, octets: bytes) -> tuple[str, Message]:
        message = Message(octets, self._surroundings.now())
        return self._surroundings.letter_of(message.message_id), message
