"""Flags of a stored letter: system flags, keywords, and their form on the wire.

    flag         = "\\\\Answered" / "\\\\Flagged" / "\\\\Deleted" / "\\\\Seen" / "\\\\Draft" /
                   keyword
    keyword      = "$MDNSent" / "$Forwarded" / ... / atom      ; RFC 9051 section 2.3.2

Flags are compared without regard to case (RFC 9051 section 2.3.2); the spelling that a mailbox
saw first is the one it keeps.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

ANSWERED, FLAGGED, DELETED, SEEN, DRAFT = (
    "\\Answered",
    "\\Flagged",
    "\\Deleted",
    "\\Seen",
    "\\Draft",
)
SYSTEM_FLAGS = (ANSWERED, FLAGGED, DELETED, SEEN, DRAFT)
NO_FLAGS: frozenset[str] = frozenset()
_SYSTEM_BY_FOLDED = {flag.lower(): flag for flag in SYSTEM_FLAGS}
_ORDER = {flag: place for place, flag in enumerate(SYSTEM_FLAGS)}


def canonical(flag: str) -> str:
    """Return a system flag in the RFC's spelling, a keyword as it is."""
    return _SYSTEM_BY_FOLDED.get(flag.lower(), flag)


@lru_cache(maxsize=1024)
def wire_form(flags: frozenset[str]) -> bytes:
    """Return *flags* as IMAP says them, always in the same order.

    >>> wire_form(frozenset({"$Work", SEEN, DELETED}))
    b'(\\\\Deleted \\\\Seen $Work)'
    """
    return b"(" + " ".join(ordered(flags)).encode("ascii") + b")"


def ordered(flags: Iterable[str]) -> list[str]:
    """Return *flags* sorted: system flags as RFC 9051 lists them, then keywords."""
    return sorted(flags, key=lambda flag: (_ORDER.get(flag, len(_ORDER)), flag))
