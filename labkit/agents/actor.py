"""What every action of a device needs: who acts, the way to a server, and the event at its end.

An action runs in the caller's thread and blocks as a mail app does. It ends with ``happened``: then
the world waits until the lab is quiet and notes who holds what.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from typing import TYPE_CHECKING

from labkit.agents.outcome import Outcome
from labkit.agents.surroundings import Doors, Owner, Surroundings
from labkit.agents.trouble import Trouble, explained
from labkit.mail.message import Message
from labkit.records import Notice
from labkit.texts import Language
from labkit.wire.link import Cut

if TYPE_CHECKING:
    from labkit.agents.clients import Line

KNOWN = ("pc", "phone", "laptop", "tablet", "program", "crow")  # who has a word in the texts


class Actor:
    """*name* acts for *owner* at the provider's *doors*.

    ``online`` is whether it has a network; ``synced`` whether its last action brought it in step
    with its mailbox, ``last_sync`` when that was.
    """

    def __init__(self, name: str, owner: Owner, doors: Doors, surroundings: Surroundings) -> None:
        self.name = name
        self.owner = owner
        self.doors = doors
        self.surroundings = surroundings
        self.online = True
        self.synced = False
        self.last_sync: datetime | None = None
        self._spoke = False  # whether the present action has reached a server

    @property
    def language(self) -> Language:
        return self.surroundings.language

    @property
    def host_name(self) -> str:
        """What it calls itself when it says hello."""
        return f"{self.name}.{self.owner.address.rpartition('@')[2]}"

    @property
    def variable(self) -> str:
        """What a notebook calls it: Aya's PC is ``aya``."""
        return "aya" if self.name == "pc" else self.name

    def act(
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
                self.surroundings.happened(self.name, failed)
            raise
        self.surroundings.happened(self.name, event() if callable(event) else event)
        return Outcome(notice, self.language, letters)

    def set_online(self, online: bool) -> None:
        """Plug it in or out."""
        self.online = online
        self.surroundings.network.set_online(self.name, online)

    def line(self, door: tuple[str, int], cut: Cut | None = None) -> Line:
        """Return the way to *door*."""
        from labkit.agents.clients import Line

        return Line(self.surroundings.network, self.name, *door, cut, self.reached)

    def reached(self) -> None:
        """Note that somebody has picked up."""
        self._spoke = True

    def in_step(self) -> None:
        """Note that what the device shows is what the server has now."""
        self.synced = True
        self.last_sync = self.surroundings.now()

    def explained(self, door: tuple[str, int]) -> AbstractContextManager[None]:
        """Turn what goes wrong at *door* into Trouble."""
        place = {"who": self.who(), "host": door[0], "port": door[1]}
        return explained(place, self.language)

    def named(self, octets: bytes) -> tuple[str, Message]:
        """Return a letter's name in the lab, and the message."""
        message = Message(octets, self.surroundings.now())
        return self.surroundings.letter_of(message.message_id), message

    def need_network(self) -> None:
        """Raise Trouble for one that is offline."""
        if not self.online:
            raise self.trouble("trouble.offline")

    def trouble(self, key: str, **values: str | int | Notice) -> Trouble:
        """Return the Trouble called *key*, told of this actor."""
        return Trouble(self.notice(key, **values), self.language)

    def notice(self, key: str, **values: str | int | Notice) -> Notice:
        """Return the sentence *key*, said of this actor."""
        return Notice(key, {"who": self.who(), **values})

    def who(self) -> str | Notice:
        """Return the actor's name as people say it."""
        return Notice(f"device.{self.name}") if self.name in KNOWN else self.name
