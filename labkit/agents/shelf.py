"""One mailbox as an IMAP device sees it: the view it keeps, and how a visit brings it up to date.

A UID means a letter only together with the mailbox's UIDVALIDITY (RFC 9051 section 2.3.1.1): when
that has changed, a careful device drops all that it knew, and does nothing to a letter by its old
number. A careless one goes on with the old numbers: its labels then stand over other letters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Literal

from labkit.agents.held import Held, told_flags
from labkit.mail.message import Message
from labkit.mail.names import INBOX, SPECIAL_USE
from labkit.records import Notice

if TYPE_CHECKING:
    from labkit.agents.clients import ImapClient

SEEN, DELETED = b"\\Seen", b"\\Deleted"
FLAGGING = {"answered": b"\\Answered", "forwarded": b"$Forwarded"}
BATCH = 50  # letters asked for at a time: an interrupted sync keeps what came before

Name = Callable[[bytes], tuple[str, Message]]  # octets -> the letter's name in the lab, message
Deed = Literal["read", "mark", "unmark", "move", "expunge", "answered", "forwarded"]


@dataclass(frozen=True, slots=True)
class Change:
    """What to do to one letter; *target* is the mailbox that it moves to."""

    deed: Deed
    held: Held
    target: str = ""


def spoken(name: str) -> str | Notice:
    """Return the mailbox *name* as people know it: the usual ones have a word in each language."""
    return Notice(f"picture.shelf.{name}") if name in (INBOX, *SPECIAL_USE) else name


class Shelf:
    """``letters`` are those seen at the last visit, by UID; *name_of* tells which letter it is.

    ``waiting`` are the changes made offline, in their order; ``arriving`` are letters that one of
    these will move here: they get their UID then. ``conflicts`` are those for which a change came
    too late, or was refused.
    """

    def __init__(self, name: str, name_of: Name) -> None:
        self.name = name
        self.uid_validity: int | None = None
        self.letters: dict[int, Held] = {}
        self.arriving: dict[Held, Change] = {}
        self.waiting: list[Change] = []
        self.conflicts: list[str] = []
        self._name_of = name_of
        self._is_empty = True  # the server said so

    def held(self) -> tuple[Held, ...]:
        """Return what the device shows here."""
        return (*self.letters.values(), *self.arriving)

    def drop(self) -> None:
        """Forget everything seen here."""
        self.uid_validity = None
        self.letters.clear()
        self.arriving.clear()
        self.waiting.clear()

    def select(self, client: ImapClient, careful: bool = True) -> None:
        """Open the mailbox; a *careful* device drops a view whose numbers mean nothing any more."""
        # On a line that stays open the numbers hold, if any are known.
        if client.selected == self.name and self.uid_validity is not None:
            self._is_empty = False
            return
        answer = client.select_folder(self.name)
        self._is_empty = not answer.get(b"EXISTS")
        if answer.get(b"UIDVALIDITY") != self.uid_validity:
            if careful:
                self.give_up_waiting()
                self.drop()
            self.uid_validity = answer.get(b"UIDVALIDITY")

    def refresh(self, client: ImapClient, bodies: bool) -> None:
        """Bring the view in step: everybody's flags and letters, what is gone goes here too.

        New ones come whole or as headers.
        """
        flags = self._flags(client)
        self.arriving.clear()
        self.letters = {uid: held for uid, held in self.letters.items() if uid in flags}
        self._set_flags(flags)
        self._fetch(client, [uid for uid in sorted(flags) if self._lacks(uid, bodies)], bodies)
        self._set_flags(flags)

    def carry_out(self, client: ImapClient, change: Change) -> None:
        """Make *change* on the server, whose mailbox is open."""
        uid = change.held.key
        match change.deed:
            case "read":
                if not change.held.body:
                    self._fetch(client, [int(uid)], bodies=True)
                client.add_flags([uid], [SEEN])
            case "mark":
                client.add_flags([uid], [DELETED])
            case "unmark":
                client.remove_flags([uid], [DELETED])
            case "move":
                client.move([uid], change.target)  # in one step: RFC 6851
            case "expunge":
                # This letter alone: a plain EXPUNGE takes all marked ones (RFC 4315 section 2.1).
                client.add_flags([uid], [DELETED])
                client.uid_expunge([uid])
            case _:
                client.add_flags([uid], [FLAGGING[change.deed]])

    def show(self, change: Change) -> None:
        """Let the view show *change*, whether the server knows of it yet or not."""
        held = change.held
        if change.deed == "read":
            held.seen = True
        elif change.deed in ("mark", "unmark"):
            held.marked = change.deed == "mark"
        elif change.deed in ("move", "expunge"):
            self.letters.pop(int(held.key), None)

    def replay(self, client: ImapClient) -> None:
        """Do what was done offline, to those letters that are still there."""
        there = self._flags(client)
        while self.waiting:
            change = self.waiting[0]
            if int(change.held.key) not in there or not self._is_taken(client, change):
                self._conflict(change)
            # Only now: what a broken line has left undone waits for the next visit.
            self.waiting.pop(0)

    def give_up_waiting(self) -> None:
        """Do nothing of what was done offline: there is no telling to which letters."""
        for change in self.waiting:
            self._conflict(change)
        self.waiting.clear()

    def _is_taken(self, client: ImapClient, change: Change) -> bool:
        try:
            self.carry_out(client, change)
        except client.Error as error:
            if not client.goes_on_after(error):
                raise
            return False
        return True

    def _conflict(self, change: Change) -> None:
        if change.held.letter not in self.conflicts:
            self.conflicts.append(change.held.letter)

    def _flags(self, client: ImapClient) -> dict[int, tuple[bytes, ...]]:
        # RFC 3501 section 6.4.8: with UID, "1:*" is no error in an empty mailbox; but why ask.
        return {} if self._is_empty else client.flags_of_all()

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
            held.flags = told_flags(flag.decode("ascii", "replace") for flag in flags[uid])


def _batches(uids: Iterable[int]) -> Iterator[list[int]]:
    waiting = iter(uids)
    while batch := list(islice(waiting, BATCH)):
        yield batch
