"""What became of a letter, for programs: the content of ``message/delivery-status``. RFC 3464.

delivery-status-content = per-message-fields 1*( CRLF per-recipient-fields )
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from typing import Literal

from labkit.agents.enhanced import meaning, status_of
from labkit.agents.harmless import ascii_line, field, unbroken

# What a server notes of a letter that a person took out of its queue; RFC 3463 has no code for it.
CANCELLED = "554 5.0.0 cancelled here by the postmaster"

_IS_REPLY = re.compile(r"[2-5][0-9]{2}(?![0-9])")
_NEEDS_X = re.compile(r"[^!-*,-<>-\[\]-~]")  # all but QCHAR of RFC 6533 section 3


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A recipient whom the letter did not reach: *reply* is the last word of *host* on it.

    *host* is "" where none was reached: then *reply* is the relay's own. *retry_until* is set as
    long as the relay goes on trying, and says how long it will.
    """

    recipient: str
    reply: str
    host: str = ""
    tried: datetime | None = None
    retry_until: datetime | None = None

    @property
    def action(self) -> Literal["failed", "delayed"]:
        return "delayed" if self.retry_until else "failed"

    @property
    def status(self) -> str:
        """RFC 3464 section 2.3.3: one given up after days of "not now" has failed with a 4.x.y."""
        return status_of(self.reply)

    @property
    def meaning(self) -> str:
        """What has happened: the last word of a key in ``error_mail.why``."""
        cancelled = not self.host and self.reply == CANCELLED
        return "cancelled" if cancelled else meaning(self.status)


@dataclass(frozen=True, slots=True)
class Report:
    """A letter that *host* took at *arrived* from *mail_from*, and whom it did not reach."""

    host: str
    mail_from: str
    octets: bytes
    arrived: datetime
    recipients: tuple[Undelivered, ...]


def delivery_status(report: Report) -> bytes:
    """Return the fields, 7-bit as section 2.1 demands."""
    fields = field("Reporting-MTA", f"dns; {ascii_line(report.host)}")
    fields += _date("Arrival-Date", report.arrived)
    return "\r\n".join([fields, *map(_recipient, report.recipients)]).encode("ascii")


def _recipient(one: Undelivered) -> str:
    fields = f"Final-Recipient: {_address(one.recipient)}\r\n"
    fields += field("Action", one.action) + field("Status", one.status)
    if one.host:
        fields += field("Remote-MTA", f"dns; {ascii_line(one.host)}")
    if _IS_REPLY.match(one.reply):
        fields += field("Diagnostic-Code", f"smtp; {ascii_line(one.reply)}")
    fields += _date("Last-Attempt-Date", one.tried)
    # Section 2.3.9: only where it is delayed.
    return fields + _date("Will-Retry-Until", one.retry_until)


def _address(recipient: str) -> str:
    """Return the address and its type; one beyond ASCII in the 7-bit form of RFC 6533."""
    recipient = unbroken(recipient)
    if recipient.isascii():
        return f"rfc822; {recipient}"
    return "utf-8; " + _NEEDS_X.sub(lambda each: rf"\x{{{ord(each[0]):02X}}}", recipient)


def _date(name: str, moment: datetime | None) -> str:
    return field(name, format_datetime(moment)) if moment else ""
