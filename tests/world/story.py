"""A lab in which one thing after another is done, and the models that look on after each."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest

from labkit import Lab
from labkit.agents import returns
from labkit.agents.delivery_status import Report
from labkit.agents.outcome import Outcome
from labkit.agents.trouble import Trouble
from labkit.texts import LANGUAGES, tell
from labkit.wire.link import Cut
from labkit.world import scene
from labkit.world.journey import journey
from tests.world.devices_model import DevicesModel
from tests.world.mailbox_model import MailboxModel
from tests.world.retold import retold
from tests.world.wishes_model import Step

PATIENCE = 4.0  # seconds for one action: less than anybody's on the wire, so no wait is hidden
PEOPLE = [person for domain in scene.DOMAINS for person in domain.people]


@dataclass(frozen=True, slots=True)
class Deed:
    """*who* does *what*: a method of a device, the lab, its faults ..., or "set" a setting."""

    who: str
    what: str
    how: tuple[Any, ...] = ()
    named: tuple[tuple[str, Any], ...] = ()

    def done(self, lab: Lab) -> object:
        """Do it in *lab*, and return the Outcome or the Trouble. Nothing else may come of it."""
        others = {"lab": lab, "faults": lab.faults, "program": lab.program, "crow": lab.crow}
        actor = others.get(self.who) or lab._household.devices.get(self.who)
        try:
            if self.who == "cable":  # of a relay: no switch does that
                lab._household.network.outages.cuts[self.what] = _cut(**dict(self.named))
                return None
            if self.what == "set":
                return setattr(actor, *self.how)
            return getattr(actor, self.what)(*self.how, **dict(self.named))
        except Trouble as trouble:
            return trouble


class Story:
    """``deeds`` is what was done since the lab was new, or was reset."""

    def __init__(self) -> None:
        self.lab = Lab("story", "en", keep=True)
        self.household = self.lab._household
        self.world = self.household.world
        self.deeds: list[Deed] = []
        self.was_reset = False
        self.agrees = True  # the models do, so far
        self.mailboxes = MailboxModel(self.world)
        self.devices = DevicesModel(self.household, self.mailboxes)

    def do(self, who: str, what: str, *how: Any, **named: Any) -> object:
        """Let it happen, and look at everything."""
        deed = Deed(who, what, how, tuple(named.items()))
        self.deeds.append(deed)
        self.agrees = False
        began = time.monotonic()
        with self._error_mails_seen():
            outcome = deed.done(self.lab)
        assert time.monotonic() - began < PATIENCE, "somebody waited for what never comes"
        assert self.world.thread.errors == []
        if what == "reset":
            self._begin_anew()
        else:
            self._look(deed, outcome)
        self.agrees = True
        return outcome

    def end(self) -> None:
        """All is mended; six days later nothing is on its way any more."""
        for name in self.household.devices:
            self.do(name, "manual")
        self.do("faults", "clear")
        self.do("lab", "release")
        for name in self.household.devices:
            self.do(name, "replace")
            self.do(name, "disconnect")
            self.do(name, "sync")
        self.do("lab", "wait", days=6)
        assert self.world.queue() == ()

    def record(self, said_by: str = "CS") -> list[object]:
        """Return what must be the same wherever the same is done: events, rows, and each line."""
        world = self.world
        lines = [line for session in world.sessions() for line in world.lines(session.id)]
        people = [world.mailbox(person) for person in PEOPLE]
        said = [line for line in lines if line.direction in said_by]
        return [*retold(world), *said, *people, world.queue()]

    def close(self) -> None:
        self.lab.close()
        assert self.world.thread.errors == []

    def _begin_anew(self) -> None:
        self.deeds.clear()
        self.was_reset = True
        self.mailboxes.begin()
        assert not any(shelf.letters for shelf in self.mailboxes.boxes.values())
        self.devices.begin()

    def _look(self, deed: Deed, outcome: object) -> None:
        if isinstance(outcome, Outcome | Trouble):
            for language in LANGUAGES:
                assert tell(language, outcome.notice)
        about = str(deed.how[0]) if deed.how else ""
        restored = scene.person(about) if deed.what == "restore" else None
        self.mailboxes.check(restored.address if restored else "")
        who = about if deed.who == "faults" and about in self.household.devices else deed.who
        self.devices.check(Step(who, deed.what, about, outcome, deed.how, dict(deed.named)))
        self._check_journeys()

    def _check_journeys(self) -> None:
        """Where a letter with one recipient waits, there the journey says it is."""
        recipients = Counter(letter for letter, _ in self.mailboxes.ways)
        for (letter, _), way in self.mailboxes.ways.items():
            alone = recipients[letter] == way.submitted == way.waiting.total() == 1
            if alone and way.taken == way.waiting[scene.RELAY]:
                name, world = self.world.letter_of(letter), self.world
                told = journey(name, world.hops(name), (), world.stored(name))
                [station] = [each.role for each in told.stations if each.responsible]
                assert station == ("mx" if way.waiting[scene.RELAY] else "submission"), name

    @contextmanager
    def _error_mails_seen(self) -> Iterator[None]:
        written = returns.error_mail

        def noted(report: Report, now: datetime, *rest: Any) -> bytes:
            octets = written(report, now, *rest)
            self.mailboxes.write(report, octets)
            return octets

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(returns, "error_mail", noted)
            yield


def _cut(before: str = "", **place: Any) -> Cut:
    if not before:
        return Cut(**place)
    return Cut(before=lambda line: line.upper().startswith(before.encode()), **place)
