import pytest

from labkit.protocols.pop3 import Pop3Session, Pop3State
from tests.protocols.pop3.maildrops import HOST, OneAccount, logged_in, say


def test_a_password_may_hold_spaces() -> None:
    # RFC 1939 section 7: PASS has one argument, so its spaces belong to it.
    accounts = OneAccount()
    accounts.login = lambda user, password: accounts.ken if password == " a b " else None  # type: ignore[method-assign]
    session = Pop3Session(accounts, hostname=HOST)
    assert b"+OK maildrop locked" in say(session, b"USER ken\r\nPASS  a b \r\n")


def test_looking_at_capa_between_user_and_pass_is_fine() -> None:
    session = Pop3Session(OneAccount(), hostname=HOST)
    say(session, b"USER ken@fuji.example\r\nCAPA\r\nPASS secret\r\n")
    assert session.state is Pop3State.TRANSACTION


@pytest.mark.parametrize("said", [b"USER \xff", b"PASS \xe5\xaf", b"user \xc0\x80", b"PASS a\x9b"])
def test_a_name_that_is_no_utf8_is_refused(said: bytes) -> None:
    # RFC 6856 section 2.2
    session = OneAccount().session()
    say(session, b"USER ken\r\n")
    assert say(session, said + b"\r\n").startswith(b"-ERR ")
    assert session.user == "ken"


@pytest.mark.parametrize("verb", ["ſtat", "ＱＵＩＴ", "quıt"])
def test_a_verb_is_ascii_also_with_utf8(verb: str) -> None:
    session = OneAccount().session()
    say(session, b"UTF8\r\n")
    assert say(session, f"{verb}\r\n".encode()).startswith(b"-ERR unknown command")


def test_a_session_logs_in_once() -> None:
    session = logged_in(OneAccount())
    assert say(session, b"AUTH PLAIN =\r\n").startswith(b"-ERR AUTH is not allowed")
