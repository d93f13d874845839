"""What the store refuses, as IMAP says it (RFC 5530)."""

from __future__ import annotations

from labkit.mail.names import BadMailboxName
from labkit.mail.store import CannotChange, DiskFull, MailboxExists, NoSuchMailbox, OverQuota
from labkit.protocols.imap.responses import Refused

_CODES: dict[type[Exception], str] = {
    NoSuchMailbox: "NONEXISTENT",
    MailboxExists: "ALREADYEXISTS",
    CannotChange: "CANNOT",
    BadMailboxName: "CANNOT",
    OverQuota: "OVERQUOTA",
    DiskFull: "UNAVAILABLE",
}
store_errors = tuple(_CODES)


def refusal(error: Exception) -> Refused:
    """Return the refusal for one of the ``store_errors``."""
    return Refused(str(error), _CODES[type(error)])
