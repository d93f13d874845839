"""A device that takes letters out by POP3 (RFC 1939): it owns copies, the server keeps no record.

POP3 has no marks and no memory of who fetched what. So read marks are this device's own, and which
letters are new it knows by their unique-ids alone (UIDL, RFC 1939 section 7): forgetting those
makes every letter that is still on the server new again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from labkit.agents.device import Device, Outcome
from labkit.agents.held import Held, counted
from labkit.agents.surroundings import Doors, Owner, Surroundings
from labkit.agents.trouble import Trouble, reply_text
from labkit.mail.message import Message
from labkit.records import Notice
from labkit.wire.link import Cut

if TYPE_CHECKING:
    from poplib import POP3

WORDS = ("USER", "PASS", "UIDL", "RETR", "DELE", "QUIT")  # what the device says, in this order
_UIDL_LINE = re.compile(rb"\s*(\d{1,9})\s+([!-~]+)\s*")  # RFC 1939 section 7


class Pop3Device(Device):
    """``leave_on_server`` says whether ``get`` asks the server to delete what was fetched."""

    protocol = "POP3"

    def __init__(
        self,
        name: str,
        owner: Owner,
        doors: Doors,
        surroundings: Surroundings,
        leave_on_server: bool = True,
    ) -> None:
        super().__init__(name, owner, doors, surroundings)
        self._leaves_at_first = leave_on_server
        self.leave_on_server = leave_on_server
        self.known_uidls: dict[str, str] = {}  # of letters that were fetched -> their names
        self._says_utf8 = False  # once a server wanted to hear it
        self._copies: list[Held] = []

    def held(self) -> Sequence[Held]:
        return tuple(self._copies)

    def settings(self) -> tuple[str, ...]:
        return ("device.leaves" if self.leave_on_server else "device.asks_to_delete",)

    def get(self, delete: bool | None = None, cut_before: str | None = None) -> Outcome:
        """Fetch what is new; with *delete* ask the server to remove what this device has fetched.

        The setting decides where *delete* is not given. *cut_before* pulls the cable just before
        the device says that word: ``tablet.get(delete=True, cut_before="QUIT")``.
        """
        delete = not self.leave_on_server if delete is None else bool(delete)
        word = str(cut_before).strip().upper() if cut_before else ""
        if word and word not in WORDS:
            raise self._trouble("trouble.no_word", word=word[:20], words=", ".join(WORDS))
        visit = _Visit(delete, word)
        outcome = self._act(lambda: self._notice(visit.event()), lambda: self._visit(visit))
        return Outcome(outcome.notice, outcome.language, tuple(visit.fetched))

    def open(self, letter: str) -> Outcome:
        """Read *letter* from the device's own copy; nobody else learns of it."""
        held = self._find(letter)

        def read() -> Notice:
            held.seen = True
            return self._notice("device.opened", letter=held.letter)

        return self._act(self._notice("event.open", letter=held.letter), read, (held.letter,))

    def delete(self, letter: str) -> Outcome:
        """Delete this device's copy of *letter*, of several the newest. The server isn't asked."""
        name = self._find(letter).letter
        copy = [held for held in self._copies if held.letter == name][-1]

        def throw_away() -> Notice:
            self._copies.remove(copy)
            return self._notice("device.copy_deleted", letter=copy.letter)

        event = self._notice("event.delete_copy", letter=copy.letter)
        return self._act(event, throw_away, (copy.letter,))

    def forget(self) -> Outcome:
        """Forget which letters were fetched: whatever is on the server is new to it again."""

        def wipe() -> Notice:
            self.known_uidls.clear()
            return self._notice("device.forgot_known")

        return self._act(self._notice("event.forget"), wipe)

    def _empty(self) -> None:
        self.leave_on_server = self._leaves_at_first
        self._says_utf8 = False
        self.known_uidls.clear()
        self._copies.clear()

    def _visit(self, visit: _Visit) -> Notice:
        try:
            if not self._talk(visit):
                # RFC 6856 section 5: what was withheld is for who says UTF8, before the login.
                self._says_utf8 = True
                self._talk(visit)
        except Trouble as trouble:
            # A cable that was pulled on purpose is what was asked for, not a failure.
            visit.was_cut = bool(visit.cut_before) and trouble.notice.key == "trouble.lost"
            if not visit.was_cut:
                raise
        else:
            self._in_step()
        return self._told(visit)

    def _talk(self, visit: _Visit) -> bool:
        """Hold one session; return False if the server withheld a letter for want of UTF8."""
        from labkit.agents.clients import pop3

        line = self._line(self.doors.pop, visit.cut())
        with self._explained(self.doors.pop), pop3(line) as client:
            if self._says_utf8:
                client.utf8()
            client.user(self.owner.address)
            client.pass_(self.owner.password)
            return self._take(client, visit) or self._says_utf8

    def _take(self, client: POP3, visit: _Visit) -> bool:
        """Fetch each letter that is new, then ask for the deletion of all that are here.

        Return whether all of them are here.
        """
        numbered = _numbered(client.uidl()[1])
        for number, uidl in numbered.items():
            if uidl not in self.known_uidls:
                octets = _fetched(client, number)
                if octets is not None:
                    visit.fetched.append(self._keep(uidl, octets))
        # An id that the server no longer lists will not come again.
        listed = set(numbered.values())
        self.known_uidls = {uidl: name for uidl, name in self.known_uidls.items() if uidl in listed}
        if visit.delete:
            for number, uidl in numbered.items():
                if uidl in self.known_uidls:
                    client.dele(number)
                    visit.asked.append(self.known_uidls[uidl])
        return listed <= set(self.known_uidls)

    def _keep(self, uidl: str, octets: bytes) -> str:
        """Take a whole letter into the store and return its name."""
        message = Message(octets, self._surroundings.now())
        name = self._surroundings.letter_of(message.message_id)
        self._copies.append(Held(uidl, name, message, "copy"))
        self.known_uidls[uidl] = name
        return name

    def _told(self, visit: _Visit) -> Notice:
        return self._notice(
            _SENTENCES[bool(visit.fetched), bool(visit.asked), visit.was_cut],
            letters=counted(visit.fetched),
            deleted=", ".join(visit.asked),
            command=visit.cut_before,
        )


