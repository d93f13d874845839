"""Octets as they passed: what can be printed as it is, CR and LF drawn, all else in hexadecimal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element, SubElement

_PIECES: Final = re.compile(rb"[\x20-\x7e]+|[^\x20-\x7e]")
_NAMES: Final = {b"\r": "CR", b"\n": "LF", b"\t": "TAB"}
MASKED: Final = "••••"


def pieces(octets: bytes) -> Iterator[tuple[str, bool]]:
    r"""Yield text that can be printed, and each other octet by its name (True with it).

    >>> list(pieces(b"NOOP\x00\r\n"))
    [('NOOP', False), ('00', True), ('CR', True), ('LF', True)]
    """
    for found in _PIECES.findall(octets):
        if found.isascii() and found.decode("ascii").isprintable():
            yield found.decode("ascii"), False
        else:
            yield _NAMES.get(found, f"{found[0]:02X}"), True


def written(octets: bytes | None) -> str:
    r"""Return *octets* in one line of plain text; a secret is masked.

    >>> written(b"NOOP\r\n")
    'NOOP[CR][LF]'
    """
    if octets is None:
        return MASKED
    return "".join(f"[{text}]" if named else text for text, named in pieces(octets))


def draw(parent: Element, octets: bytes | None) -> None:
    """Append *octets* as one line of HTML: what has no character stands in a box."""
    row = SubElement(parent, "code", {"class": "labkit-raw"})
    row.tail = "\n"
    last: Element | None = None
    for text, named in [(MASKED, False)] if octets is None else pieces(octets):
        if named:
            last = SubElement(row, "b")
            last.text = text
        elif last is None:
            row.text = text
        else:
            last.tail = text
