"""The states of an IMAP session, RFC 3501 section 3.

    greeting -> not authenticated -> authenticated <-> selected -> logout

LOGIN and AUTHENTICATE lead forward; SELECT and EXAMINE open a mailbox, CLOSE and UNSELECT (or a
SELECT that fails) leave it; LOGOUT ends it from everywhere.
"""

from __future__ import annotations

from enum import Enum


class ImapState(Enum):
    """Which commands are allowed: each row of the command table names its states."""

    NOT_AUTHENTICATED = "not authenticated"
    AUTHENTICATED = "authenticated"
    SELECTED = "selected"
    LOGOUT = "logout"


ANY = tuple(state for state in ImapState if state is not ImapState.LOGOUT)
LOGGED_IN = (ImapState.AUTHENTICATED, ImapState.SELECTED)
