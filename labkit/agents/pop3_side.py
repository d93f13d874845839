"""A device's POP3 side (RFC 1939): it owns copies, the server keeps no record of them.

POP3 has no marks and no memory of who fetched what. So read marks are this device's own, and which
letters are new it knows by their unique-ids alone (UIDL, RFC 1939 section 7): forgetting those
makes every letter that is still on the server new again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from labkit.agents import cable
from labkit.agents.actor import Actor
from labkit.agents.held import Held, counted
from labkit.agents.open_line import OpenLine
from labkit.agents.outcome import Outcome
from labkit.agents.settings import Settings
from labkit.agents.trouble import Trouble, reply_text
from labkit.records import Notice
from labkit.wire.link import Cut

if TYPE_CHECKING:
    from poplib import POP3

WORDS = ("USER", "PASS", "UIDL", "RETR", "DELE", "QUIT")  # what the device says, in this order
_UIDL_LINE = re.compile(rb"\s*(\d{1,9})\s+([!-~]+)\s*")  # RFC 1939 section 7


@dataclass(frozen=True, slots=True)
class Known:
    """A letter that was fetched: its name, and when."""

    letter: str
    fetched: datetime


class Pop3Side:
    """``known`` are the letters that were fetched, by unique-id; copies go into *copies*."""

    def __init__(self, actor: Actor, settings: Settings, copies: list[Held]) -> None:
        self._actor = actor
        self._settings = settings
        self._copies = copies
        self.known: dict[str, Known] = {}
        self._says_utf8 = False  # once a server wanted to hear it
        self._line: OpenLine[POP3] | None = None

    def empty(self) -> None:
        """Be as new: nothing known, no open line."""
        self.drop_line()
        self._says_utf8 = False
        self.known.clear()

    def get(self, delete: bool | None, cut_before: str | None) -> Outcome:
        """Fetch what is new; *delete* None leaves the deletion to the settings."""
        word = str(cut_before).strip().upper() if cut_before else ""
        if word and word not in WORDS:
            words = ", ".join(WORDS)
            raise self._actor.trouble("trouble.no_word", word=word[:20], words=words)
        if word and self.is_open:
            raise self._actor.trouble("trouble.is_connected", word=word)
        visit = _Visit(self._due(delete), word, stays=self.is_open)
        outcome = self._actor.act(
            lambda: self._actor.notice(visit.event()), lambda: self._visit(visit)
        )
        return Outcome(outcome.notice, outcome.language, tuple(visit.fetched))

    # --- a line that stays open -----------------------------------------------------------------

    @property
    def is_open(self) -> bool:
        """Whether a session is held open."""
        return self._line is not None

    def stay(self) -> Outcome:
        """Log in and stay: the maildrop is locked for others until this session ends."""

        def work() -> Notice:
            self._actor.need_network()
            with self._actor.explained(self._actor.doors.pop):
                if self._line is None:
                    self._line = OpenLine(self._logged_in(None))
                else:
                    with self._session(None) as client:
                        client.noop()  # is anybody still there?
            return self._actor.notice("device.stays")

        return self._actor.act(self._actor.notice("event.connect_pop3"), work)

    def leave(self) -> Notice:
        """Say QUIT on the open line: what was marked is removed now."""
        line, self._line = self._line, None
        if line is None:
            return self._actor.notice("device.was_not_connected")
        with self._actor.explained(self._actor.doors.pop):
            self._actor.reached()
            line.end()
        return self._actor.notice("device.left_pop3")

    def drop_line(self) -> None:
        """Hang up without a word."""
        line, self._line = self._line, None
        if line is not None:
            line.drop()

    # --- one visit ------------------------------------------------------------------------------

    def _due(self, delete: bool | None) -> timedelta | None:
        """Return how old a copy is when the server is asked to delete; None for never."""
        settings = self._settings
        if delete or (delete is None and not settings.leave_on_server):
            return timedelta(0)
        if delete is False or settings.keep_days is None:
            return None
        return timedelta(days=settings.keep_days)

    def _visit(self, visit: _Visit) -> Notice:
        self._actor.need_network()
        try:
            if not self._talk(visit) and not self.is_open:
                # RFC 6856 section 5: what was withheld is for who says UTF8, before the login.
                self._says_utf8 = True
                self._talk(visit)
        except Trouble as trouble:
            # A cable that was pulled on purpose is what was asked for, not a failure.
            visit.was_cut = bool(visit.cut_before) and trouble.notice.key == "trouble.lost"
            if not visit.was_cut:
                raise
        else:
            self._actor.in_step()
        return self._told(visit)

    def _talk(self, visit: _Visit) -> bool:
        """Hold one session; return False if the server withheld a letter for want of UTF8."""
        with self._actor.explained(self._actor.doors.pop), self._session(visit.cut()) as client:
            return self._take(client, visit)

    @contextmanager
    def _session(self, cut: Cut | None) -> Iterator[POP3]:
        if self._line is None:
            with self._logged_in(cut) as client:
                yield client
            return
        try:
            self._actor.reached()
            yield self._line.client
        except BaseException:
            self.drop_line()
            raise

    @contextmanager
    def _logged_in(self, cut: Cut | None) -> Iterator[POP3]:
        from labkit.agents.clients import pop3

        with pop3(self._actor.line(self._actor.doors.pop, cut)) as client:
            if self._says_utf8:
                client.utf8()
            client.user(self._actor.owner.address)
            client.pass_(self._actor.owner.password)
            yield client

    def _take(self, client: POP3, visit: _Visit) -> bool:
        """Fetch each letter that is new, then ask for the deletion of those that are due.

        Return whether all of them are here.
        """
        numbered = _numbered(client.uidl()[1])
        for number, uidl in numbered.items():
            if uidl not in self.known:
                octets = _fetched(client, number)
                if octets is not None:
                    visit.fetched.append(self._keep(uidl, octets))
        # An id that the server no longer lists will not come again. On a line that stays open it
        # may: what is marked is listed no more, but without a QUIT nothing was removed.
        listed = set(self.known if visit.stays else numbered.values())
        self.known = {uidl: known for uidl, known in self.known.items() if uidl in listed}
        now = self._actor.surroundings.now()
        for number, uidl in numbered.items():
            known = self.known.get(uidl)
            if known is not None and visit.due is not None and now - known.fetched >= visit.due:
                client.dele(number)
                visit.asked.append(known.letter)
        return self.known.keys() >= set(numbered.values())

    def _keep(self, uidl: str, octets: bytes) -> str:
        """Take a whole letter into the store and return its name."""
        name, message = self._actor.named(octets)
        self._copies.append(Held(uidl, name, message, "copy"))
        self.known[uidl] = Known(name, self._actor.surroundings.now())
        return name

    def _told(self, visit: _Visit) -> Notice:
        key = _SENTENCES[bool(visit.fetched), bool(visit.asked), visit.was_cut]
        if visit.asked and visit.stays:
            key = "device.asked_and_stays" if visit.fetched else "device.asked_again_and_stays"
        return self._actor.notice(
            key,
            letters=counted(visit.fetched),
            deleted=", ".join(visit.asked),
            command=visit.cut_before,
        )


@dataclass(slots=True)
class _Visit:
    """One POP3 session: what it shall do, and what it has done when it ends, however it ends.

    Copies at least as old as *due* shall be deleted on the server; *stays*: it says no QUIT.
    """

    due: timedelta | None
    cut_before: str
    stays: bool = False
    was_cut: bool = False
    fetched: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)  # letters the server was asked to delete

    def cut(self) -> Cut | None:
        return cable.before(self.cut_before) if self.cut_before else None

    def event(self) -> str:
        # "delete" is said where the visit was for that, also if nothing was there to be deleted.
        asks = self.due == timedelta(0) or bool(self.asked)
        return "event.get" + "_delete" * asks + "_cut" * self.was_cut


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
