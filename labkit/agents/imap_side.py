"""A device's IMAP side (RFC 3501): it shows a view, the letters stay on the server.

Each visit is one session: bring the view up to date, then do what was asked. Between visits the
view stays as it was, whatever others do. What is changed offline is shown here at once, and done
on the server at the next visit. A session may also stay open and wait (IDLE, RFC 2177).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from labkit.agents.actor import Actor
from labkit.agents.held import Held, counted, listing
from labkit.agents.open_line import OpenLine
from labkit.agents.outcome import Outcome
from labkit.agents.postponed import postpone
from labkit.agents.settings import Settings
from labkit.agents.shelf import SEEN, Change, Shelf, spoken
from labkit.mail import reading
from labkit.mail.names import INBOX
from labkit.records import Notice

if TYPE_CHECKING:
    from labkit.agents.clients import ImapClient


class ImapSide:
    """``shelves`` are the mailboxes that *actor*'s device shows, by name."""

    def __init__(self, actor: Actor, settings: Settings) -> None:
        self._actor = actor
        self._settings = settings
        self.shelves: dict[str, Shelf] = {}
        self.idles = False
        self._line: OpenLine[ImapClient] | None = None
        self._conflicts: list[str] = []  # in mailboxes that are no longer there
        self.empty()

    def empty(self) -> None:
        """Be as new: no view, no open line."""
        self.drop_line()
        self.shelves = {INBOX: self._new_shelf(INBOX)}
        self._conflicts.clear()

    def held(self) -> tuple[Held, ...]:
        """Return what the view shows, shelf by shelf."""
        return tuple(held for shelf in self.shelves.values() for held in shelf.held())

    # --- one visit ------------------------------------------------------------------------------

    def get(self, event: str = "event.sync", alone: bool = False) -> Outcome:
        """Bring the view in step with the server. To fetch a letter doesn't mark it read.

        *alone*: the app looks by itself; what a person must be told is told another time.
        """

        def work() -> Notice:
            with self.visit():
                pass
            return self._in_step() if alone else self.with_conflicts(self._in_step())

        return self._actor.act(self._actor.notice(event), work)

    def change(self, change: Change, event: Notice, told: Notice) -> Outcome:
        """Make *change* on the server, or offline here for now; say *told*."""

        def work() -> Notice:
            if not self._actor.online:
                postpone(self.show, change)
                return self._actor.notice("device.later", letter=change.held.letter)
            if self._try(change):
                return self.with_conflicts(told)
            gone = self._actor.notice("device.not_there", letter=change.held.letter)
            return self.with_conflicts(gone)

        return self._actor.act(event, work, (change.held.letter,))

    @contextmanager
    def visit(self, first: str = INBOX) -> Iterator[ImapClient]:
        """Give a session with the mailbox *first* open and in step; the others follow at its end.

        What goes wrong is told as Trouble.
        """
        self._actor.need_network()
        with self._actor.explained(self._actor.doors.imap), self._session() as client:
            if self._settings.all_folders:
                self._see_all(client)
            self._replay(client)
            self._look(client, first)
            yield client
            for name in tuple(self.shelves):
                if name != first:
                    self._look(client, name)
        self._actor.in_step()

    def is_here(self, held: Held) -> bool:
        """Whether the view still has *held*: by identity, for its UID may be another letter's."""
        shelf = self.shelves.get(held.shelf)
        return shelf is not None and any(held is each for each in shelf.letters.values())

    def show(self, name: str) -> Shelf:
        """Show the mailbox *name* from now on."""
        return self.shelves.setdefault(name, self._new_shelf(name))

    def upload(self, copy: Held) -> Notice:
        """Put *copy* into the inbox, with its own date (RFC 3501 section 6.3.11)."""
        date = reading.header_time(copy.message.header) or self._actor.surroundings.now()
        flags = [SEEN] if copy.seen else []
        with self.visit() as client:
            client.append(INBOX, copy.message.octets, flags, date)
            self._look(client, INBOX)
        return self.with_conflicts(self._actor.notice("device.uploaded", letter=copy.letter))

    def make_folder(self, name: str) -> Notice:
        """Make the mailbox *name*, and show it."""
        with self.visit() as client:
            client.create_folder(name)
            self.show(name)
        return self.with_conflicts(self._actor.notice("device.folder_made", shelf=spoken(name)))

    def clear_out(self) -> None:
        """Remove for good every letter that is shown, in one visit or, offline, at the next."""
        shown = self.held()
        if not self._actor.online:
            for held in shown:
                postpone(self.show, Change("expunge", held))
            return
        with self.visit() as client:
            for name in tuple(self.shelves):
                self._look(client, name)  # what somebody else has removed is no conflict
            for held in shown:
                if self.is_here(held):
                    postpone(self.show, Change("expunge", held))
            self._replay(client)

    # --- a line that stays open -----------------------------------------------------------------

    @property
    def is_open(self) -> bool:
        """Whether a session is held open."""
        return self._line is not None

    def stay(self, idle: bool) -> Outcome:
        """Log in and stay; with *idle* wait for news on the open line."""

        def work() -> Notice:
            self._actor.need_network()
            self.idles = False  # a line that idled goes on as an ordinary one
            with self._actor.explained(self._actor.doors.imap):
                if self._line is None:
                    self._line = OpenLine(self._logged_in())
            self.idles = idle
            with self.visit():
                pass
            stays = self._actor.notice("device.idles" if idle else "device.stays")
            return self.with_conflicts(stays)

        event = self._actor.notice("event.idle" if idle else "event.connect_imap")
        return self._actor.act(event, work)

    def leave(self) -> Notice:
        """Say goodbye on the open line."""
        line, self._line, self.idles = self._line, None, False
        if line is None:
            return self._actor.notice("device.was_not_connected")
        with self._actor.explained(self._actor.doors.imap):
            self._actor.reached()
            line.end()
        return self._actor.notice("device.left_imap")

    def drop_line(self) -> None:
        """Hang up without a word."""
        line, self._line, self.idles = self._line, None, False
        if line is not None:
            line.drop()

    def has_news(self) -> bool:
        """Whether the server has said something on a line that waits."""
        return self.idles and self._line is not None and self._line.client.has_news()

    # --- inside ---------------------------------------------------------------------------------

    @contextmanager
    def _session(self) -> Iterator[ImapClient]:
        """Give the open line's client, which then waits again; else one for this visit alone."""
        if self._line is None:
            with self._logged_in() as client:
                yield client
            return
        client = self._line.client
        try:
            self._actor.reached()
            client.catch_up()
            yield client
        except BaseException as error:
            if not client.goes_on_after(error):
                self.drop_line()
            raise
        finally:
            if self.idles:
                self._wait(client)

    def _wait(self, client: ImapClient) -> None:
        """Let *client* wait in the inbox: in step with it, for IDLE tells only what comes then."""
        try:
            if client.selected != INBOX:
                self._look(client, INBOX)
            client.wait()
        except BaseException:
            self.drop_line()
            raise

    @contextmanager
    def _logged_in(self) -> Iterator[ImapClient]:
        from labkit.agents.clients import imap

        with imap(self._actor.line(self._actor.doors.imap)) as client:
            client.login(self._actor.owner.address, self._actor.owner.password)
            yield client

    def _look(self, client: ImapClient, name: str) -> None:
        shelf = self.show(name)
        if self._opens(client, shelf):
            shelf.refresh(client, self._settings.bodies)

    def _opens(self, client: ImapClient, shelf: Shelf) -> bool:
        try:
            shelf.select(client, self._settings.careful)
        except client.Error as error:
            if shelf.name == INBOX or not client.goes_on_after(error):
                raise
            self._drop_shelf(shelf.name)  # somebody has deleted that mailbox
            return False
        return True

    def _drop_shelf(self, name: str) -> None:
        shelf = self.shelves.pop(name)
        shelf.give_up_waiting()
        self._conflicts += shelf.conflicts

    def _see_all(self, client: ImapClient) -> None:
        names = client.folder_names()
        for gone in set(self.shelves).difference(names):
            self._drop_shelf(gone)
        self.shelves = {name: self.show(name) for name in names}

    def _replay(self, client: ImapClient) -> None:
        """Do on the server what was done offline. Then letters that were moved are found there."""
        for shelf in tuple(self.shelves.values()):
            if shelf.waiting and self._opens(client, shelf):
                shelf.replay(client)

    def _try(self, change: Change) -> bool:
        """Make *change* on the server; return False if its letter is no longer there."""
        if change.held in self.shelves[change.held.shelf].arriving:
            postpone(self.show, change)  # its number is known after the visit
            with self.visit():
                return True
        with self.visit(change.held.shelf) as client:
            there = self.is_here(change.held)
            if there:
                shelf = self.shelves[change.held.shelf]
                shelf.carry_out(client, change)
                shelf.show(change)
                if change.deed == "move":
                    self.show(change.target)
        return there

    def _in_step(self) -> Notice:
        names = [held.letter for held in self.held()]
        key = "device.synced" if names else "device.synced_empty"
        return self._actor.notice(key, letters=counted(names))

    def with_conflicts(self, told: Notice) -> Notice:
        """Return *told*, and for which letters a change that was made offline came too late."""
        lists = [self._conflicts, *(shelf.conflicts for shelf in self.shelves.values())]
        names = list(dict.fromkeys(name for each in lists for name in each))
        for each in lists:
            each.clear()
        if not names:
            return told
        return Notice("device.with_conflicts", {"told": told, "letters": listing(names)})

    def _new_shelf(self, name: str) -> Shelf:
        return Shelf(name, self._actor.named)
