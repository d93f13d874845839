"""IDLE: how it ends, and what is heard meanwhile."""

from __future__ import annotations

from tests.protocols.imap.talk import OneAccount, ask, logged_in, said, say, selected


def test_what_happened_before_is_told_at_once() -> None:
    accounts = OneAccount("one")
    session = selected(accounts)
    accounts.arrive("two")
    assert ask(session, "IDLE")[1:] == ["* 2 EXISTS", "* 2 RECENT"]


def test_every_letter_is_told_as_it_comes() -> None:
    accounts = OneAccount()
    session = selected(accounts)
    ask(session, "IDLE")
    for number in range(1, 4):
        accounts.arrive("x")
        assert said(session).startswith(b"* %d EXISTS\r\n" % number)


def test_done_in_any_case_of_letters() -> None:
    session = selected(OneAccount())
    ask(session, "IDLE")
    assert say(session, "done") == "t OK no longer waiting\r\n"


def test_without_a_mailbox_there_is_nothing_to_hear() -> None:
    accounts = OneAccount()
    session = logged_in(accounts)
    assert ask(session, "IDLE")[0].startswith("+ ")
    accounts.arrive("one")
    assert said(session) == b""
    assert say(session, "DONE").startswith("t OK")


def test_anything_but_done_ends_it_as_a_mistake() -> None:
    session = selected(OneAccount())
    ask(session, "IDLE")
    assert say(session, "a STORE 1 FLAGS {3}").startswith("t BAD")
    assert ask(session, "NOOP") == ["t OK nothing done"]
    assert ask(session, "IDLE now")[0].startswith("t BAD")
