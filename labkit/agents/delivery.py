"""Delivery (MDA): files a letter in the mailboxes of its recipients. RFC 5321 section 4.4."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from labkit.agents import header
from labkit.mail.account import Account
from labkit.mail.message import Message
from labkit.mail.names import INBOX


def deliver(mail_from: str, octets: bytes, accounts: Sequence[Account], now: datetime) -> None:
    """File one copy for each of *accounts*; when this returns, all have it.

    The envelope ends here: its sender is kept as Return-Path, the only one that the letter has.
    """
    return_path = f"Return-Path: <{mail_from}>\r\n".encode()
    message = Message(return_path + header.without(octets, "Return-Path"), now)
    for account in accounts:
        account.store.get(INBOX).append(message)
