"""What is known of a connection."""

from __future__ import annotations

import pytest

from labkit.agents.smtp_role import Dialogue, Transaction
from labkit.mail.account import Account
from labkit.mail.store import MemoryStore


@pytest.mark.parametrize(
    ("extended", "login", "utf8", "name"),
    [
        (False, False, False, "SMTP"),
        (True, False, False, "ESMTP"),
        (True, True, False, "ESMTPA"),
        (True, False, True, "UTF8SMTP"),
        (True, True, True, "UTF8SMTPA"),
    ],
)
def test_the_protocols_name_by_rfc_3848_and_6531(
    extended: bool, login: bool, utf8: bool, name: str
) -> None:
    account = Account("aya@sakura.example", "x", MemoryStore(lambda: 1)) if login else None
    dialogue = Dialogue(extended=extended, account=account, transaction=Transaction(utf8=utf8))
    assert dialogue.protocol == name
