"""What this server can do: one row a capability, in the order in which it is announced.

A row stands here only if all of it works (RFC 3501 section 6.1.1).
"""

from __future__ import annotations

from dataclasses import dataclass

from labkit.protocols.imap.states import LOGGED_IN, ImapState

_EVERYWHERE = tuple(ImapState)
_BEFORE_LOGIN = (ImapState.NOT_AUTHENTICATED,)


@dataclass(frozen=True, slots=True)
class Capability:
    """A name, the RFC that says what it means, and where it is announced."""

    name: str
    rfc: int
    states: tuple[ImapState, ...] = _EVERYWHERE
    enable: bool = False  # the client must ENABLE it before it has an effect (RFC 5161)


CAPABILITIES = (
    Capability("IMAP4rev1", 3501),
    Capability("LITERAL+", 7888),
    Capability("SASL-IR", 4959, _BEFORE_LOGIN),
    Capability("AUTH=PLAIN", 4616, _BEFORE_LOGIN),
    Capability("ID", 2971),
    Capability("ENABLE", 5161),
    Capability("IDLE", 2177, LOGGED_IN),
    Capability("NAMESPACE", 2342, LOGGED_IN),
    Capability("CHILDREN", 3348, LOGGED_IN),
    Capability("SPECIAL-USE", 6154, LOGGED_IN),
    Capability("UNSELECT", 3691, LOGGED_IN),
    Capability("UIDPLUS", 4315, LOGGED_IN),
    Capability("MOVE", 6851, LOGGED_IN),
    # RFC 9208 section 3.1.1: each resource has a capability of its own. There is no QUOTASET, for
    # only the provider sets a quota; and no word of it before login (section 8).
    Capability("QUOTA", 9208, LOGGED_IN),
    Capability("QUOTA=RES-MESSAGE", 9208, LOGGED_IN),
)


def capabilities(state: ImapState) -> str:
    """Return what is announced in *state*, as CAPABILITY says it."""
    return " ".join(row.name for row in CAPABILITIES if state in row.states)


def enabled_by(name: str) -> str | None:
    """Return the capability that ENABLE *name* switches on, in our spelling, or None."""
    for row in CAPABILITIES:
        if row.enable and row.name.upper() == name.upper():
            return row.name
    return None
