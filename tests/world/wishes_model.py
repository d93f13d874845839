"""Whether servers were asked for what people wanted, all of it and nothing else.

A sync asks for no change, an expunge for that of one letter. What was changed on an IMAP device
offline is asked for at its next visit, or the person is told that it came too late.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from labkit.agents.device import Device
from labkit.agents.outcome import Outcome
from labkit.records import Notice
from labkit.world.household import Household
from tests.world.mailbox_model import MailboxModel
from tests.world.wire_reading import Asked, message_id

# What a device asks for, by what is done on it; the flags it sets.
FLAGS = {
    "open": "\\Seen", "mark": "\\Deleted", "expunge": "\\Deleted", "delete_all": "\\Deleted",
    "edit_draft": "\\Deleted", "send_draft": "\\Deleted", "answer": "\\Answered",
    "forward": "$Forwarded", "unmark": "\\Deleted", "child": "\\Deleted",
}  # fmt: skip
ASKS: dict[str, set[str]] = {
    "flag": set(FLAGS) - {"unmark"},
    "unflag": {"unmark"},
    "remove": {"expunge", "delete_all", "child", "edit_draft", "send_draft"},
    "move": {"move", "trash"},
    "file": {"upload", "send", "answer", "forward", "send_draft", "save_draft", "edit_draft"},
}
OF_ONE_LETTER = {"open", "mark", "unmark", "expunge", "edit_draft", "send_draft", "answer",
                 "forward", "move", "trash"}  # fmt: skip
OFFLINE = {"device.later", "device.opened_offline"}
DEEDS = {"open": "flag", "mark": "flag", "unmark": "unflag", "expunge": "remove",
         "move": "move", "trash": "move"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """What was done: *who* did *what* to *letter*, how, and what came of it."""

    who: str
    what: str
    letter: str = ""  # or whatever else it was about
    outcome: object = None
    how: tuple[object, ...] = ()
    named: Mapping[str, object] = field(default_factory=dict)


@dataclass(slots=True)
class Wish:
    """A change made offline: *what* to the letter at *place*, where the server has it."""

    what: str
    letter: str
    place: tuple[str, int]  # mailbox, UID
    target: str = ""
    was_asked: bool = False  # in a visit that broke off

    def is_met_by(self, fact: Asked) -> bool:
        flags = {FLAGS[self.what]} if self.what in ("open", "mark", "unmark") else set()
        asked = ((fact.box, fact.uid), fact.kind, fact.target)
        return asked == (self.place, DEEDS[self.what], self.target) and flags <= fact.flags

    def allows(self, fact: Asked) -> bool:
        marks = self.what == "expunge" and fact.kind == "flag" and fact.flags == {"\\Deleted"}
        return self.is_met_by(fact) or (marks and (fact.box, fact.uid) == self.place)


@dataclass(frozen=True, slots=True)
class View:
    """One row of what an IMAP device showed before the step, and where the server has it."""

    letter: str
    place: tuple[str, int]


class WishesModel:
    """What the devices of *household* want, beside what *mailboxes* has read off the wire."""

    def __init__(self, household: Household, mailboxes: MailboxModel) -> None:
        self._household = household
        self._mailboxes = mailboxes
        self.old_numbers: dict[str, bool] = {}
        self.mislabelled: dict[str, bool] = {}
        self._wishes: dict[str, list[Wish]] = {}
        self._owed: dict[str, set[str]] = {}  # letters of which a person must hear: too late
        self._perhaps: dict[str, set[str]] = {}  # of which a person may hear
        self._views: dict[str, list[View]] = {}
        self._online: dict[str, bool] = {}
        self._protocols: dict[str, str] = {}

    def begin(self) -> None:
        """Begin with devices as new."""
        for name in self._household.devices:
            self.old_numbers[name] = self.mislabelled[name] = False
            self._wishes[name] = []
            self._owed[name], self._perhaps[name] = set(), set()
        self.look()

    def look(self) -> None:
        """Remember what everybody shows: the next deed is about that."""
        for name, device in self._household.devices.items():
            self._online[name] = device.online
            self._protocols[name] = device.protocol
            self._views[name] = []
            for shelf in device.shelves.values():
                for held in shelf.held():
                    move = shelf.arriving.get(held)
                    there = held if move is None else move.held
                    view = View(held.letter, (there.shelf, int(there.key)))
                    self._views[name].append(view)

    def check(self, step: Step, acted: set[str]) -> None:
        """Look at what was asked for in *step*; *acted* are those of whom an event tells."""
        self._note_wishes(step)
        asked = [f for f in self._mailboxes.facts if isinstance(f, Asked)]
        for name, device in self._household.devices.items():
            mine = [fact for fact in asked if fact.who == name]
            if not self.mislabelled[name]:
                for fact in mine:
                    assert self._is_wanted(fact, step, device), f"{name}, {step}: {fact}"
            if name in acted and device.protocol == "IMAP":
                self._check_wishes(name, device, mine)
            if step.who == name:
                self._check_told(step, name)

    def drops_view(self, step: Step) -> bool:
        """Whether a device has thrown away in *step* what it showed by IMAP."""
        device = self._household.devices.get(step.who)
        if device is None or not isinstance(step.outcome, Outcome):
            return False
        switched = device.protocol != self._protocols[step.who]
        forgot = step.what == "forget" and device.protocol == "IMAP"
        return step.what in ("lose", "replace") or switched or forgot

    # --- what was asked for ----------------------------------------------------------------------

    def _is_wanted(self, fact: Asked, step: Step, device: Device) -> bool:
        if fact.kind == "retrieve" or any(w.allows(fact) for w in self._wishes[device.name]):
            return True
        if fact.kind == "delete":
            asks = step.who == device.name and step.what in ("get", "disconnect", "manual")
            return asks or not device.leave_on_server or device.keep_days is not None
        if step.who != device.name or step.what not in ASKS[fact.kind]:
            return False
        if fact.kind == "flag" and FLAGS[step.what] not in fact.flags:
            return False
        if step.what not in OF_ONE_LETTER or fact.kind == "file":
            return True
        return self._letter_of(fact) == step.letter

    def _letter_of(self, fact: Asked) -> str:
        octets = self._mailboxes.ever.get(((fact.person, fact.box), fact.validity, fact.uid), b"")
        return self._household.world.letter_of(message_id(octets)) if octets else "?"

    # --- offline ---------------------------------------------------------------------------------

    def _note_wishes(self, step: Step) -> None:
        device = self._household.devices.get(step.who)
        if device is None:
            return
        if not isinstance(step.outcome, Outcome):
            if step.what in ("delete_all", "child") and device.protocol == "IMAP":
                for view in self._views[step.who]:  # what a broken line spares may go later
                    self._wish(step.who, Wish("expunge", view.letter, view.place, was_asked=True))
            return
        if self.drops_view(step):
            self._wishes[step.who].clear()
            self._perhaps[step.who] |= self._owed[step.who]
            self._owed[step.who].clear()
        if device.protocol == "POP3" or self._online[step.who]:
            return
        views = self._views[step.who]
        if step.what in ("delete_all", "child"):
            for view in views:
                self._wish(step.who, Wish("expunge", view.letter, view.place))
        elif step.outcome.notice.key in OFFLINE:
            view = next(view for view in views if view.letter == step.letter)
            target = "Trash" if step.what == "trash" else ""
            target = str(step.how[1]) if step.what == "move" else target
            self._wish(step.who, Wish(step.what, view.letter, view.place, target))

    def _wish(self, name: str, wish: Wish) -> None:
        """Until the visit a letter lies where it did: the last word on its place counts."""
        wishes = self._wishes[name]
        if DEEDS[wish.what] in ("move", "remove"):
            wishes[:] = [w for w in wishes if w.place != wish.place or DEEDS[w.what] != "move"]
        if wish.target != wish.place[0]:
            wishes.append(wish)

    def _check_wishes(self, name: str, device: Device, asked: list[Asked]) -> None:
        """A visit that went well has met each wish, or the person is told that it can't be."""
        wishes = self._wishes[name]
        if self.mislabelled[name]:
            wishes.clear()
            self._perhaps[name] |= self._owed[name]
            self._owed[name].clear()
        for wish in tuple(wishes):
            if any(wish.is_met_by(fact) for fact in asked):
                if device.synced:
                    wishes.remove(wish)
                wish.was_asked = True
            elif device.synced:
                wishes.remove(wish)
                self._note_unmet(name, device, wish)

    def _note_unmet(self, name: str, device: Device, wish: Wish) -> None:
        (self._perhaps if wish.was_asked else self._owed)[name].add(wish.letter)
        box, uid = wish.place
        shelf = self._mailboxes.boxes.get((device.owner.address, box))
        if not self.old_numbers[name] and shelf is not None and not wish.was_asked:
            assert uid not in shelf.letters, f"{name} forgot {wish}"

    def _check_told(self, step: Step, name: str) -> None:
        """Each conflict is told, once, to who looks at the device."""
        if not isinstance(step.outcome, Outcome):
            return
        told = set(_conflicts(step.outcome.notice))
        assert told <= self._owed[name] | self._perhaps[name], f"{told}: there was no conflict"
        if step.what in ("sync", "get"):
            assert self._owed[name] <= told, f"{name} said nothing of {self._owed[name]}"
        self._owed[name] -= told
        self._perhaps[name] -= told


def _conflicts(notice: Notice) -> list[str]:
    if notice.key == "device.with_conflicts":
        return str(notice.values["letters"]).split(", ")
    inner = [value for value in notice.values.values() if isinstance(value, Notice)]
    return [name for each in inner for name in _conflicts(each)]
