"""The Lab: real mail servers, four devices, and the pictures of what they do.

from labkit import Lab
lab = Lab()
lab.aya.send()          # or press the button of lab.compose()
lab.tablet.get()
lab.phone.sync()
lab.film()
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import TYPE_CHECKING

from labkit.agents.device import Device
from labkit.agents.outcome import Outcome
from labkit.agents.outsiders import Crow, Program
from labkit.lab.course import Course
from labkit.lab.health import WHO as HEALTH
from labkit.lab.language import checked, language_here
from labkit.lab.live import Live
from labkit.lab.wire import ladder_of, sender_of, session_of
from labkit.records import DeviceState, Notice
from labkit.world import scene
from labkit.world.household import Household
from labkit.world.identity import seed_of_environment
from labkit.world.journey import journey, recipient_of
from labkit.world.world import World

if TYPE_CHECKING:
    from labkit.lab.day import Day, Days
    from labkit.lab.switches import Switches
    from labkit.plots.figure import FigurePicture
    from labkit.plots.picture import Picture
    from labkit.plots.queue import QueueTable
    from labkit.views.compose import ComposeView
    from labkit.views.desk import Desk
    from labkit.views.health import HealthCheck
    from labkit.views.mailbox import MailboxView

_open_labs: weakref.WeakSet[Lab] = weakref.WeakSet()


class Lab(Course):
    """Start the servers, and give Aya a PC and Ken a phone, a laptop and a tablet.

    *seed* decides the subjects and ids (``LABKIT_SEED``, else the same for everybody); *language*
    is "en" or "ja" (``LABKIT_LANG``, else the notebook's folder). A second Lab closes the first,
    so that a cell may be run twice; with *keep* the others go on.
    """

    def __init__(
        self, seed: str | int | None = None, language: str | None = None, *, keep: bool = False
    ) -> None:
        speaks = checked(language) if language else language_here()
        if not keep:
            for other in tuple(_open_labs):
                other.close()
        self._desks: weakref.WeakSet[Desk] = weakref.WeakSet()
        self._forms: weakref.WeakSet[ComposeView] = weakref.WeakSet()
        world = World(str(seed) if seed is not None else seed_of_environment(), speaks)
        redraw = _calling(weakref.WeakMethod(self._redraw))
        self._switches: Switches | None = None  # until somebody asks for them
        self._household = Household(world, redraw)
        world.watch(Live(redraw).changed)
        _open_labs.add(self)

    def __repr__(self) -> str:
        return "<Lab: closed>" if self._world.closed else "<Lab: SMTP, POP3 and IMAP are running>"

    @property
    def aya(self) -> Device:
        """Aya's PC: ``lab.aya.send()``."""
        return self._household.devices["pc"]

    @property
    def phone(self) -> Device:
        """Ken's phone, by IMAP: ``lab.phone.sync()``."""
        return self._household.devices["phone"]

    @property
    def laptop(self) -> Device:
        """Ken's laptop, by IMAP: ``lab.laptop.sync()``."""
        return self._household.devices["laptop"]

    @property
    def tablet(self) -> Device:
        """Ken's tablet, by POP3: ``lab.tablet.get()``."""
        return self._household.devices["tablet"]

    @property
    def program(self) -> Program:
        """A program with Ken's password: ``lab.program.fetch("B", peek=True)``."""
        return self._household.program

    @property
    def faults(self) -> Switches:
        """The switchboard of what goes wrong on purpose: ``lab.faults.down("mx.fuji.example")``."""
        from labkit.lab.switches import Switches

        if self._switches is None:
            self._switches = Switches(self._household)
        return self._switches

    @property
    def crow(self) -> Crow:
        """The crow, with a mail host of its own: ``lab.crow.send()``."""
        return self._household.crow

    def health(self) -> HealthCheck:
        """Ask one SMTP, one POP3 and one IMAP server for its greeting: three lights."""
        from labkit.lab.health import check

        return check(self._household.network, self.language)

    def compose(self) -> ComposeView:
        """Show a form in which Aya writes a letter. Its button does what ``aya.send`` does."""
        from labkit.views.compose import ComposeView

        owner, topic = self.aya.owner, self._world.next_topic()
        form = ComposeView(
            self.aya.send, owner.address, owner.writes_to, topic, language=self.language
        )
        self._forms.add(form)
        return form

    def desk(self) -> Desk:
        """Show the server's mailbox and Ken's devices side by side, with their buttons."""
        from labkit.lab.actions import actions_of
        from labkit.views.desk import Desk

        actions = {device.name: actions_of(device) for device in self._household.ken()}
        desk = Desk(self._world.mailbox(scene.KEN), self._states(), actions, self.language)
        self._desks.add(desk)
        return desk

    def mailbox(self, person: str = "ken") -> MailboxView:
        """Show what lies in somebody's mailbox on the server: "ken", "aya", "mika" ..."""
        from labkit.views.mailbox import MailboxView

        found = scene.person(str(person))
        if found is None:
            raise self._trouble("lab.no_person", name=str(person)[:40])
        return MailboxView(self._world.mailbox(found), found.local, self.language)

    def queue(self) -> QueueTable:
        """List the letters that servers still have to hand over: since when, and when again."""
        from labkit.plots.queue import QueueTable

        return QueueTable(self._world.queue(), self.language)

    def journey(self, letter: str | None = None) -> Picture:
        """Draw where *letter* is now and who is responsible; the last one if none is named."""
        from labkit.plots.journey import journey as draw

        letters = self._world.letters()
        name = str(letter).strip().upper() if letter else "".join(letters[-1:])
        if name not in letters:
            raise self._trouble("lab.no_letter", letter=str(letter or "A")[:20])
        household, world = self._household, self._world
        hops = world.hops(name)
        cards = household.cards(name, recipient_of(hops))
        copy = household.copy(name) or world.queued(name)
        sender = sender_of(hops, world.sessions())
        record = journey(name, hops, cards, world.stored(name), copy, sender)
        return draw(record, self.language)

    def ladder(self, of: object = None) -> Picture:
        """Draw who said what in a session: ``lab.ladder("tablet")``, ``lab.ladder("aya")``.

        *of* is a device, its name, a server's host name or a session's number.
        """
        from labkit.plots.ladder import ladder as draw

        session = session_of(self._world.sessions(), of)
        if session is None:
            raise self._trouble("lab.no_session")
        return draw(ladder_of(self._world, session), self.language)

    def film(self) -> Picture:
        """Draw who holds what: the server and Ken's three devices, event by event."""
        from labkit.plots.film import film as draw

        return draw(*self._world.events(), self.language)

    def day(self, phone: str = "IMAP", laptop: str = "IMAP", tablet: str = "IMAP") -> Day:
        """Let one day happen on a fresh lab: ``lab.day(laptop="POP3 delete")``.

        Each device fetches by "IMAP", "POP3" or "POP3 delete". This lab stays as it is.
        """
        from labkit.lab.day import lived

        ways = {"phone": phone, "laptop": laptop, "tablet": tablet}
        return lived(self._world.seed, self.language, ways)

    def days(self) -> Days:
        """Let the same day happen three times: all by POP3, all by IMAP, and mixed."""
        from labkit.lab.day import usual

        return usual(self._world.seed, self.language)

    def figure(self) -> FigurePicture:
        """Draw with matplotlib how many messages and octets each protocol carried, and when."""
        from labkit.plots.figure import figure as draw

        sessions = [ladder_of(self._world, s).session for s in self._world.sessions()]
        return draw([s for s in sessions if s.who != HEALTH], self.language)

    def reset(self) -> Outcome:
        """Empty all mailboxes and devices and go back to nine o'clock. Servers run on."""
        self._household.reset()
        for form in tuple(self._forms):
            form.status.clear()  # what it says was handed in is gone
        return Outcome(Notice("lab.was_reset"), self.language)

    def close(self) -> None:
        """Stop the servers. A closed lab stays closed; ``Lab()`` starts a new one."""
        self._household.close()
        _open_labs.discard(self)

    def _states(self) -> tuple[DeviceState, ...]:
        return tuple(device.state() for device in self._household.ken())

    def _redraw(self) -> None:
        for desk in tuple(self._desks):
            if self._world.closed:
                return
            desk.mailbox, desk.states = self._world.mailbox(scene.KEN), self._states()
        if self._switches is not None and not self._world.closed:
            self._switches.redraw()


def _calling(method: weakref.WeakMethod[Callable[[], None]]) -> Callable[[], None]:
    """Return a function that calls *method* as long as its object lives."""

    def call() -> None:
        found = method()
        if found is not None:
            found()

    return call
