"""CAPABILITY, NOOP, LOGOUT, ID."""

from __future__ import annotations

import pytest

from tests.protocols.imap.talk import OneAccount, ask, connected, selected


def test_capability() -> None:
    answer = ask(connected(OneAccount()), "CAPABILITY")
    assert answer[0].startswith("* CAPABILITY IMAP4rev1 ")
    assert answer[1].startswith("t OK")


def test_logout_says_bye_first_and_removes_nothing() -> None:
    accounts = OneAccount("one")
    session = selected(accounts)
    ask(session, "STORE 1 +FLAGS.SILENT (\\Deleted)")
    assert ask(session, "LOGOUT") == ["* BYE see you", "t OK goodbye"]
    assert session.closing
    assert ask(session, "NOOP") == []
    assert accounts.subjects() == ["one"]


@pytest.mark.parametrize(
    "arguments", ["NIL", "()", '("name" "x" "version" NIL)', '("a" NIL)', '("a" {1+}\r\nb)']
)
def test_id_tells_who_we_are(arguments: str) -> None:
    answer = ask(connected(OneAccount()), f"ID {arguments}")
    assert answer == ['* ID ("name" "labkit")', "t OK pleased to meet you"]


@pytest.mark.parametrize(
    "arguments", ["", " ", " x", " (x y)", ' ("a")', ' ("a" "b"', " (" + '"a" "b" ' * 40 + ")"]
)
def test_id_that_is_none(arguments: str) -> None:
    assert ask(connected(OneAccount()), f"ID{arguments}")[0].startswith("t BAD")
