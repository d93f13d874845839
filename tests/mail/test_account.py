"""Accounts: what the servers ask for."""

from __future__ import annotations

from itertools import count

from labkit.mail.account import Account, Accounts
from labkit.mail.store import MemoryStore


class _Two:
    def __init__(self, *accounts: Account) -> None:
        self._by_address = {account.address: account for account in accounts}

    def login(self, user: str, password: str) -> Account | None:
        found = self._by_address.get(user)
        return found if found and found.password == password else None

    def find(self, address: str) -> Account | None:
        return self._by_address.get(address)


def test_accounts_are_told_apart_by_identity() -> None:
    numbers = count(1)
    ken, twin = (Account("ken@fuji.example", "fuji", MemoryStore(numbers.__next__)) for _ in "12")
    accounts: Accounts = _Two(ken)
    assert accounts.login("ken@fuji.example", "fuji") is ken
    assert accounts.login("ken@fuji.example", "wrong") is None
    assert accounts.find("aya@sakura.example") is None
    assert ken != twin
