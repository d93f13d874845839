"""Where the lab's names and numbers come from: the same seed gives the same ones everywhere.

Each kind draws from a stream of its own, so that one more queue id doesn't change the subjects.
"""

from __future__ import annotations

import os
import random
from dataclasses import dataclass

from labkit.world.scene import TOPICS

DEFAULT_SEED = "labkit"
MAX_LETTERS = 100_000  # names for letters from elsewhere
MAX_ID = 998  # characters of a Message-ID: a line of RFC 5322 (section 2.1.1)


def seed_of_environment() -> str:
    """Return ``LABKIT_SEED``, with which an instructor gives each seat letters of its own."""
    return os.environ.get("LABKIT_SEED") or DEFAULT_SEED


@dataclass(frozen=True, slots=True)
class NewLetter:
    """What a letter gets when it is written; *letter* is its name in the lab, "A"."""

    letter: str
    message_id: str
    topic: str


class Identity:
    """Gives letters' names, Message-IDs, queue ids and topics, in a fixed order for each *seed*."""

    def __init__(self, seed: str) -> None:
        self._written = 0
        self._message_ids = random.Random(f"{seed}:message-id")
        self._queue_ids = random.Random(f"{seed}:queue-id")
        self._last_ids: dict[str, None] = {}
        self._tokens = random.Random(f"{seed}:error-mail")
        self._topics = random.Random(f"{seed}:topic").sample(TOPICS, len(TOPICS))
        self._letters: dict[str, str] = {}  # Message-ID -> the letter's name

    def new_letter(self, sender: str) -> NewLetter:
        """Return the next letter's name and ids, for mail that *sender* writes."""
        topic, letter = self.next_topic, self._next_name()
        domain = sender.rpartition("@")[2]
        message_id = f"<{self._message_ids.getrandbits(40):010x}@{domain}>"
        self._letters[message_id] = letter
        return NewLetter(letter, message_id, topic)

    def letter_of(self, message_id: str) -> str:
        """Return the name of a letter; one that came from elsewhere gets the next name.

        Programs from outside may bring any number of them, and ids of any size: some stay "?".
        """
        name = self._letters.get(message_id)
        if name is None:
            if len(self._letters) >= MAX_LETTERS or len(message_id) > MAX_ID:
                return "?"
            name = self._letters[message_id] = self._next_name()
        return name

    def message_id(self, letter: str) -> str:
        """Return the Message-ID of the letter with this name, "" if there is none."""
        return next((id for id, name in self._letters.items() if name == letter), "")

    @property
    def next_topic(self) -> str:
        """What the next letter will be about, unless its writer says otherwise."""
        return self._topics[self._written % len(self._topics)]

    @property
    def letters(self) -> tuple[str, ...]:
        """The names given so far, in their order."""
        return tuple(self._letters.values())

    def queue_id(self) -> str:
        """Return the next id under which a relay keeps a letter: never one of the last ones."""
        id = f"{self._queue_ids.getrandbits(28):07X}"
        while id in self._last_ids:
            id = f"{self._queue_ids.getrandbits(28):07X}"
        self._last_ids[id] = None
        if len(self._last_ids) > MAX_LETTERS:
            del self._last_ids[next(iter(self._last_ids))]
        return id

    def error_token(self) -> str:
        """Return the word that a new error mail is known by."""
        return f"error-{self._tokens.getrandbits(40):010x}"

    def _next_name(self) -> str:
        self._written += 1
        return letter_name(self._written - 1)


def letter_name(number: int) -> str:
    """Return the name of letter *number*, counted from 0.

    >>> [letter_name(number) for number in (0, 25, 26, 27)]
    ['A', 'Z', 'AA', 'AB']
    """
    name = ""
    while number >= 0:
        number, digit = divmod(number, 26)
        name = chr(ord("A") + digit) + name
        number -= 1
    return name
