"""SELECT, EXAMINE, mailboxes, STATUS, ENABLE, NAMESPACE: what transcripts leave out."""

from __future__ import annotations

import pytest

from labkit.protocols.imap.commands.authenticated import MAX_MAILBOXES, STATUS_ITEMS
from labkit.protocols.imap.states import ImapState
from tests.protocols.imap.talk import OneAccount, ask, logged_in, selected


def test_select_names_the_first_unread_letter_by_its_number() -> None:
    accounts = OneAccount()
    accounts.arrive("gone")
    accounts.arrive("read", ["\\Seen"])
    accounts.arrive("unread")
    accounts.inbox.expunge([accounts.inbox.entries[1]])
    answer = ask(logged_in(accounts), "SELECT INBOX")
    assert "* 2 EXISTS" in answer
    assert "* OK [UNSEEN 2] the first unread letter" in answer
    assert "* OK [UIDNEXT 4] the next letter's UID" in answer


def test_select_knows_the_keywords() -> None:
    accounts = OneAccount()
    accounts.arrive("one", ["$Work"])
    assert ask(logged_in(accounts), "SELECT INBOX")[0].endswith("\\Draft $Work)")


def test_another_select_leaves_the_first_mailbox() -> None:
    accounts = OneAccount("one")
    session = selected(accounts)
    ask(session, "SELECT Trash")
    accounts.arrive("two")
    assert ask(session, "NOOP") == ["t OK nothing done"]
    ask(session, "SELECT Nowhere")
    assert session.state is ImapState.AUTHENTICATED


@pytest.mark.parametrize(
    "command",
    ["STORE 1 +FLAGS (\\Seen)", "EXPUNGE", "UID EXPUNGE 1", "MOVE 1 Trash", "UID STORE 1 FLAGS ()"],
)
def test_examine_refuses_changes(command: str) -> None:
    accounts = OneAccount("one")
    session = selected(accounts, "EXAMINE INBOX")
    assert ask(session, command)[-1].startswith("t NO [READ-ONLY]")
    assert ask(session, "FETCH 1 (FLAGS BODY[TEXT]<0.4>)")[0].startswith(
        "* 1 FETCH (FLAGS (\\Recent) "
    )
    assert ask(session, "COPY 1 Trash")[-1].startswith("t OK [COPYUID")
    assert accounts.subjects("Trash") == ["one"]


def test_deleting_the_mailbox_that_is_open_leaves_it() -> None:
    session = selected(OneAccount("one"), "SELECT Junk")
    assert ask(session, "DELETE Junk") == ["t OK deleted; no mailbox is open now"]
    assert session.state is ImapState.AUTHENTICATED
    assert ask(session, "NOOP") == ["t OK nothing done"]


def test_renaming_the_mailbox_that_is_open_keeps_it() -> None:
    accounts = OneAccount()
    accounts.arrive("one", mailbox="Junk")
    session = selected(accounts, "SELECT Junk")
    assert ask(session, "RENAME Junk Rubbish") == ["t OK renamed"]
    assert ask(session, "FETCH 1 UID")[0] == "* 1 FETCH (UID 1)"


def test_renaming_inbox_moves_its_letters() -> None:
    accounts = OneAccount("one", "two")
    session = selected(accounts)
    answer = ask(session, "RENAME INBOX Old")
    assert answer[:2] == ["* 2 EXPUNGE", "* 1 EXPUNGE"]
    assert accounts.subjects("Old") == ["one", "two"]
    assert accounts.subjects() == []


@pytest.mark.parametrize(
    ("command", "answer"),
    [
        ("SELECT", "t BAD"),
        ("SELECT a b", "t BAD"),
        ("CREATE Sent", "t NO [ALREADYEXISTS]"),
        ("CREATE a*b", "t BAD"),
        ('CREATE "a*b"', "t NO [CANNOT]"),
        ("CREATE " + "x/" * 30 + "x", "t NO [CANNOT]"),
        ("RENAME Nowhere Somewhere", "t NO [NONEXISTENT]"),
        ("RENAME Sent Trash", "t NO [ALREADYEXISTS]"),
        ("RENAME Sent INBOX", "t NO [ALREADYEXISTS]"),
        ("RENAME Sent Sent/Below", "t NO [CANNOT]"),
        ("SUBSCRIBE Nowhere", "t NO [NONEXISTENT]"),
        ("STATUS INBOX", "t BAD"),
        ("STATUS INBOX ()", "t BAD"),
        ("STATUS INBOX (SMELL)", "t BAD"),
        ("STATUS INBOX (MESSAGES", "t BAD"),
        ("NAMESPACE x", "t BAD"),
        ("ENABLE", "t BAD"),
    ],
)
def test_refusals(command: str, answer: str) -> None:
    assert ask(logged_in(OneAccount()), command)[-1].startswith(answer)


@pytest.mark.parametrize("item", STATUS_ITEMS)
def test_status_items(item: str) -> None:
    accounts = OneAccount("one", "two")
    accounts.arrive("three", ["\\Seen", "\\Deleted"])
    wanted = {"MESSAGES": 3, "RECENT": 3, "UIDNEXT": 4, "UIDVALIDITY": 101, "UNSEEN": 2}
    wanted["DELETED"] = 1
    answer = ask(logged_in(accounts), f"STATUS inbox ({item.lower()})")
    assert answer[0] == f"* STATUS INBOX ({item} {wanted[item]})"


def test_an_account_has_only_so_many_mailboxes() -> None:
    accounts = OneAccount()
    session = logged_in(accounts)
    there = len(accounts.store.names())
    for number in range(MAX_MAILBOXES - there):
        accounts.store.create(f"m{number}")
    assert ask(session, "CREATE one-more")[-1].startswith("t NO [LIMIT]")
    assert ask(session, "RENAME INBOX one-more")[-1].startswith("t NO [LIMIT]")
    assert ask(session, "RENAME m1 new/m1")[-1].startswith("t NO [LIMIT]")
    assert ask(session, "CREATE m1")[-1].startswith("t NO [ALREADYEXISTS]")
    assert ask(session, "RENAME m1 other")[-1] == "t OK renamed"
    assert ask(session, "DELETE m2")[-1] == "t OK deleted"
    assert ask(session, "CREATE one-more/below")[-1].startswith("t NO [LIMIT]")
    assert ask(session, "CREATE one-more")[-1] == "t OK created"


def test_the_names_of_mailboxes_that_are_gone_fill_no_endless_list() -> None:
    accounts = OneAccount()
    session = logged_in(accounts)
    for number in range(MAX_MAILBOXES):
        accounts.store.subscribe(f"gone{number}")
    ask(session, "CREATE Work")
    assert ask(session, "SUBSCRIBE Work")[-1].startswith("t NO [LIMIT]")
    assert ask(session, "SUBSCRIBE INBOX")[-1] == "t OK subscribed"
    ask(session, "UNSUBSCRIBE gone1")
    assert ask(session, "SUBSCRIBE Sent")[-1] == "t OK subscribed"


def test_enable_passes_over_what_it_does_not_know() -> None:
    session = logged_in(OneAccount())
    assert ask(session, "ENABLE X-GOOD IDLE")[0] == "* ENABLED"
    assert session.enabled == set()
