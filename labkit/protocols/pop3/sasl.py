"""SASL PLAIN as a client says it: RFC 4616, base64 by RFC 5034 section 4.

message = [authzid] NUL authcid NUL passwd      ; UTF-8
"""

from __future__ import annotations

import binascii

from labkit.protocols.errors import CommandRefused, LoginRefused, SyntaxRefused

CANCEL = "*"


def plain_login(response: str) -> tuple[str, str]:
    """Return user and password from the base64 *response*, or refuse.

    >>> plain_login("AGtlbgBzZWNyZXQ=")
    ('ken', 'secret')
    """
    if response == CANCEL:
        raise CommandRefused("authentication cancelled, as you asked")
    parts = _decoded(response).split("\0")
    if len(parts) != 3 or not parts[1]:
        raise SyntaxRefused("PLAIN is: (who to act as) NUL user NUL password, in base64")
    acts_as, user, password = parts
    if acts_as not in ("", user):
        # RFC 4616 section 2: acting for somebody else needs a right that nobody has here.
        raise LoginRefused("you cannot act for somebody else here")
    return user, password


def _decoded(response: str) -> str:
    try:
        # RFC 5034 section 4: a character outside the alphabet, or "=" inside, must be refused.
        octets = binascii.a2b_base64(response.encode("ascii"), strict_mode=True)
        return octets.decode("utf-8")
    except (binascii.Error, UnicodeError):
        raise SyntaxRefused("that is not base64 of UTF-8 text") from None
