"""One person's mailboxes: what every store offers, and the one that lives in memory.

``tests/store_suite.py`` is what each store must pass. Only the thread that serves mail touches a
store, so there are no locks here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from typing import Protocol

from labkit.mail import names
from labkit.mail.mailbox import Entry, Mailbox
from labkit.mail.policy import Policy

MAX_TOLD = 10_000  # names of mailboxes that are gone


class NoSuchMailbox(LookupError):
    """There is no mailbox of this name (RFC 5530: NONEXISTENT)."""


class MailboxExists(ValueError):
    """There is a mailbox of this name already (RFC 5530: ALREADYEXISTS)."""


class OverQuota(Exception):
    """There is no room for so many letters (RFC 5530: OVERQUOTA)."""


class DiskFull(Exception):
    """The provider's disk takes nothing more for now (RFC 5530: UNAVAILABLE)."""


class CannotChange(ValueError):
    """The name is fixed: INBOX is never deleted (RFC 5530: CANNOT)."""


class Store(Protocol):
    """One account's mailboxes. Names are text in the form of ``labkit.mail.names``.

    ``quota`` is how many letters they may hold together, None for any number. To file one too many
    raises OverQuota, and DiskFull where the provider's disk takes no more; moving one within the
    store always works.
    """

    quota: int | None

    @property
    def used(self) -> int:
        """How many letters all mailboxes hold together."""

    def admit(self, letters: int = 1) -> None:
        """Raise OverQuota or DiskFull if there is no room for so many more *letters*."""

    def restored(self) -> None:
        """Be as if brought back from a backup: the same letters, all numbers new.

        Every mailbox gets a new UIDVALIDITY, and its letters UIDs from 1 on, in another order (the
        oldest comes last); whoever has it open hears that it is gone.
        """

    def names(self) -> list[str]:
        """Return all mailbox names: INBOX first, then in alphabetical order."""

    def get(self, name: str) -> Mailbox:
        """Return the mailbox; raise NoSuchMailbox."""

    def create(self, name: str) -> Mailbox:
        """Make a mailbox and what is missing above it.

        Raise MailboxExists, BadMailboxName or DiskFull.
        """

    def delete(self, name: str, by: object = None) -> None:
        """Remove a mailbox and its letters, not those below it.

        Raise NoSuchMailbox or CannotChange.
        """

    def rename(self, old: str, new: str, by: object = None) -> None:
        """Rename a mailbox and those below it; INBOX keeps its place and gives away its letters.

        RFC 9051 section 6.3.6. A mailbox that gets a name which a newer one had before gets a new
        UIDVALIDITY. Raise NoSuchMailbox, MailboxExists, BadMailboxName.
        """

    def subscribed(self) -> list[str]:
        """Return the subscribed names; a name stays when its mailbox goes (RFC 9051 6.3.7)."""

    def subscribe(self, name: str) -> None:
        """Note *name* as subscribed."""

    def unsubscribe(self, name: str) -> None:
        """Forget that *name* is subscribed."""

    def move(
        self, entries: Iterable[Entry], source: Mailbox, target: Mailbox, by: object
    ) -> list[Entry]:
        """Take *entries* from *source* into *target*, all or none; return the new entries."""

    def lock_maildrop(self, holder: object) -> bool:
        """Lock INBOX for one POP3 session (RFC 1939 section 4); False when another has it."""

    @property
    def maildrop_locked(self) -> bool:
        """Whether somebody holds the maildrop."""

    def unlock_maildrop(self, holder: object) -> None:
        """Give the lock back; nothing happens if *holder* hasn't got it."""


