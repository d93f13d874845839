"""The machine under a mail app: its settings and store, its network, and how it looks for mail.

What it holds changes only by its own actions; nothing here looks into a server. It has two sides,
POP3 and IMAP, and may be switched from one to the other: copies that were taken out by POP3 stay
its own then, and no setting moves a letter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from labkit.agents.actor import Actor
from labkit.agents.held import Held, listing
from labkit.agents.imap_side import ImapSide
from labkit.agents.outbox import Outbox
from labkit.agents.outcome import Outcome
from labkit.agents.pop3_side import Pop3Side
from labkit.agents.settings import Setting, Settings, days, way_of_sent, yes_or_no
from labkit.agents.shelf import Shelf
from labkit.agents.surroundings import Doors, Owner, Surroundings
from labkit.agents.trouble import Trouble, reply_text
from labkit.records import DeviceState, LetterRow, Notice, Protocol, Tile

MAX_POLL = 7 * 24 * 60  # minutes


class Handset:
    """*name* is the device's, *owner* whose it is, *doors* the provider's hosts.

    *protocol* is how it fetches mail at first. ``lost`` is whether it lies in the river.
    """

    leave_on_server = Setting(yes_or_no, "True")
    keep_days = Setting(days, "14")
    bodies = Setting(yes_or_no, "False")
    careful = Setting(yes_or_no, "False")
    all_folders = Setting(yes_or_no, "True")
    sent = Setting(way_of_sent, '"upload"')

    def __init__(
        self,
        name: str,
        owner: Owner,
        doors: Doors,
        surroundings: Surroundings,
        protocol: Protocol = "IMAP",
    ) -> None:
        self.name = name
        self.owner = owner
        self.doors = doors
        self._at_first: Protocol = protocol
        self._actor = Actor(name, owner, doors, surroundings)
        self._settings = Settings(protocol)
        self._copies: list[Held] = []
        self._files: dict[str, Path] = {}
        self._imap = ImapSide(self._actor, self._settings)
        self._pop3 = Pop3Side(self._actor, self._settings, self._copies)
        self._outbox = Outbox(self._actor, self._settings, self._copies, self._imap)
        self._poll: timedelta | None = None
        self._next_poll: datetime | None = None
        self.lost = False

    def __repr__(self) -> str:
        return f"<{self.name}: {self.owner.address}, {self.protocol}>"

    # --- what it is and holds -------------------------------------------------------------------

    @property
    def protocol(self) -> Protocol:
        """How it fetches mail; ``use`` changes it."""
        return self._settings.protocol

    @property
    def online(self) -> bool:
        """Whether it has a network."""
        return self._actor.online

    @property
    def synced(self) -> bool:
        """Whether its last action brought it in step with its mailbox."""
        return self._actor.synced

    @property
    def last_sync(self) -> datetime | None:
        """When it was last in step, on the lab's clock."""
        return self._actor.last_sync

    @property
    def shelves(self) -> Mapping[str, Shelf]:
        """The mailboxes that it shows by IMAP, by name."""
        return self._imap.shelves

    @property
    def known_uidls(self) -> dict[str, str]:
        """The unique-ids of the letters that it has fetched by POP3, and the letters' names."""
        return {uidl: known.letter for uidl, known in self._pop3.known.items()}

    @property
    def files(self) -> Mapping[str, Path]:
        """The letters that were exported, and the files they are in."""
        return dict(self._files)

    def held(self) -> Sequence[Held]:
        """Return what it holds, in the order of its list: its own copies, then what it shows."""
        return (*self._copies, *self._imap.held())

    def tiles(self) -> tuple[Tile, ...]:
        """Return what it holds, as pictures show it."""
        return tuple(held.tile() for held in self.held())

    def letters(self) -> tuple[LetterRow, ...]:
        """Return what it holds, as its screen shows it."""
        return tuple(held.row() for held in self.held())

    def settings(self) -> tuple[Notice, ...]:
        """Return what the settings make it do, as sentences."""
        looks: tuple[Notice, ...] = ()
        if self._imap.idles:
            looks = (Notice("device.waits_idle"),)
        elif self._poll is not None:
            looks = (Notice("device.polls", {"minutes": self._poll // timedelta(minutes=1)}),)
        return (*self._settings.told(), *looks)

    def state(self) -> DeviceState:
        """Return it as its panel shows it."""
        options = self._settings.options(self._poll, self._imap.idles, self._is_connected)
        return DeviceState(
            self.name, self.owner.name, self.protocol, self.online, self.letters(), self.last_sync,
            self.settings(), options, tuple(self.shelves), self.lost,
        )  # fmt: skip

    def erase(self) -> None:
        """Make it as it was when new: online and empty. No event, for it is a reset."""
        self.lost = False
        self._throw_away()
        self._files.clear()
        self._settings.start(self._at_first)
        self._actor.set_online(True)

    # --- the network ----------------------------------------------------------------------------

    def go_offline(self) -> Outcome:
        """Unplug it; what it is saying at that moment is lost."""
        self._be_offline()
        told = self._actor.notice("device.went_offline")
        return self._actor.act(self._actor.notice("event.go_offline"), lambda: told)

    def go_online(self) -> Outcome:
        """Plug it in again. It asks nobody anything until it is told to."""
        self._need_device()
        self._actor.set_online(True)
        told = self._actor.notice("device.went_online")
        return self._actor.act(self._actor.notice("event.go_online"), lambda: told)

    def lose(self) -> Outcome:
        """Let it fall into the river: everything on it is gone. ``replace`` buys a new one."""
        self._need_device()
        self.lost = True
        self._be_offline()
        self._throw_away()
        told = self._actor.notice("device.was_lost")
        return self._actor.act(self._actor.notice("event.lose"), lambda: told)

    def replace(self) -> Outcome:
        """Buy a new one, with the same settings: empty and online."""
        self.lost = False
        self._throw_away()
        self._actor.set_online(True)
        told = self._actor.notice("device.is_new")
        return self._actor.act(self._actor.notice("event.replace"), lambda: told)

    def use(self, protocol: str) -> Outcome:
        """Fetch mail by *protocol*, "POP3" or "IMAP", from now on. That moves no letter.

        Its own copies stay; what it showed by IMAP it shows no more.
        """
        self._need_device()
        wanted = str(protocol).strip().upper()
        if wanted not in ("POP3", "IMAP"):
            raise self._actor.trouble("trouble.no_protocol", protocol=reply_text(protocol)[:20])
        if wanted != self.protocol:
            self.hang_up()
            self._imap.empty()
        self._settings.protocol = "POP3" if wanted == "POP3" else "IMAP"
        event = self._actor.notice("event.use", protocol=wanted)
        told = self._actor.notice("device.uses", protocol=wanted)
        return self._actor.act(event, lambda: told)

    # --- how it looks for mail ------------------------------------------------------------------

    @property
    def next_poll(self) -> datetime | None:
        """When it looks for mail by itself next; None if it doesn't."""
        return self._next_poll

    def poll(self, minutes: int = 15) -> Outcome:
        """Look for mail by itself every so many *minutes*, as the lab's time passes."""
        if type(minutes) is not int or not 1 <= minutes <= MAX_POLL:
            raise self._actor.trouble("trouble.bad_poll", most=MAX_POLL)
        self._need_device()

        def work() -> Notice:
            if self._imap.idles:
                self._imap.leave()
            self._poll = timedelta(minutes=minutes)
            self._next_poll = self._actor.surroundings.now() + self._poll
            time = f"{self._next_poll:%H:%M}"
            return self._actor.notice("device.will_poll", minutes=minutes, time=time)

        return self._actor.act(self._actor.notice("event.poll", minutes=minutes), work)

    def idle(self) -> Outcome:
        """Wait on an open line (IMAP's IDLE): the server says at once when something happens."""
        self._need_device()
        self._need_imap("IDLE")
        self._no_poll()
        return self._imap.stay(idle=True)

    def manual(self) -> Outcome:
        """Look for mail only when told to: no polls, no open line."""
        self._no_poll()
        told = self._actor.notice("device.is_manual")
        work = self._leave if self._is_connected else lambda: told
        return self._actor.act(self._actor.notice("event.manual"), work)

    def connect(self) -> Outcome:
        """Log in and stay. By POP3 that locks the mailbox for everybody else who takes by POP3."""
        self._need_device()
        return self._pop3.stay() if self.protocol == "POP3" else self._imap.stay(idle=False)

    def disconnect(self) -> Outcome:
        """Say goodbye on the line that was kept open: QUIT, or LOGOUT."""
        return self._actor.act(self._actor.notice("event.disconnect"), self._leave)

    def plug_in(self) -> None:
        """Plug it in, unless it lies in the river; no event, for whoever calls tells one."""
        if not self.lost:
            self._actor.set_online(True)

    def hang_up(self) -> None:
        """End an open line without a word, and without an event: the lab is closed."""
        self._pop3.drop_line()
        self._imap.drop_line()

    @property
    def _is_connected(self) -> bool:
        return self._pop3.is_open or self._imap.is_open

    def _leave(self) -> Notice:
        return self._pop3.leave() if self._pop3.is_open else self._imap.leave()

    def _no_poll(self) -> None:
        self._poll = self._next_poll = None

    def _be_offline(self) -> None:
        self._actor.set_online(False)
        self.hang_up()

    def _throw_away(self) -> None:
        self._copies.clear()
        self._imap.empty()
        self._pop3.empty()
        self._no_poll()
        self._actor.synced, self._actor.last_sync = False, None

    def _need_device(self) -> None:
        if self.lost:
            raise self._actor.trouble("trouble.lost_device", name=self._actor.variable)

    def _find(self, letter: str) -> Held:
        """Return the letter called *letter*, in the view first where there is one."""
        self._need_device()
        name = str(letter).strip().upper()
        own, shown = tuple(self._copies), self._imap.held()
        everything = (*own, *shown) if self.protocol == "POP3" else (*shown, *own)
        found = next((held for held in everything if held.letter == name), None)
        if found is None:
            names = listing(list(dict.fromkeys(held.letter for held in self.held())))
            key = "trouble.no_letter" if names else "trouble.no_letters"
            raise self._actor.trouble(key, letter=name[:20], names=names)
        return found

    def _whole(self, letter: str) -> Held:
        """Return *letter* with its text; raise Trouble where only the header is here."""
        held = self._find(letter)
        if not held.body:
            raise self._actor.trouble("trouble.no_body", letter=held.letter)
        return held

    def _need_imap(self, what: str | Notice) -> None:
        if self.protocol == "POP3":
            raise self._actor.trouble("trouble.pop3_has_none", what=what)

    def _bad_setting(self, name: str, value: object, example: str) -> Trouble:
        setting = f"{self._actor.variable}.{name}"
        given = {"value": reply_text(repr(value))[:40], "example": example}
        return self._actor.trouble("trouble.bad_setting", setting=setting, **given)
