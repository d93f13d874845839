"""Just enough of RFC 5322 section 2.2 for servers: which fields a letter has, and adding some.

Servers look at octets and change none that they needn't: strict here, a header ends with the first
line that is no field. What a field says is read by the tolerant ``labkit.mail.header``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_FIELD = re.compile(rb"(?P<name>[!-9;-~]+)[ \t]*:[^\r\n]*(?:\r\n[ \t][^\r\n]*)*\r\n")


def fields(letter: bytes) -> Iterator[re.Match[bytes]]:
    """Yield the header fields of *letter*: matches with a "name"."""
    place = 0
    while match := _FIELD.match(letter, place):
        yield match
        place = match.end()


def count(letter: bytes, name: str) -> int:
    """Return how many fields *name* there are in *letter*."""
    wanted = name.lower().encode()
    return sum(field["name"].lower() == wanted for field in fields(letter))


def without(letter: bytes, name: str) -> bytes:
    """Return *letter* with every field *name* left out."""
    wanted = name.lower().encode()
    kept, end, found = [], 0, False
    for field in fields(letter):
        if field["name"].lower() != wanted:
            kept.append(field[0])
        else:
            found = True
        end = field.end()
    return b"".join([*kept, memoryview(letter)[end:]]) if found else letter


def with_blank_line(letter: bytes) -> bytes:
    """Return *letter* with an empty line after its header, where something else follows.

    A letter typed without any header begins with its text; the fields that servers put on top
    would run into it.
    """
    end = 0
    for field in fields(letter):
        end = field.end()
    if letter[end : end + 2] == b"\r\n":
        return letter
    return letter[:end] + b"\r\n" + letter[end:]
