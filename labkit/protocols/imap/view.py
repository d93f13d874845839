"""A session's numbered view of the mailbox it has selected: which letter is number 3 *for it*.

RFC 3501 section 7.4.1: numbers move only when the session hears EXPUNGE. So the view keeps a
letter that is gone until that is told, and takes in a new one only with EXISTS; in between it may
differ from the mailbox. ``updates`` decides when what is told.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from operator import attrgetter

from labkit.mail.mailbox import Entry, Mailbox
from labkit.protocols.imap.numset import NumberSet
from labkit.protocols.imap.responses import SyntaxRefused

_uid = attrgetter("uid")


class View:
    """Letters in the order of their numbers: number n is ``entries[n - 1]``."""

    __slots__ = ("_recent", "entries", "mailbox", "read_only", "untold")

    def __init__(self, mailbox: Mailbox, read_only: bool = False) -> None:
        self.mailbox = mailbox
        self.read_only = read_only
        self.entries: list[Entry] = list(mailbox.entries.values())
        self.untold: dict[int, Entry] = {}  # by UID: its flags changed, the client doesn't know yet
        self._recent: list[range] = []  # UIDs that are \\Recent for this session
        if read_only:
            self._look_at_recent()
        else:
            self._claim_recent()

    def __len__(self) -> int:
        return len(self.entries)

    @property
    def recent_count(self) -> int:
        """How many letters are ``\\Recent`` for this session."""
        entries = self.entries
        return sum(
            bisect_left(entries, uids.stop, key=_uid) - bisect_left(entries, uids.start, key=_uid)
            for uids in self._recent
        )

    def is_recent(self, entry: Entry) -> bool:
        """True if this session is the first that was told of *entry*."""
        # A generator in any() would cost more than all the rest of a STORE's row.
        for uids in self._recent:  # noqa: SIM110
            if entry.uid in uids:
                return True
        return False

    @property
    def has_recent(self) -> bool:
        """Whether asking ``is_recent`` is worth it."""
        return bool(self._recent)

    def number(self, uid: int) -> int | None:
        """Return the sequence number of the letter with this UID, None if the view hasn't it."""
        place = bisect_left(self.entries, uid, key=_uid)
        if place < len(self.entries) and self.entries[place].uid == uid:
            return place + 1
        return None

    def numbers(self, wanted: NumberSet, by_uid: bool) -> Sequence[int]:
        """Return, ascending, the sequence numbers of the letters that *wanted* names.

        By UID, what isn't there is passed over (RFC 3501 section 6.4.8); a sequence number that
        isn't there is the client's mistake (RFC 9051 section 9, seq-number).
        """
        spans = self.spans(wanted, by_uid)
        if len(spans) == 1:
            return spans[0]
        return [number for span in spans for number in span]

    def letters(self, numbers: Sequence[int]) -> list[Entry]:
        """Return the letters with these *numbers*; mostly they are neighbours."""
        if isinstance(numbers, range):  # one after the other, as ``numbers`` gives them
            return self.entries[numbers.start - 1 : numbers.stop - 1]
        return [self.entries[number - 1] for number in numbers]

    def spans(self, wanted: NumberSet, by_uid: bool) -> list[range]:
        """The same as ranges that don't overlap."""
        if by_uid:
            return self._spans_of_uids(wanted)
        there = len(self.entries)
        ranges = wanted.within(there)
        if ranges[-1][1] > there or ranges[0][0] < 1:
            last = f"the last letter here is number {there}" if there else "there is no letter here"
            raise SyntaxRefused(last)
        return [range(low, high + 1) for low, high in ranges]

    def admit(self, entries: Sequence[Entry]) -> None:
        """Take in new letters at the end."""
        self.entries.extend(entries)
        if self.read_only:
            self._look_at_recent(since=entries[0].uid)
        else:
            self._claim_recent()

    def drop(self, uids: Collection[int]) -> list[int]:
        """Forget letters; return their numbers as they were, the highest first."""
        places = sorted((number for uid in uids if (number := self.number(uid))), reverse=True)
        if len(places) < 16:
            for number in places:
                del self.entries[number - 1]
        else:
            gone = set(uids)
            self.entries = [entry for entry in self.entries if entry.uid not in gone]
        return places

    def _spans_of_uids(self, wanted: NumberSet) -> list[range]:
        entries = self.entries
        # An empty mailbox has no largest UID; any number does, as nothing is there to be met.
        ranges = wanted.within(entries[-1].uid if entries else 1)
        spans = [
            range(
                bisect_left(entries, low, key=_uid) + 1, bisect_right(entries, high, key=_uid) + 1
            )
            for low, high in ranges
        ]
        return [span for span in spans if span]

    def _claim_recent(self) -> None:
        self._note_recent(self.mailbox.claim_recent())

    def _look_at_recent(self, since: int = 1) -> None:
        """Know what is recent without taking it from the next session: EXAMINE, section 6.3.2."""
        self._note_recent(max(since, self.mailbox.recent_from))

    def _note_recent(self, first: int) -> None:
        """Note as recent what the mailbox has from UID *first* on."""
        if self._recent and self._recent[-1].stop == first:
            first = self._recent.pop().start
        if first < self.mailbox.uid_next:
            self._recent.append(range(first, self.mailbox.uid_next))