class MemoryStore:
    """A Store that is gone with the process.

    *next_uid_validity* gives a new, larger number at each call; *policy* is the provider's.
    """

    def __init__(self, next_uid_validity: Callable[[], int], policy: Policy | None = None) -> None:
        self.quota: int | None = None
        self._policy = policy or Policy()
        self._next_uid_validity = next_uid_validity
        self._mailboxes: dict[str, Mailbox] = {}
        self._subscribed: dict[str, None] = {}
        self._told: dict[str, int] = {}  # the last UIDVALIDITY under which a name was known
        self._told_at_most = 0  # to names that are forgotten
        self._maildrop_holder: object = None
        for name in (names.INBOX, *names.SPECIAL_USE):
            self._make(name)
            self.subscribe(name)

    @property
    def used(self) -> int:
        return sum(map(len, self._mailboxes.values()))

    def admit(self, letters: int = 1) -> None:
        self._check_disk()
        if self.quota is not None and self.used + letters > self.quota:
            raise OverQuota(f"the mailbox is full: {self.used} of {self.quota} letters")

    def restored(self) -> None:
        for name, old in tuple(self._mailboxes.items()):
            new = self._make(name)
            new.special_use = old.special_use
            oldest_last = [*islice(old.entries.values(), 1, None), *islice(old.entries.values(), 1)]
            new.take_in([(entry.message, entry.flags) for entry in oldest_last])
            old.removed()

    def names(self) -> list[str]:
        return sorted(self._mailboxes, key=lambda name: (name != names.INBOX, name))

    def get(self, name: str) -> Mailbox:
        found = self._mailboxes.get(names.canonical(name))
        if found is None:
            raise NoSuchMailbox(f"no mailbox {name!r}")
        return found

    def create(self, name: str) -> Mailbox:
        name = names.checked(name)
        if name in self._mailboxes:
            raise MailboxExists(f"{name!r} exists already")
        self._check_disk()
        self._make_parents(name)
        return self._make(name)

    def delete(self, name: str, by: object = None) -> None:
        mailbox = self.get(name)
        if mailbox.name == names.INBOX:
            raise CannotChange("INBOX stays")
        del self._mailboxes[mailbox.name]
        mailbox.removed(by)

    def rename(self, old: str, new: str, by: object = None) -> None:
        old, new = names.canonical(old), names.checked(new)
        moves = self._renames(old, new)
        if not moves:
            raise NoSuchMailbox(f"no mailbox {old!r}")
        taken = [target for target in moves.values() if target in self._mailboxes]
        if taken:
            raise MailboxExists(f"{taken[0]!r} exists already")
        if new.startswith(old + names.DELIMITER) and old != names.INBOX:
            raise names.BadMailboxName("a mailbox cannot move into itself")
        for target in moves.values():
            names.checked(target)  # what lies below may become too deep, or too long
        if old == names.INBOX:
            inbox = self.get(old)
            self.move(list(inbox.entries.values()), inbox, self.create(new), by)
            return
        if names.parents(new):
            self._check_disk()
        self._make_parents(new)
        moved = {target: self._mailboxes.pop(source) for source, target in moves.items()}
        self._mailboxes |= moved
        for target, mailbox in moved.items():
            mailbox.name = target
        for target, mailbox in moved.items():
            self._renumber_if_known(target, mailbox, by)

    def subscribed(self) -> list[str]:
        return sorted(self._subscribed)

    def subscribe(self, name: str) -> None:
        self._subscribed[names.canonical(name)] = None

    def unsubscribe(self, name: str) -> None:
        self._subscribed.pop(names.canonical(name), None)

    def move(
        self, entries: Iterable[Entry], source: Mailbox, target: Mailbox, by: object
    ) -> list[Entry]:
        present = [entry for entry in dict.fromkeys(entries) if source.holds(entry)]
        added = target.take_in([(entry.message, entry.flags) for entry in present], by)
        source.expunge(present, by)
        return added

    def lock_maildrop(self, holder: object) -> bool:
        if self._maildrop_holder is None:
            self._maildrop_holder = holder
        return self._maildrop_holder is holder

    @property
    def maildrop_locked(self) -> bool:
        return self._maildrop_holder is not None

    def unlock_maildrop(self, holder: object) -> None:
        if self._maildrop_holder is holder:
            self._maildrop_holder = None

    def _check_disk(self) -> None:
        if self._policy.disk_full:
            raise DiskFull("the disk is full; nothing more can be stored for now")

    def _renumber_if_known(self, name: str, mailbox: Mailbox, by: object) -> None:
        # RFC 3501 section 2.3.1.1: a name must not come back to a smaller UIDVALIDITY, as it would
        # where a newer mailbox had the name in between.
        if mailbox.uid_validity < self._told.get(name, self._told_at_most):
            mailbox.renumber(self._next_uid_validity(), by)
        self._told[name] = mailbox.uid_validity

    def _make_parents(self, name: str) -> None:
        for parent in names.parents(name):
            if parent not in self._mailboxes:
                self._make(parent)

    def _make(self, name: str) -> Mailbox:
        special_use = names.SPECIAL_USE.get(name, "")
        if any(mailbox.special_use == special_use for mailbox in self._mailboxes.values()):
            special_use = ""  # it went with the mailbox when that was renamed
        made = Mailbox(name, self._next_uid_validity(), special_use, self.admit)
        self._mailboxes[name] = made
        self._told[name] = made.uid_validity
        if len(self._told) > MAX_TOLD + len(self._mailboxes):
            self._forget_names()
        return made

    def _forget_names(self) -> None:
        """Forget names that no mailbox has: one that comes back is renumbered in any case."""
        gone = [name for name in self._told if name not in self._mailboxes]
        self._told_at_most = max(self._told.pop(name) for name in gone)

    def _renames(self, old: str, new: str) -> dict[str, str]:
        below = old + names.DELIMITER
        if old == names.INBOX:
            return {old: new}
        return {
            name: new + name[len(old) :]
            for name in self._mailboxes
            if name == old or name.startswith(below)
        }
