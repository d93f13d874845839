"""A mailbox: the only one who gives UIDs, mod-sequences and news of what changed.

RFC 9051 section 2.3.1.1: a UID is given once, ascending, and never again under the same
UIDVALIDITY. RFC 7162 section 3.1: each change of a letter's flags gets a new, larger mod-sequence.
Listeners hear of a change before the call that made it returns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal

from labkit.mail.flags import DELETED, NO_FLAGS, SEEN, SYSTEM_FLAGS, canonical
from labkit.mail.message import Message

FlagChange = Literal["add", "remove", "replace"]
Listener = Callable[["Change"], None]
_SYSTEM = frozenset(SYSTEM_FLAGS)


class Entry:
    """A letter as it lies in one mailbox: its UID, the message, its flags now.

    It outlives its removal: who saw it before can still read it from here (RFC 2180's advice, and
    what POP3 sessions rely on); ``gone`` then is True.
    """

    __slots__ = ("flags", "gone", "message", "mod_sequence", "uid")

    def __init__(self, uid: int, message: Message, flags: frozenset[str], modseq: int) -> None:
        self.uid = uid
        self.message = message
        self.flags = flags
        self.mod_sequence = modseq
        self.gone = False


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to a mailbox. *by* is whoever passed itself to the method, often a session.

    kind: "added", "flags", "expunged"; "removed" when the mailbox itself was deleted, and
    "renumbered" when its UIDVALIDITY changed: then every UID a client knows is void.
    """

    kind: Literal["added", "flags", "expunged", "removed", "renumbered"]
    entries: tuple[Entry, ...] = ()
    by: object = None