@dataclass(slots=True)
class _Visit:
    """One POP3 session: what it shall do, and what it has done when it ends, however it ends."""

    delete: bool
    cut_before: str
    was_cut: bool = False
    fetched: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)  # letters the server was asked to delete

    def cut(self) -> Cut | None:
        if not self.cut_before:
            return None
        word = self.cut_before.encode()
        return Cut(before=lambda line: line.split()[:1] == [word])

    def event(self) -> str:
        return "event.get" + "_delete" * self.delete + "_cut" * self.was_cut


def _fetched(client: POP3, number: int) -> bytes | None:
    """Return a letter, None if the server gives it only to who has said UTF8."""
    from poplib import error_proto

    try:
        lines = client.retr(number)[1]
    except error_proto as refused:
        if not reply_text(refused.args[0] if refused.args else "").startswith("-ERR [UTF8]"):
            raise
        return None
    return b"".join(line + b"\r\n" for line in lines)


def _numbered(lines: list[bytes]) -> dict[int, str]:
    """Return message numbers and unique-ids from an answer to UIDL; a line that is none is left.

    >>> _numbered([b"1 whqtswO00WBw418f9t5JxYwZ", b"nonsense"])
    {1: 'whqtswO00WBw418f9t5JxYwZ'}
    """
    found = map(_UIDL_LINE.fullmatch, lines)
    return {int(pair[1]): pair[2].decode() for pair in found if pair is not None}


# by: fetched something, asked for deletion, the cable was pulled
_SENTENCES = {
    (False, False, False): "device.got_nothing",
    (True, False, False): "device.got_and_left",
    (False, True, False): "device.got_nothing_deleted",
    (True, True, False): "device.got_and_deleted",
    (False, False, True): "device.got_nothing_cut",
    (True, False, True): "device.got_and_cut",
    (False, True, True): "device.got_nothing_deleted_cut",
    (True, True, True): "device.deleted_and_cut",
}
