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
from labkit.lab.language import checked, language_here
from labkit.lab.live import Live
from labkit.lab.panels import Panels
from labkit.lab.pictures import Pictures
from labkit.lab.shown import Shown
from labkit.records import Notice
from labkit.world.household import Household
from labkit.world.identity import seed_of_environment
from labkit.world.world import World

if TYPE_CHECKING:
    from labkit.lab.switches import Switches
    from labkit.views.health import HealthCheck

_open_labs: weakref.WeakSet[Lab] = weakref.WeakSet()


class Lab(Pictures, Panels):
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
        self._shown = Shown()
        world = World(str(seed) if seed is not None else seed_of_environment(), speaks)
        redraw = _calling(weakref.WeakMethod(self._shown.refresh))
        self._switches: Switches | None = None  # until somebody asks for them
        self._household = Household(world, redraw)
        world.watch(Live(redraw).changed)
        _open_labs.add(self)

    def __repr__(self) -> str:
        return "<Lab: closed>" if self._world.closed else "<Lab: SMTP, POP3 and IMAP are running>"

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
            self._switches = Switches(self._household, self._shown)
        return self._switches

    @property
    def crow(self) -> Crow:
        """The crow, with a mail host of its own: ``lab.crow.send()``."""
        return self._household.crow

    def health(self) -> HealthCheck:
        """Ask one SMTP, one POP3 and one IMAP server for its greeting: three lights."""
        from labkit.lab.health import check

        return check(self._household.network, self.language)

    def reset(self, exercise: str | None = None) -> Outcome:
        """Empty all mailboxes and devices and go back to nine o'clock. Servers run on.

        With an *exercise*, "03.2", bring it to its start: its prediction stays.
        """
        if exercise is not None:
            return self._start(exercise)
        self._household.reset()
        self._emptied()
        self._shown.forget()
        return Outcome(Notice("lab.was_reset"), self.language)

    def close(self) -> None:
        """Stop the servers. A closed lab stays closed; ``Lab()`` starts a new one."""
        self._shown.clear()
        self._household.close()
        _open_labs.discard(self)


def _calling(method: weakref.WeakMethod[Callable[[], None]]) -> Callable[[], None]:
    """Return a function that calls *method* as long as its object lives."""

    def call() -> None:
        found = method()
        if found is not None:
            found()

    return call
