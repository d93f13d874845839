"""Octets as an IMAP string: quoted where that can be, else a literal. RFC 3501 sections 4.3, 9."""

from __future__ import annotations

import re

_QUOTABLE = re.compile(rb"[^\x00\r\n\x80-\xff]*")


def nstring(octets: bytes | None) -> bytes:
    """Return *octets* as a string, None as NIL."""
    return b"NIL" if octets is None else string(octets)


def string(octets: bytes) -> bytes:
    """Return *octets* as a string; NUL, which no IMAP string may hold, becomes "?".

    >>> string(b'say "hi"')
    b'"say \\\\"hi\\\\""'
    """
    if _QUOTABLE.fullmatch(octets):
        if b'"' in octets or b"\\" in octets:
            octets = octets.replace(b"\\", b"\\\\").replace(b'"', b'\\"')
        return b'"' + octets + b'"'
    octets = octets.replace(b"\0", b"?")
    if _QUOTABLE.fullmatch(octets):
        return string(octets)
    return b"{%d}\r\n%b" % (len(octets), octets)
