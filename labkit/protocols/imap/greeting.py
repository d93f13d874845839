"""The first line of a session, RFC 3501 section 7.1: welcome, or goodbye.

greeting = "*" SP (resp-cond-auth / resp-cond-bye) CRLF
"""

from __future__ import annotations

from labkit.mail.policy import Policy
from labkit.protocols.imap.capabilities import capabilities
from labkit.protocols.imap.responses import Reply, ok
from labkit.protocols.imap.states import ImapState


def greeting(hostname: str, policy: Policy) -> Reply:
    """Return what *hostname* says to whoever has just connected; after BYE it closes.

    >>> greeting("imap.fuji.example", Policy(busy={"imap.fuji.example"})).line(b"*")
    b'* BYE [UNAVAILABLE] imap.fuji.example is too busy; try again later\\r\\n'
    """
    if hostname in policy.busy:
        # Section 7.1.5: BYE turns a connection away. RFC 5530: UNAVAILABLE is for a while only.
        return Reply("BYE", f"{hostname} is too busy; try again later", "UNAVAILABLE")
    known = capabilities(ImapState.NOT_AUTHENTICATED)
    return ok(f"{hostname} is ready", f"CAPABILITY {known}")
