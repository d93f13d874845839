"""What stands between a password and the maildrop."""

from __future__ import annotations

from datetime import timedelta

import pytest

from labkit.protocols.errors import CommandRefused, LoginRefused
from labkit.protocols.pop3.login import check_delay, inbox_of, known_account
from tests.protocols.pop3.maildrops import PASSWORD, USER, OneAccount, logged_in, say


def test_the_right_password_and_a_wrong_one() -> None:
    accounts = OneAccount()
    assert known_account(accounts, USER, PASSWORD) is accounts.ken
    for user, password in [(USER, "guess"), ("nobody", PASSWORD), (USER, "secret\x07")]:
        with pytest.raises(LoginRefused):
            known_account(accounts, user, password)


@pytest.mark.parametrize(("seconds", "left"), [(0, 60), (0.5, 60), (1, 59), (59.9, 1)])
def test_the_seconds_that_are_left_are_rounded_up(seconds: float, left: int) -> None:
    accounts = OneAccount()
    accounts.ken.last_pop3_login = accounts.time
    with pytest.raises(CommandRefused, match=f"in {left} seconds") as refused:
        check_delay(accounts.ken, 60, accounts.time + timedelta(seconds=seconds))
    assert refused.value.code == "LOGIN-DELAY"


def test_time_that_is_over_no_rule_and_a_clock_set_back() -> None:
    accounts = OneAccount()
    check_delay(accounts.ken, 60, accounts.time)
    accounts.ken.last_pop3_login = accounts.time
    check_delay(accounts.ken, 0, accounts.time)
    check_delay(accounts.ken, 60, accounts.time + timedelta(seconds=60))
    check_delay(accounts.ken, 60, accounts.time - timedelta(seconds=1))


def test_only_a_login_that_was_let_in_counts() -> None:
    # RFC 2449 section 6.5: the seconds are counted from a "+OK".
    accounts = OneAccount()
    accounts.policy.login_delay = 60
    first = logged_in(accounts)
    let_in = accounts.ken.last_pop3_login
    accounts.time += timedelta(seconds=60)
    assert b"[IN-USE]" in say(accounts.session(), b"USER ken@fuji.example\r\nPASS secret\r\n")
    assert accounts.ken.last_pop3_login == let_in
    say(first, b"QUIT\r\n")
    logged_in(accounts)


def test_a_store_without_inbox_is_broken_for_good() -> None:
    accounts = OneAccount()
    assert inbox_of(accounts.ken) is accounts.inbox
    del accounts.store._mailboxes["INBOX"]
    with pytest.raises(CommandRefused) as refused:
        inbox_of(accounts.ken)
    assert refused.value.code == "SYS/PERM"
