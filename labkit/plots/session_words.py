"""What there is to say of a session as a whole: when, how much, and what is odd about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from labkit.plots.names import clock_time, listed
from labkit.records import Protocol, SessionRecord
from labkit.texts import Language, say

GOODBYES: Final[Mapping[Protocol, str]] = {"SMTP": "QUIT", "POP3": "QUIT", "IMAP": "LOGOUT"}


def head(record: SessionRecord, language: Language) -> str:
    """Return number, times, octets each way and letters of a session, in one line."""
    start, end = clock_time(record.started), clock_time(record.ended)
    up, down, letters = record.client_octets, record.server_octets, record.letters
    words = [
        say(language, "ladder.session", number=record.id),
        say(language, "ladder.times" if end else "ladder.since", start=start, end=end),
        say(language, "wire.label.octets", up=up, down=down),
        say(language, "ladder.letter_one" if letters == 1 else "ladder.letters", count=letters),
    ]
    return listed(language, words, "ladder.head")


def warnings(record: SessionRecord, language: Language) -> list[str]:
    """Return what is odd about a session, a sentence each."""
    found = oddities(record, language)
    if record.end in ("cut", "closed"):
        goodbye = GOODBYES[record.protocol]
        found.insert(
            bool(record.bare_lines), say(language, "wire.warning.goodbye", goodbye=goodbye)
        )
    return found


def oddities(record: SessionRecord, language: Language) -> list[str]:
    """Return what is odd about a session besides how it ended, a sentence each."""
    found = []
    if record.bare_lines:
        key = "wire.warning.bare_one" if record.bare_lines == 1 else "wire.warning.bare"
        found.append(say(language, key, count=record.bare_lines))
    if record.lost_octets:
        found.append(say(language, "wire.warning.lost", count=record.lost_octets))
    if record.end == "dropped":
        found.append(say(language, "wire.warning.dropped"))
    return found
