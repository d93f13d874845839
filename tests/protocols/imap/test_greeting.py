"""The first line: who is busy says goodbye with it."""

from __future__ import annotations

import pytest

from labkit.mail.policy import Policy
from labkit.protocols.imap.greeting import greeting
from labkit.protocols.imap.session import ImapSession
from tests.protocols.imap.abnf import check
from tests.protocols.imap.talk import HOST, NOW, OneAccount, connected, dialled, said, told


@pytest.mark.parametrize("busy", [set(), {"mx.fuji.example"}, {HOST}, {"a", HOST}])
def test_only_a_busy_host_turns_people_away(busy: set[str]) -> None:
    reply = greeting(HOST, Policy(busy=busy))
    assert (reply.status == "BYE") == (HOST in busy)
    check(reply.line(b"*"), greeted=False)


def test_a_name_that_is_no_ascii_is_greeted_with_all_the_same() -> None:
    check(greeting("imap.富士.example", Policy()).line(b"*"), greeted=False)


def test_after_goodbye_nothing_is_heard() -> None:
    accounts = OneAccount("one")
    accounts.policy.busy.add(HOST)
    session = dialled(accounts)
    assert session.closing
    assert said(session).startswith(b"* BYE [UNAVAILABLE] ")
    assert told(session, b"a LOGIN ken@fuji.example secret\r\n") == b""
    session.connection_lost()


def test_the_switch_counts_for_those_who_come_after_it() -> None:
    accounts = OneAccount("one")
    session = connected(accounts)
    accounts.policy.busy.add(HOST)
    assert told(session, b"a LOGIN ken@fuji.example secret\r\n").startswith(b"a OK")
    assert dialled(accounts).closing
    accounts.policy.reset()
    assert not dialled(accounts).closing


def test_without_a_policy_everybody_is_welcome() -> None:
    session = ImapSession(OneAccount(), hostname=HOST, now=lambda: NOW)
    assert said(session).startswith(b"* OK [CAPABILITY ")
