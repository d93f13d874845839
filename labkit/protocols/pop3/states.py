"""The states of a POP3 session, RFC 1939 section 3.

    AUTHORIZATION --(USER and PASS, or AUTH)--> TRANSACTION --(QUIT)--> UPDATE
    AUTHORIZATION --(QUIT)--> the end; nothing was open, nothing is updated

STLS (RFC 2595) will stay within AUTHORIZATION, so it needs a command and a capability, no state.
"""

from __future__ import annotations

from enum import Enum


class Pop3State(Enum):
    """Where a session stands; the value is the RFC's name."""

    AUTHORIZATION = "AUTHORIZATION"
    TRANSACTION = "TRANSACTION"
    UPDATE = "UPDATE"
