"""A device: one person's mail app (MUA) with a store of its own. What all devices share.

What a device holds changes only by its own actions; nothing here looks into a server. An action
runs in the caller's thread and blocks as a mail app does. It ends with ``happened``: then the world
waits until the lab is quiet and notes who holds what.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from labkit.agents.held import Held, listing
from labkit.agents.surroundings import Doors, Owner, Surroundings
from labkit.agents.trouble import Trouble, explained
from labkit.agents.writing import Address, draft_of, handed_in, recipients
from labkit.records import DeviceState, Draft, LetterRow, Notice, Protocol, Tile
from labkit.texts import Language, tell
from labkit.wire.link import Cut

if TYPE_CHECKING:
    from labkit.agents.clients import Line

KNOWN = ("pc", "phone", "laptop", "tablet")  # devices that have a word in the texts


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an action. In a notebook it shows as one sentence, in the lab's language."""

    notice: Notice
    language: Language = "en"
    letters: tuple[str, ...] = ()  # the letters it was about

    def __repr__(self) -> str:
        return tell(self.language, self.notice)


class Device(ABC):
    """``online`` and ``last_sync`` are for looking at; the methods change them.

    ``synced`` says whether the last action brought the device in step with its mailbox.
    """

    protocol: ClassVar[Protocol]

    def __init__(self, name: str, owner: Owner, doors: Doors, surroundings: Surroundings) -> None:
        self.name = name
        self.owner = owner
        self.doors = doors
        self.online = True
        self.synced = False
        self.last_sync: datetime | None = None
        self._surroundings = surroundings
        self._spoke = False  # whether the present action has reached a server

    def __repr__(self) -> str:
        return f"<{self.name}: {self.owner.address}, {self.protocol}>"

    def send(
        self,
        to: Address | None = None,
        subject: str | None = None,
        body: str | None = None,
        cc: Address = (),
        bcc: Address = (),
    ) -> Outcome:
        """Write a letter and hand it in by SMTP; raise Trouble if nobody gets it.

        Without *to* it goes to the usual correspondent, without *subject* it is about a topic of
        the lab's; the subject always begins with the letter's name.
        """
        from labkit.mail.compose import compose

        to = self.owner.writes_to if to is None else to
        language = self._surroundings.language
        draft = draft_of(to, subject, body, cc, bcc, language)
        if not self.online:
            raise self._offline()
        new = self._surroundings.new_letter(self.owner.address)
        draft = handed_in(draft, new.letter, new.topic, self.owner.name)
        now = self._surroundings.now()
        octets = compose(draft, self.owner.address, self.owner.name, now, new.message_id)
        event = self._notice("event.send", letter=new.letter)
        return self._act(event, lambda: self._submit(draft, new.letter, octets), (new.letter,))

    def go_offline(self) -> Outcome:
        """Unplug the device; what it is saying at that moment is lost."""
        self.online = False
        self._surroundings.network.set_online(self.name, False)
        return self._act(
            self._notice("event.go_offline"), lambda: self._notice("device.went_offline")
        )

    def go_online(self) -> Outcome:
        """Plug the device in again. It asks nobody anything until it is told to."""
        self.online = True
        self._surroundings.network.set_online(self.name, True)
        return self._act(
            self._notice("event.go_online"), lambda: self._notice("device.went_online")
        )

    def erase(self) -> None:
        """Make the device as it was when new: online and empty. No event, for it is a reset."""
        self.online = True
        self._surroundings.network.set_online(self.name, True)
        self.synced = False
        self.last_sync = None
        self._empty()

    @abstractmethod
    def _empty(self) -> None:
        """Throw away everything that is held, and set the settings as they were at first."""

    @abstractmethod
    def get(self) -> Outcome:
        """Ask the server for what is new."""

    def sync(self) -> Outcome:
        """Ask the server for what is new: IMAP apps call it so, POP3 apps say ``get``."""
        return self.get()

    @abstractmethod
    def open(self, letter: str) -> Outcome:
        """Read *letter*; it counts as read from then on."""

    @abstractmethod
    def forget(self) -> Outcome:
        """Forget what the device knew of the server."""

    @abstractmethod
    def held(self) -> Sequence[Held]:
        """Return what the device holds, in the order of its list."""

    @abstractmethod
    def settings(self) -> tuple[str, ...]:
        """Return what the settings make the device do, as keys of the texts."""

    def tiles(self) -> tuple[Tile, ...]:
        """Return what the device holds, as pictures show it."""
        return tuple(held.tile() for held in self.held())

    def letters(self) -> tuple[LetterRow, ...]:
        """Return what the device holds, as its screen shows it."""
        return tuple(held.row() for held in self.held())

    def state(self) -> DeviceState:
        """Return the device as its panel shows it."""
        return DeviceState(
            self.name,
            self.owner.name,
            self.protocol,
            self.online,
            self.letters(),
            self.last_sync,
            self.settings(),
        )

    def _act(
        self,
        event: Notice | Callable[[], Notice],
        work: Callable[[], Notice],
        letters: tuple[str, ...] = (),
    ) -> Outcome:
        """Do *work* and tell the world of *event*, also when it failed after reaching a server.

        An *event* that depends on how the work went is given as a function.
        """
        self.synced = self._spoke = False
        try:
            notice = work()
        except Trouble:
            # An action that reached nobody has changed nothing: a typing error is no event.
            if self._spoke:
                failed = Notice("event.failed", {"what": event() if callable(event) else event})
                self._surroundings.happened(self.name, failed)
            raise
        self._surroundings.happened(self.name, event() if callable(event) else event)
        return Outcome(notice, self._surroundings.language, letters)

    def _submit(self, draft: Draft, letter: str, octets: bytes) -> Notice:
        from labkit.agents.submitting import submit

        host = self.doors.smtp[0]
        domain = self.owner.address.rpartition("@")[2]
        line = self._line(self.doors.smtp)
        login = (self.owner.address, self.owner.password)
        with self._explained(self.doors.smtp):
            taken, refused = submit(line, f"{self.name}.{domain}", login, recipients(draft), octets)
        key = "device.sent_in_part" if refused else "device.sent"
        values = {"host": host, "recipients": ", ".join(taken)}
        return self._notice(key, letter=letter, reply=refused, **values)

    def _line(self, door: tuple[str, int], cut: Cut | None = None) -> Line:
        from labkit.agents.clients import Line

        return Line(self._surroundings.network, self.name, *door, cut, self._reached)

    def _reached(self) -> None:
        self._spoke = True

    def _explained(self, door: tuple[str, int]) -> AbstractContextManager[None]:
        place = {"who": self._who(), "host": door[0], "port": door[1]}
        return explained(place, self._surroundings.language)

    def _in_step(self) -> None:
        """Note that what the device shows is what the server has now."""
        self.synced = True
        self.last_sync = self._surroundings.now()

    def _find(self, letter: str) -> Held:
        """Return the letter called *letter*, on the first shelf that has it."""
        name = str(letter).strip().upper()
        everything = self.held()
        found = next((held for held in everything if held.letter == name), None)
        if found is None:
            names = listing(list(dict.fromkeys(held.letter for held in everything)))
            key = "trouble.no_letter" if names else "trouble.no_letters"
            raise self._trouble(key, letter=name[:20], names=names)
        return found

    def _offline(self) -> Trouble:
        return self._trouble("trouble.offline")

    def _trouble(self, key: str, **values: str | int | Notice) -> Trouble:
        notice = self._notice(key, **values)
        return Trouble(notice, self._surroundings.language)

    def _notice(self, key: str, **values: str | int | Notice) -> Notice:
        return Notice(key, {"who": self._who(), **values})

    def _who(self) -> str | Notice:
        return Notice(f"device.{self.name}") if self.name in KNOWN else self.name