class Mailbox:
    """Letters in the order of their UIDs.

    *name* is the full name with "/" between levels; *uid_validity* a number that the store has
    never given to a mailbox of this name before; *special_use* an attribute of RFC 6154 such as
    ``\\Sent``, or "". *admit* is asked with the number of letters that are about to come, and
    raises where there is no room for them.
    """

    def __init__(
        self,
        name: str,
        uid_validity: int,
        special_use: str = "",
        admit: Callable[[int], None] | None = None,
    ) -> None:
        self.name = name
        self.uid_validity = uid_validity
        self.special_use = special_use
        self.uid_next = 1
        self.highest_mod_sequence = 1
        self.entries: dict[int, Entry] = {}  # by UID, ascending
        self.keywords: dict[str, str] = {}  # folded -> the spelling seen first
        self._recent_from = 1  # the first UID no session has heard of
        self._unseen: dict[int, None] = {}
        self._unseen_in_order = True
        self._listeners: dict[object, Listener] = {}
        self._admit = admit

    def __len__(self) -> int:
        return len(self.entries)

    @property
    def unseen_count(self) -> int:
        """How many letters have no ``\\Seen``."""
        return len(self._unseen)

    @property
    def first_unseen(self) -> int | None:
        """The lowest UID without ``\\Seen``, None if all were read."""
        if not self._unseen_in_order:
            self._unseen = dict.fromkeys(sorted(self._unseen))
            self._unseen_in_order = True
        return next(iter(self._unseen), None)

    @property
    def recent_count(self) -> int:
        """How many letters no session has been told about as ``\\Recent`` (RFC 3501 2.3.2)."""
        if self._recent_from >= self.uid_next:
            return 0
        newest_first = reversed(self.entries)
        return sum(1 for _ in takewhile(lambda uid: uid >= self._recent_from, newest_first))

    @property
    def recent_from(self) -> int:
        """The UID from which letters are ``\\Recent`` for whoever claims them."""
        return self._recent_from

    def claim_recent(self) -> int:
        """Return the UID from which letters are ``\\Recent`` for the caller, and for it alone."""
        first, self._recent_from = self._recent_from, self.uid_next
        return first

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call *listener* with every Change from now on, until the returned function is called."""
        token = object()
        self._listeners[token] = listener

        def stop() -> None:
            self._listeners.pop(token, None)

        return stop

    def append(self, message: Message, flags: Iterable[str] = (), by: object = None) -> Entry:
        """File *message* and return its entry, with a UID of its own."""
        return self.append_all([(message, flags)], by)[0]

    def append_all(
        self, letters: Sequence[tuple[Message, Iterable[str]]], by: object = None
    ) -> list[Entry]:
        """File several letters, as one change: all or, if anything raises, none.

        Raises what the store's *admit* raises: OverQuota, DiskFull.
        """
        if self._admit is not None:
            self._admit(len(letters))
        return self.take_in(letters, by)

    def take_in(
        self, letters: Sequence[tuple[Message, Iterable[str]]], by: object = None
    ) -> list[Entry]:
        """File letters that are in the store already: nobody asks whether there is room."""
        # Whatever can fail (an iterator of flags, say) does so before anything is filed.
        prepared = [(message, tuple(flags)) for message, flags in letters]
        added = []
        for message, wanted in prepared:
            flags = self._known(wanted)
            self.highest_mod_sequence += 1
            entry = Entry(self.uid_next, message, flags, self.highest_mod_sequence)
            self.uid_next += 1
            self.entries[entry.uid] = entry
            if SEEN not in flags:
                self._unseen[entry.uid] = None
            added.append(entry)
        if added:
            self._publish(Change("added", tuple(added), by))
        return added

    def change_flags(
        self, entries: Iterable[Entry], how: FlagChange, flags: Iterable[str], by: object = None
    ) -> list[Entry]:
        """Add, remove or replace *flags* on *entries*; return those that really changed."""
        wanted = self._known(flags, keep=how != "remove")
        changed = []
        for entry in entries:
            if how == "add":
                new = entry.flags | wanted
            elif how == "remove":
                new = entry.flags - wanted
            else:
                new = wanted
            if new != entry.flags and self.holds(entry):
                self._set(entry, new)
                changed.append(entry)
        if changed:
            self._publish(Change("flags", tuple(changed), by))
        return changed

    def expunge(self, entries: Iterable[Entry], by: object = None) -> list[Entry]:
        """Remove *entries* for good; return those that were still there."""
        gone = []
        for entry in entries:
            if self.holds(entry):
                del self.entries[entry.uid]
                self._unseen.pop(entry.uid, None)
                entry.gone = True
                gone.append(entry)
        if gone:
            self.highest_mod_sequence += 1
            self._publish(Change("expunged", tuple(gone), by))
        return gone

    def holds(self, entry: Entry) -> bool:
        """Whether *entry* is here: not gone, and not of another mailbox with the same UID."""
        return self.entries.get(entry.uid) is entry

    def marked_deleted(self) -> list[Entry]:
        """Return the entries that carry ``\\Deleted``."""
        return [entry for entry in self.entries.values() if DELETED in entry.flags]

    def renumber(self, uid_validity: int, by: object = None) -> None:
        """Take a new, larger *uid_validity*: the UIDs stay, but nobody may rely on them."""
        self.uid_validity = uid_validity
        self._publish(Change("renumbered", tuple(self.entries.values()), by))

    def removed(self, by: object = None) -> None:
        """Tell the listeners that this mailbox was deleted."""
        self._publish(Change("removed", tuple(self.entries.values()), by))

    def _set(self, entry: Entry, flags: frozenset[str]) -> None:
        self.highest_mod_sequence += 1
        entry.flags = flags
        entry.mod_sequence = self.highest_mod_sequence
        if SEEN in flags:
            self._unseen.pop(entry.uid, None)
        elif entry.uid not in self._unseen:
            self._unseen_in_order = not self._unseen or (
                self._unseen_in_order and next(reversed(self._unseen)) < entry.uid
            )
            self._unseen[entry.uid] = None

    def _known(self, flags: Iterable[str], keep: bool = True) -> frozenset[str]:
        """Return *flags* in the spelling of this mailbox, which *keep*s those that are new."""
        if isinstance(flags, frozenset) and flags <= _SYSTEM:  # mostly, and then there is no choice
            return flags
        known = []
        for flag in map(canonical, flags):
            spelling = self.keywords.get(flag.lower(), flag)
            if keep and flag[:1] != "\\":
                self.keywords.setdefault(flag.lower(), flag)
            known.append(spelling)
        return frozenset(known) if known else NO_FLAGS

    def _publish(self, change: Change) -> None:
        for token, listener in tuple(self._listeners.items()):
            if token in self._listeners:  # an earlier listener may have sent this one away
                listener(change)
