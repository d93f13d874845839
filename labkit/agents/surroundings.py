"""What a device is given: its owner, the provider's doors, and the lab around it. No behaviour."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from labkit.records import Notice
from labkit.texts import Language
from labkit.wire.network import Network


@dataclass(frozen=True, slots=True)
class Owner:
    """The person whose device it is. *writes_to* gets a letter when no address is named."""

    address: str
    name: str
    password: str = field(repr=False)
    writes_to: str


@dataclass(frozen=True, slots=True)
class Doors:
    """The provider's hosts and the roles' real ports, as a mail app's settings name them."""

    smtp: tuple[str, int]
    pop: tuple[str, int]
    imap: tuple[str, int]


class NewLetter(Protocol):
    """What a letter gets from the lab when it is written."""

    @property
    def letter(self) -> str:
        """Its name in the lab, "A"."""

    @property
    def message_id(self) -> str:
        """With its angle brackets."""

    @property
    def topic(self) -> str:
        """What it is about when the writer doesn't say: drawn from the lab's seed."""


class Surroundings(Protocol):
    """What a device knows of the lab around it."""

    @property
    def network(self) -> Network:
        """The way to the servers."""

    @property
    def language(self) -> Language:
        """The language in which an outcome is told."""

    def now(self) -> datetime:
        """Return the lab's time."""

    def new_letter(self, sender: str) -> NewLetter:
        """Return the next letter's name and ids, in order of writing."""

    def letter_of(self, message_id: str) -> str:
        """Return the name of the letter with this Message-ID; "?" for one that has none.

        A letter from elsewhere gets the next name.
        """

    def settle(self) -> None:
        """Return when nothing is on the way: whoever speaks next speaks alone."""

    def happened(self, who: str, what: Notice) -> None:
        """Note that *who* has ended an action; its connections are closed."""
