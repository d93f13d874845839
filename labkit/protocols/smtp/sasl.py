"""What a client answers to AUTH: base64 (RFC 4954 section 4), and in it PLAIN (RFC 4616 section 2).

message = [authzid] NUL authcid NUL passwd
"""

from __future__ import annotations

import base64

from labkit.protocols.smtp.replies import Refused


def decoded(answer: bytes) -> bytes:
    """Return the octets of an answer to AUTH; "=" is an empty one, "*" takes the login back."""
    if answer == b"*":
        raise Refused(501, "5.7.0", "login cancelled")
    try:
        return base64.b64decode(b"" if answer == b"=" else answer, validate=True)
    except ValueError:
        raise Refused(501, "5.5.2", "this is not base64") from None


def plain(said: bytes) -> tuple[bytes, bytes] | None:
    """Return name and password, None where somebody wants to act for somebody else."""
    if said.count(b"\0") != 2:
        raise Refused(501, "5.5.2", "PLAIN is: (nothing) NUL name NUL password, in base64")
    acts_for, user, password = said.split(b"\0")
    # The first part names whom to act for, and here everybody acts for nobody else.
    return (user, password) if acts_for in (b"", user) else None
