"""What an SMTP server asks of the role that it plays, and what both know of one connection.

A role (submission, mail exchanger) knows no aiosmtpd; ``smtp_server`` knows no mail policy.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from labkit.mail.account import Account
from labkit.mail.policy import Policy
from labkit.protocols.smtp.paths import Path
from labkit.protocols.smtp.replies import Refused

MAX_RECIPIENTS = 1000  # RFC 5321 section 4.5.3.1.8 asks for 100 at least


@dataclass(slots=True)
class Transaction:
    """What MAIL and RCPT have said so far; RSET, EHLO and the end of DATA begin a new one."""

    mail_from: Path | None = None
    utf8: bool = False
    rcpt_tos: list[Path] = field(default_factory=list)
    refusals: list[tuple[Path, Refused]] = field(default_factory=list)


@dataclass(eq=False, slots=True)
class Dialogue:
    """One connection: who is there. ``number`` is the session's in the transcript."""

    number: int | None = None
    peer: str = ""  # "[127.0.0.1]", "" where the wire has no addresses
    client: str = ""  # the name given with EHLO or HELO
    extended: bool = False  # EHLO rather than HELO
    account: Account | None = None  # who has logged in
    transaction: Transaction = field(default_factory=Transaction)

    @property
    def protocol(self) -> str:
        """The "with" of a Received field: RFC 3848, RFC 6531 section 4.3."""
        if not self.extended:
            return "SMTP"
        name = "UTF8SMTP" if self.transaction.utf8 else "ESMTP"
        return name + ("A" if self.account else "")


class Role(Protocol):
    """What one server is for. To refuse, raise Refused: the client hears it and may go on."""

    host: str
    wants_login: bool
    """True where AUTH is offered, and needed before MAIL."""
    policy: Policy
    """The provider's rules, read at each use."""

    def login(self, user: str, password: str) -> Account | None:
        """Return whose login this is, None if it is wrong."""

    def sender(self, dialogue: Dialogue, path: Path) -> None:
        """Take or refuse the reverse-path."""

    def recipient(self, dialogue: Dialogue, path: Path) -> None:
        """Take or refuse a forward-path."""

    def letter(self, dialogue: Dialogue, octets: bytes) -> str:
        """Take responsibility for a letter and return the 250's text, or refuse it."""

    def ended(self, dialogue: Dialogue) -> None:
        """The connection is gone."""
