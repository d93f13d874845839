"""The fields of a header, as octets: where the header ends, where each field does, unfolding.

    header = *field [empty-line]
    field  = name ":" value *(line-end WSP value) line-end     ; RFC 5322 section 2.2

Tolerant: a line may end with a bare LF; a line that is no field is kept as one without a name, so
that the raw fields joined are always the header again.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_EMPTY_LINE = re.compile(rb"\n\r?\n")
# Group 1 is the raw field, 2 its name: what has no colon, or begins with a space, has no name.
_FIELD = re.compile(rb"((?:([^ \t\n:][^\n:]*):)?[^\n]*(?:\n[ \t][^\n]*)*\n?)")
_FOLD = re.compile(rb"\r?\n(?=[ \t])")
_LINE_BREAK = re.compile(rb"\r\n|[\r\n]")


class HeaderField(NamedTuple):
    """One field: *name* as it is written, *raw* the whole of it with folding and line end."""

    name: bytes
    raw: bytes

    @property
    def value(self) -> bytes:
        """What stands after the colon, unfolded, without spaces around it."""
        return unfold(self.raw.partition(b":")[2])


def body_start(octets: bytes, start: int = 0, end: int | None = None) -> int:
    """Return where the body begins: after the first empty line, at *end* if there is none.

    >>> body_start(b"Subject: hi\\r\\n\\r\\nHello")
    15
    """
    if end is None:
        end = len(octets)
    if octets.startswith((b"\r\n", b"\n"), start, end):
        return octets.index(b"\n", start) + 1
    found = _EMPTY_LINE.search(octets, start, end)
    return found.end() if found else end


def fields(octets: bytes, start: int = 0, end: int | None = None) -> tuple[HeaderField, ...]:
    """Return the fields between *start* and *end*, which may include the empty line at the end."""
    header = octets[start:end]
    if header.endswith((b"\n\r\n", b"\n\n")) or header in (b"\r\n", b"\n"):
        header = header[: -2 if header.endswith(b"\r\n") else -1]
    # RFC 5322 section 4.5 once allowed spaces between name and colon.
    return tuple([HeaderField(name.rstrip(), raw) for raw, name in _FIELD.findall(header) if raw])


def unfold(value: bytes) -> bytes:
    """Return *value* as one line (RFC 5322 section 2.2.3): the line breaks go, the spaces stay.

    A line break where none may be, a bare CR for example, becomes a space.
    """
    if b"\n" in value or b"\r" in value:
        value = _LINE_BREAK.sub(b" ", _FOLD.sub(b"", value))
    return value.strip(b" \t")


def first(header: tuple[HeaderField, ...], name: bytes) -> bytes | None:
    """Return the value of the first field called *name* (lower case), None if there is none."""
    for field in header:
        if field.name.lower() == name:
            return field.value
    return None


def every(header: tuple[HeaderField, ...], name: bytes) -> list[bytes]:
    """Return the values of all fields called *name* (lower case)."""
    return [field.value for field in header if field.name.lower() == name]
