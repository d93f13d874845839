"""Who may open a maildrop, and who may not at this moment: the refusals of a login.

RFC 3206 ([AUTH], [SYS/PERM]), RFC 2449 section 8.1.1 ([LOGIN-DELAY]).
"""

from __future__ import annotations

from datetime import datetime, timedelta

from labkit.mail.account import Account, Accounts
from labkit.mail.mailbox import Mailbox
from labkit.mail.names import INBOX
from labkit.mail.store import NoSuchMailbox
from labkit.protocols.errors import CommandRefused, LoginRefused
from labkit.protocols.phrases import Phrase
from labkit.protocols.saslprep import Prohibited, prepared


def known_account(accounts: Accounts, user: str, password: str) -> Account:
    """Return the account for this login, or refuse."""
    try:
        account = accounts.login(prepared(user), prepared(password))
    except Prohibited:
        raise LoginRefused("a character in it may not stand in a name or password") from None
    if account is None:
        # RFC 3206 section 5; the same words for a wrong name, which is nobody's business.
        raise LoginRefused("user name or password is wrong")
    return account


def check_delay(account: Account, login_delay: int, now: datetime) -> None:
    """Refuse who was let in less than *login_delay* seconds ago (RFC 2449 section 6.5).

    A clock that was set back locks nobody out.
    """
    if not login_delay or account.last_pop3_login is None:
        return
    delay, passed = timedelta(seconds=login_delay), now - account.last_pop3_login
    if timedelta(0) <= passed < delay:
        seconds = -((passed - delay) // timedelta(seconds=1))
        words = Phrase("log in again in {seconds} seconds", seconds=seconds)
        raise CommandRefused(words, "LOGIN-DELAY")


def inbox_of(account: Account) -> Mailbox:
    """Return what the maildrop is made of, or refuse: a store may have lost it."""
    try:
        return account.store.get(INBOX)
    except NoSuchMailbox:
        words = "this maildrop is damaged, please ask the postmaster"
        raise CommandRefused(words, "SYS/PERM") from None
