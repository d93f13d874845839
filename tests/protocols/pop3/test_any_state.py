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


def test_expire_0_counts_from_the_switch_on() -> None:
    # What a provider has decided is asked at each use (RFC 2449 section 6.7 leaves the rest open).
    accounts = OneAccount(letter("one"), letter("two"))
    session = logged_in(accounts)
    say(session, b"RETR 1\r\n")
    accounts.policy.expire_days = 0
    assert b"1 message removed, 1 left" in say(session, b"QUIT\r\n")
    assert accounts.left() == [letter("two")]


def test_a_letter_that_imap_has_removed_already_is_no_failure() -> None:
    accounts = OneAccount(letter("one"))
    accounts.policy.expire_days = 0
    session = logged_in(accounts)
    say(session, b"RETR 1\r\n")
    accounts.inbox.expunge(list(accounts.inbox.entries.values()))
    assert say(session, b"QUIT\r\n").startswith(b"+OK")


def test_after_a_reset_nothing_is_claimed_about_the_new_mailboxes() -> None:
    accounts = OneAccount(letter("one"))
    session = logged_in(accounts)
    say(session, b"DELE 1\r\n")
    accounts.ken.store = OneAccount(letter("one")).store
    assert say(session, b"QUIT\r\n").startswith(b"-ERR [SYS/TEMP]")
    assert len(accounts.ken.store.get("INBOX")) == 1


def test_who_marked_nothing_can_leave_whatever_has_become_of_the_mailbox() -> None:
    accounts = OneAccount(letter("one"))
    session = logged_in(accounts)
    accounts.store.restored()
    assert say(session, b"QUIT\r\n").startswith(b"+OK")


def test_after_quit_nothing_is_heard() -> None:
    session = logged_in(OneAccount(letter("one")))
    assert say(session, b"QUIT\r\nSTAT\r\n").count(b"\r\n") == 1
    assert say(session, b"STAT\r\n") == b""
