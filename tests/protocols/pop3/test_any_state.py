from labkit.protocols.pop3 import Pop3State
from tests.protocols.pop3.maildrops import OneAccount, letter, logged_in, say


def test_quit_updates_and_capa_changes_nothing() -> None:
    accounts = OneAccount(letter("one"))
    session = logged_in(accounts)
    say(session, b"DELE 1\r\nCAPA\r\n")
    assert session.state is Pop3State.TRANSACTION
    say(session, b"QUIT\r\n")
    assert session.state is Pop3State.UPDATE
    assert accounts.left() == []


def test_after_quit_nothing_is_heard() -> None:
    session = logged_in(OneAccount(letter("one")))
    assert say(session, b"QUIT\r\nSTAT\r\n").count(b"\r\n") == 1
    assert say(session, b"STAT\r\n") == b""
