"""Letters that a relay is responsible for, and what became of each recipient so far.

RFC 5321 section 4.5.4.1: a letter that can't be handed over now is tried again later, for days.
When is data, on the lab's clock; nothing here waits.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from labkit.agents.delivery_status import Undelivered
from labkit.mail.envelope import Envelope

# RFC 5321 asks for 30 minutes at least and 4 to 5 days in all; many servers are quicker at first.
SCHEDULE = tuple(timedelta(minutes=minutes) for minutes in (15, 30, 60, 120, 240))
GIVE_UP = timedelta(days=5)
MAX_WEIGHT = 64 * 1024 * 1024  # octets in a queue
OVERHEAD = 4096  # octets that a letter costs besides its own

State = Literal["waiting", "deferred", "handed over", "failed"]


@dataclass(slots=True)
class Outcome:
    """How far one recipient's copy has come; *reply* is the last word of *host* on it."""

    recipient: str
    state: State = "waiting"
    reply: str = ""
    host: str = ""

    @property
    def is_open(self) -> bool:
        """True while somebody must still try."""
        return self.state in ("waiting", "deferred")


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try to hand a letter over to a domain's host, and what it said of each recipient."""

    time: datetime
    domain: str
    host: str  # "" if none could be reached
    replies: tuple[tuple[str, str], ...]  # (recipient, reply)


@dataclass(frozen=True, slots=True)
class About:
    """The letter that an error mail is about, and the *station* at *host* that had to give it up.

    Its *outcomes* are shared with the letter itself, so they tell how it stands now.
    """

    letter: str
    station: Literal["submission", "mx"]
    host: str
    outcomes: Mapping[str, Outcome]

    @property
    def is_settled(self) -> bool:
        """True when nobody waits for the letter any more."""
        return not any(outcome.is_open for outcome in self.outcomes.values())


@dataclass(eq=False, slots=True)
class QueuedLetter:
    """A letter in a queue. ``letter`` is its Message-ID, ``next_try`` None when nothing is due.

    ``after`` is the reply with which this server became responsible, and ``session`` where it was
    said; a letter that the server wrote itself has neither. ``bounces`` are the recipients that
    failed for good: whom error mails are about. ``about`` is set in an error mail that takes a
    letter off somebody.
    """

    id: str
    envelope: Envelope
    octets: bytes
    arrived: datetime
    letter: str = ""
    after: str = ""
    session: int | None = None
    held: bool = False  # its session still talks
    next_try: datetime | None = None
    tries: int = 0
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    attempts: list[Attempt] = field(default_factory=list)
    bounces: list[Undelivered] = field(default_factory=list)
    told: int = 0  # so many of them are in an error mail
    warned: bool = False  # its sender knows that it is late
    about: About | None = None

    def __post_init__(self) -> None:
        self.next_try = self.next_try or self.arrived
        self.outcomes = {to: Outcome(to) for to in self.envelope.rcpt_tos}

    @property
    def state(self) -> Literal["held", "waiting", "deferred", "handed over", "failed"]:
        """The letter's as a whole: open as long as one recipient is, then failed if any did."""
        states = {outcome.state for outcome in self.outcomes.values()}
        if self.held:
            return "held"
        for state in ("waiting", "deferred", "failed"):
            if state in states:
                return state
        return "handed over"

    @property
    def open(self) -> list[str]:
        """The recipients that must still be tried."""
        return [to for to, outcome in self.outcomes.items() if outcome.is_open]

    def note(self, recipient: str, state: State, reply: str, host: str, now: datetime) -> None:
        """Note what *host* said of *recipient*, at *now*."""
        outcome = self.outcomes[recipient]
        outcome.state, outcome.reply, outcome.host = state, reply, host
        if state == "failed":
            self.bounces.append(Undelivered(recipient, reply, host, now))

    def reschedule(self, now: datetime) -> None:
        """Count a try, which is over, whether of one domain or several; set when the next is."""
        self.tries += 1
        if not self.open:
            self.next_try = None
            return
        pause = SCHEDULE[min(self.tries, len(SCHEDULE)) - 1]
        self.next_try = min(now + pause, max(self.arrived + GIVE_UP, now + SCHEDULE[0]))

    def is_over(self, now: datetime) -> bool:
        """True when *now* is so late that what can't be handed over has failed."""
        return now - self.arrived >= GIVE_UP


class Queue:
    """A relay's letters by id, the oldest first. One with nobody left to try leaves it."""

    def __init__(self) -> None:
        self._letters: dict[str, QueuedLetter] = {}
        self._weight = 0

    def __len__(self) -> int:
        return len(self._letters)

    def letters(self) -> tuple[QueuedLetter, ...]:
        return tuple(self._letters.values())

    def add(self, letter: QueuedLetter) -> None:
        if letter.id in self._letters:
            raise ValueError(f"two letters with the queue id {letter.id}")
        self._letters[letter.id] = letter
        self._weight += len(letter.octets) + OVERHEAD

    @property
    def has_room(self) -> bool:
        """Whether a letter may come. An error mail may in any case: another leaves for it."""
        return self._weight < MAX_WEIGHT

    def named(self, letter: str | None) -> list[QueuedLetter]:
        """Return the letters with this Message-ID, all for None."""
        return [each for each in self._letters.values() if letter in (None, each.letter)]

    def remove(self, letter: QueuedLetter) -> None:
        if self._letters.pop(letter.id, None) is not None:
            self._weight -= len(letter.octets) + OVERHEAD

    def due(self, now: datetime) -> QueuedLetter | None:
        """Return the letter to try next at *now*, None if nothing is due."""
        ready = [
            letter
            for letter in self._letters.values()
            if not letter.held and letter.next_try is not None and letter.next_try <= now
        ]
        return min(ready, key=lambda letter: letter.next_try or now, default=None)

    @property
    def next_due(self) -> datetime | None:
        """When the next try is due, None if there is none to come."""
        return min(
            (each.next_try for each in self._letters.values() if each.next_try), default=None
        )

    @property
    def held(self) -> bool:
        """True while a letter waits for its session to end."""
        return any(letter.held for letter in self._letters.values())
