"""QUOTA: what the transcripts leave out."""

from __future__ import annotations

import pytest

from tests.protocols.imap.abnf import check
from tests.protocols.imap.talk import OneAccount, ask, logged_in, say, selected


def limited(limit: int, *subjects: str) -> OneAccount:
    accounts = OneAccount(*subjects)
    accounts.store.quota = limit
    return accounts


@pytest.mark.parametrize("root", ["INBOX", '""', "ACCOUNT", "{3+}\r\nall", '"ken@fuji.example"'])
def test_only_one_root_is_known(root: str) -> None:
    session = logged_in(limited(3))
    assert ask(session, f"GETQUOTA {root}") == ["t NO [NONEXISTENT] there is no such quota root"]


@pytest.mark.parametrize("name", ["inbox", "INBOX", '"Inbox"', "{5+}\r\ninbox"])
def test_the_root_of_inbox_in_any_spelling(name: str) -> None:
    session = logged_in(limited(3, "one"))
    answer = ask(session, f"GETQUOTAROOT {name}")
    assert answer[:2] == ["* QUOTAROOT INBOX account", "* QUOTA account (MESSAGE 1 3)"]


@pytest.mark.parametrize("name", ['"a b"', "&Tgtm+DBN-", "{4+}\r\na(b]", '"q\\"\\\\"', '""', "NIL"])
def test_a_mailbox_that_does_not_exist_is_said_grammatically(name: str) -> None:
    for accounts in (limited(3), OneAccount()):
        assert check(say(logged_in(accounts), f"t GETQUOTAROOT {name}").encode())[-1] == "tagged"


@pytest.mark.parametrize(
    "command",
    [
        "GETQUOTA",
        "GETQUOTA account more",
        "GETQUOTAROOT",
        "GETQUOTAROOT &Jjo",
        "SETQUOTA",
        "SETQUOTA account",
        "SETQUOTA account MESSAGE 5",
        "SETQUOTA account (MESSAGE)",
        "SETQUOTA account (MESSAGE -1)",
        "SETQUOTA account (MESSAGE 1 STORAGE)",
        "SETQUOTA account (MESSAGE 1  STORAGE 2)",
        "SETQUOTA account (MESSAGE 1) more",
        "SETQUOTA account (MESSAGE 10000000000000000000)",
    ],
)
def test_what_is_not_understood(command: str) -> None:
    assert ask(logged_in(limited(3)), command)[-1].startswith("t BAD")


@pytest.mark.parametrize("limits", ["()", "(MESSAGE 1000)", "(STORAGE 9223372036854775807 X 0)"])
def test_nobody_but_the_provider_sets_it(limits: str) -> None:
    accounts = limited(3)
    answer = ask(logged_in(accounts), f"SETQUOTA account {limits}")
    assert answer == ["t NO [NOPERM] only the provider sets a quota"]
    assert accounts.store.quota == 3


def test_one_root_counts_the_letters_of_all_mailboxes() -> None:
    accounts = limited(9, "one", "two")
    accounts.arrive("three", mailbox="Junk")
    told = {ask(logged_in(accounts), f"GETQUOTAROOT {name}")[1] for name in accounts.store.names()}
    assert told == {"* QUOTA account (MESSAGE 3 9)"}


@pytest.mark.parametrize("quota", [0, 2, 3, 4, 5])
@pytest.mark.parametrize("command", ["COPY 1:* Trash", "UID COPY 1:* Trash", "COPY 1:* INBOX"])
def test_a_copy_that_does_not_fit_leaves_no_trace(command: str, quota: int) -> None:
    accounts = limited(quota, "one", "two", "three")
    accounts.inbox.change_flags(accounts.inbox.entries.values(), "add", ("$Work",))
    session, other = selected(accounts), selected(accounts)
    trash = accounts.store.get("Trash")
    assert ask(session, command)[-1].startswith("t NO [OVERQUOTA] ")
    assert (len(trash), trash.uid_next, trash.keywords) == (0, 1, {})
    assert (len(accounts.inbox), accounts.inbox.uid_next) == (3, 4)
    assert ask(other, "NOOP") == ["t OK nothing done"]
    accounts.store.quota = 6
    assert ask(session, command)[-1].startswith("t OK [COPYUID ")


@pytest.mark.parametrize("command", ["MOVE 1:* Trash", "UID MOVE 1:* Trash", "MOVE 2 INBOX"])
@pytest.mark.parametrize("quota", [0, 3])
def test_a_move_needs_no_room(command: str, quota: int) -> None:
    accounts = limited(quota, "one", "two", "three")
    assert ask(selected(accounts), command)[-1] == "t OK moved"
    assert accounts.store.used == 3


@pytest.mark.parametrize(
    "command",
    [
        "APPEND INBOX {16777216}",
        "append inbox (\\Seen) {5}",
        'APPEND INBOX (\\Seen) " 1-Feb-2026 09:00:00 +0900" {5}',
        "APPEND {5}",
        "APPEND {5+}\r\nINBOX {5}",
    ],
)
def test_a_letter_without_room_is_refused_before_it_comes(command: str) -> None:
    accounts = limited(1, "one")
    session = logged_in(accounts)
    assert ask(session, command)[-1].startswith("t NO [OVERQUOTA] ")
    accounts.store.quota = 2
    assert ask(session, command) == ["+ go on"]


def test_room_that_is_gone_when_the_letter_has_come() -> None:
    accounts = limited(2, "one")
    session = logged_in(accounts)
    assert ask(session, "APPEND INBOX {2}") == ["+ go on"]
    accounts.arrive("two")
    assert say(session, "hi").startswith("t NO [OVERQUOTA] ")
    assert accounts.subjects() == ["one", "two"]


@pytest.mark.parametrize("command", ["SEARCH TEXT {1}", "STATUS {5}", "NOSUCHWORD {1}", "{1}"])
def test_only_letters_need_room(command: str) -> None:
    assert ask(selected(limited(0)), command) == ["+ go on"]
