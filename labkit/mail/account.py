"""People with a mailbox: who may log in, and where a letter for an address belongs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from labkit.mail.store import Store


@dataclass(eq=False, slots=True)
class Account:
    """A person: *address* is the login and the mail address, *store* the mailboxes.

    ``when_full`` is what an MX answers for a mailbox without room: 452 "not now", or 552 "never"
    (RFC 5321 section 4.2.3). ``last_pop3_login`` is when one was let in the last time: the
    next may have to wait (RFC 2449 section 6.5).
    """

    address: str
    password: str
    store: Store
    when_full: Literal[452, 552] = 452
    last_pop3_login: datetime | None = None


class Accounts(Protocol):
    """Who has a mailbox here."""

    def login(self, user: str, password: str) -> Account | None:
        """Return the account for this login, None when user or password is wrong."""

    def find(self, address: str) -> Account | None:
        """Return the account to which mail for *address* is delivered, None if nobody has it."""
