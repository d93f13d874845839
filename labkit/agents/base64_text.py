"""Base64, the spelling in which AUTH carries names and passwords: an encoding is not a lock."""

from __future__ import annotations

import base64
import binascii


def encoded(text: str) -> str:
    """Return *text* in base64 (RFC 4648 section 4).

    >>> encoded("ken@fuji.example")
    'a2VuQGZ1amkuZXhhbXBsZQ=='
    """
    return base64.b64encode(text.encode("utf-8", "replace")).decode()


def decoded(text: str) -> str | None:
    """Return what *text* says, zero octets as spaces; None if it is no base64.

    >>> decoded("a2VuQGZ1amkuZXhhbXBsZQ==")
    'ken@fuji.example'
    """
    try:
        octets = base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return None
    return octets.decode("utf-8", "replace").replace("\0", " ").strip()


def auth_plain(user: str, password: str) -> str:
    """Return what AUTH PLAIN wants: a zero octet, name, a zero octet, password (RFC 4616).

    >>> auth_plain("aya", "secret")
    'AGF5YQBzZWNyZXQ='
    """
    return encoded(f"\0{user}\0{password}")
