"""Mailbox names on the wire: modified UTF-7, RFC 3501 section 5.1.3.

Printable ASCII stands for itself, "&" is "&-", everything else is UTF-16 in a base64 of its own
("," instead of "/", no padding) between "&" and "-".
"""

from __future__ import annotations

import binascii
import re

_SHIFTED = re.compile(r"&([^-]*)(-?)")
_SPECIAL = re.compile(r"&|[^\x20-\x7e]+")
_BASE64 = re.compile(r"[A-Za-z0-9+,]+")


class BadName(ValueError):
    """These octets aren't modified UTF-7."""


def encode(name: str) -> bytes:
    """Return *name* as it is said on the wire.

    >>> encode("Sent & 下書き")
    b'Sent &- &Tgtm+DBN-'
    """
    return _SPECIAL.sub(lambda found: _shift(found[0]), name).encode("ascii")


def decode(octets: bytes) -> str:
    """Return the name that *octets* stand for, or raise BadName.

    >>> decode(b"Sent &- &Tgtm+DBN-")
    'Sent & 下書き'
    """
    try:
        text = octets.decode("ascii")
    except UnicodeDecodeError as error:
        raise BadName("a mailbox name in modified UTF-7 is ASCII") from error
    name = _SHIFTED.sub(_unshift, text) if "&" in text else text
    # One name has one spelling: what can stand for itself must (RFC 3501 section 5.1.3).
    if encode(name) != octets:
        raise BadName("this has another spelling in modified UTF-7")
    return name


def _shift(text: str) -> str:
    if text == "&":
        return "&-"
    octets = text.encode("utf-16-be", "surrogatepass")
    encoded = binascii.b2a_base64(octets, newline=False).decode("ascii")
    return "&" + encoded.rstrip("=").replace("/", ",") + "-"


def _unshift(found: re.Match[str]) -> str:
    encoded, closed = found[1], found[2]
    if not closed:
        raise BadName('"&" is never closed with "-"')
    if not encoded:
        return "&"
    if not _BASE64.fullmatch(encoded):
        raise BadName("not base64 between & and -")
    padded = encoded.replace(",", "/") + "=" * (-len(encoded) % 4)
    try:
        return binascii.a2b_base64(padded).decode("utf-16-be")
    except ValueError as error:  # binascii.Error and UnicodeDecodeError are both
        raise BadName("not UTF-16 between & and -") from error
