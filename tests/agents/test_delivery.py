"""Filing a letter: Return-Path on top, one copy each."""

from __future__ import annotations

from labkit.agents.delivery import deliver
from labkit.mail.account import Account
from labkit.mail.store import MemoryStore
from labkit.wire.clock import START


def test_return_path_is_the_envelopes_and_the_only_one() -> None:
    ken, mika = (Account(name, "x", MemoryStore(lambda: 1)) for name in ("ken", "mika"))
    octets = (
        b"Received: x\r\nReturn-Path: <forged@x.example>\r\nSubject: A\r\n\r\nReturn-Path: z\r\n"
    )
    deliver("aya@sakura.example", octets, (ken, mika), START)
    for account in (ken, mika):
        (entry,) = account.store.get("INBOX").entries.values()
        assert entry.message.octets == (
            b"Return-Path: <aya@sakura.example>\r\n"
            b"Received: x\r\nSubject: A\r\n\r\nReturn-Path: z\r\n"
        )
        assert entry.message.internal_date == START
        assert entry.flags == frozenset()


def test_an_error_mail_has_the_null_return_path() -> None:
    ken = Account("ken", "x", MemoryStore(lambda: 1))
    deliver("", b"\r\nhi\r\n", (ken,), START)
    (entry,) = ken.store.get("INBOX").entries.values()
    assert entry.message.octets == b"Return-Path: <>\r\n\r\nhi\r\n"
