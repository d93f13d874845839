"""What was said in an SMTP session, envelope by envelope (RFC 5321 section 3.3)."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from labkit.lessons.evidence import Evidence, Talk
from labkit.records import Hop

_PATH = re.compile(r"<([^>]*)>")
_SIZE = re.compile(r"\bSIZE=(\d+)", re.IGNORECASE)


@dataclass(slots=True)
class Transaction:
    """One envelope and what was answered: ``reply`` to MAIL, codes to each recipient.

    ``size`` is what MAIL declared, 0 for nothing; ``taken`` is whether the letter was.
    """

    reply: str
    size: int = 0
    accepted: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)  # address -> code
    taken: bool = False


def exchanges(talk: Talk) -> Iterator[tuple[str, str]]:
    """Yield each command of an SMTP session with the code that answered it.

    The letter itself is the command ".".
    """
    asked: deque[str] = deque()
    in_letter = False
    for line in talk.heard if talk.record.protocol == "SMTP" else ():
        who, text = line[0], line[3:]
        if who == "C" and in_letter:
            if text == ".":
                in_letter = False
                asked.append(".")
        elif who == "C":
            asked.append(text)
        elif text[3:4] != "-" and asked:  # the last line of a reply; the greeting answers nothing
            in_letter = text.startswith("354")
            yield asked.popleft(), text[:3]


def transactions(talk: Talk) -> tuple[Transaction, ...]:
    """Return the envelopes of *talk*, those too that were refused at MAIL."""
    found: list[Transaction] = []
    for command, code in exchanges(talk):
        verb, path = command.split(" ")[0].upper(), _PATH.search(command)
        if verb == "MAIL":
            size = _SIZE.search(command)
            found.append(Transaction(code, int(size[1]) if size else 0))
        elif verb == "RCPT" and path and found:
            if code.startswith("2"):
                found[-1].accepted.append(path[1])
            else:
                found[-1].refused[path[1]] = code
        elif command == "." and found:
            found[-1].taken = code.startswith("2")
    return tuple(found)


def brought(seen: Evidence, talk: Talk) -> list[str]:
    """Return the letters that first met a server in *talk* and have reached a mailbox since."""
    letters = dict.fromkeys(hop.letter for hop in seen.hops if hop.session == talk.id)
    ways = {letter: seen.way(letter) for letter in letters}
    return [
        each for each, way in ways.items() if way[0].session == talk.id and any(map(_filed, way))
    ]


def filed(seen: Evidence, talk: Talk) -> set[str]:
    """Return the addresses into whose mailboxes went what was handed over in *talk*."""
    return {hop.recipient for hop in seen.hops if hop.session == talk.id and _filed(hop)}


def _filed(hop: Hop) -> bool:
    return (hop.station, hop.state) == ("mailbox", "stored")
