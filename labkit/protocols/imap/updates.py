"""What one session must still hear about the mailbox it has selected.

The mailbox publishes each Change at once; a session may hear of it only when the protocol allows.
EXISTS and FETCH may be said with the reply to any command. EXPUNGE shifts the numbers that the
client uses, so it is held back while FETCH, STORE or SEARCH by number is answered and while no
command is in progress (RFC 3501 section 7.4.1). Several changes of one letter are told as one.

A session's own STORE is answered by STORE itself; its own EXPUNGE, COPY and APPEND are told here
like anybody else's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from labkit.mail.flags import SYSTEM_FLAGS, wire_form
from labkit.mail.mailbox import Change, Entry
from labkit.protocols.imap.view import View

_SYSTEM = " ".join(SYSTEM_FLAGS)


class Updates:
    """Listens to the mailbox of *view* for *session*; *news* is called after each change."""

    __slots__ = (
        "_added",
        "_expunged",
        "_keywords_told",
        "_news",
        "_session",
        "_stop",
        "_view",
        "farewell",
    )

    def __init__(self, view: View, session: object, news: Callable[[], None]) -> None:
        self._view = view
        self._session = session
        self._news = news
        self._added: list[Entry] = []
        self._expunged: set[int] = set()  # UIDs in the view that are gone
        self._keywords_told = len(view.mailbox.keywords)
        self.farewell = ""  # why this mailbox can't stay selected
        self._stop = view.mailbox.listen(self._hear)

    def stop(self) -> None:
        """Listen no more."""
        self._stop()

    @property
    def withheld(self) -> bool:
        """True while letters are gone that the client may not hear of yet."""
        return bool(self._expunged)

    def take(self, expunge: bool) -> list[bytes]:
        """Return what is to be said now; EXPUNGE only if *expunge*."""
        if not (self._added or self._view.untold or self._expunged):
            return []
        lines: list[bytes] = []
        if expunge and self._expunged:
            self._take_expunged(lines)
        if self._added:
            self._take_added(lines)
        if self._view.untold:
            self._take_flags(lines)
        return lines

    def keywords(self) -> list[bytes]:
        """Return the flags of this mailbox, if there are new ones since they were last told.

        A client must know a keyword before it meets it (RFC 3501 section 7.2.6).
        """
        known = self._view.mailbox.keywords
        if len(known) == self._keywords_told:
            return []
        self._keywords_told = len(known)
        return flags_lines(self._view)

    def _take_expunged(self, lines: list[bytes]) -> None:
        # From the highest number down, each number is also the one that the client saw before.
        lines += [b"* %d EXPUNGE\r\n" % number for number in self._view.drop(self._expunged)]
        self._expunged = set()

    def _take_added(self, lines: list[bytes]) -> None:
        there = [entry for entry in self._added if not entry.gone]
        self._added = []
        if there:
            lines += self.keywords()
            self._view.admit(there)
            lines.append(b"* %d EXISTS\r\n" % len(self._view))
            lines.append(b"* %d RECENT\r\n" % self._view.recent_count)

    def _take_flags(self, lines: list[bytes]) -> None:
        lines += self.keywords()
        view = self._view
        for entry in tuple(view.untold.values()):
            number = view.number(entry.uid)
            if number is not None and not entry.gone:
                lines.append(b"* %d FETCH (FLAGS %b)\r\n" % (number, spoken_flags(view, entry)))
        view.untold.clear()

    def _hear(self, change: Change) -> None:
        if change.kind == "flags":
            if change.by is self._session:
                return
            for entry in change.entries:
                if self._view.number(entry.uid) is not None:
                    self._view.untold[entry.uid] = entry
        elif change.kind == "added":
            self._added.extend(change.entries)
        elif change.kind == "expunged":
            self._expunged.update(
                entry.uid for entry in change.entries if self._view.number(entry.uid) is not None
            )
        elif change.kind == "removed":
            self.farewell = "the mailbox that was open here is gone"
        else:
            self.farewell = "the mailbox that was open here was numbered anew"
        self._news()


def spoken_flags(view: View, entry: Entry) -> bytes:
    """Return *entry*'s flags for the wire, with ``\\Recent`` where it is this session's.

    They are said, so they need not be said again as an update.
    """
    if view.untold:
        view.untold.pop(entry.uid, None)
    if view.has_recent and view.is_recent(entry):
        return wire_form(entry.flags | {"\\Recent"})
    return wire_form(entry.flags)


def all_spoken_flags(view: View, entries: Sequence[Entry]) -> list[bytes]:
    """The same for many letters; mostly there is nothing special about any of them."""
    if view.untold or view.has_recent:
        return [spoken_flags(view, entry) for entry in entries]
    return [wire_form(entry.flags) for entry in entries]


def flags_lines(view: View) -> list[bytes]:
    """Return which flags there are, and which can be changed for good (RFC 3501 7.2.6, 7.1)."""
    keywords = view.mailbox.keywords.values()
    known = " ".join([_SYSTEM, *keywords]).encode("ascii")
    lasting = b"()] none can be changed" if view.read_only else b"(%b \\*)] these last" % known
    return [
        b"* FLAGS (%b)\r\n" % known,
        b"* OK [PERMANENTFLAGS %b\r\n" % lasting,
    ]
