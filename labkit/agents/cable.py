"""A cable to be pulled where a word is said: the wire knows places in octets and lines alone."""

from __future__ import annotations

import re
from collections.abc import Callable

from labkit.records import Direction
from labkit.wire.link import Cut

# An SMTP reply that goes on: "250-SIZE 1000".
_CONTINUED = re.compile(rb"\A([0-9]{3})-")


def verb_of(said: str) -> str:
    """Return the word by which a line is known, "" if there is none.

    >>> verb_of("mail from"), verb_of("UID FETCH")
    ('MAIL', 'FETCH')
    """
    words = said.upper().split()
    if not words:
        return ""
    return words[words[0] == "UID" and len(words) > 1]


def before(verb: str, direction: Direction = "C") -> Cut:
    """Return the cut before the first line that begins with *verb*, in capitals.

    An IMAP tag and "UID" before it don't count. *direction* is who says it.
    """
    words = verb if direction == "C" else f"{verb} {direction}"
    return Cut(direction, before=_begins_with(verb.encode()), words=words)


def _begins_with(wanted: bytes) -> Callable[[bytes], bool]:
    def begins(line: bytes) -> bool:
        words = _CONTINUED.sub(rb"\1 ", line.upper()).split()[:3]
        return wanted in (words[:2] if b"UID" not in words[:2] else words)

    return begins
