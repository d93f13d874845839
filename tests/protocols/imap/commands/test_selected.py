"""EXPUNGE, CLOSE, COPY, MOVE: what transcripts leave out."""

from __future__ import annotations

import pytest

from tests.protocols.imap.talk import OneAccount, ask, selected


def test_close_tells_how_many_went_and_tells_others() -> None:
    accounts = OneAccount("one", "two", "three")
    one, other = selected(accounts), selected(accounts)
    ask(one, "STORE 1,3 +FLAGS.SILENT (\\Deleted)")
    assert ask(one, "CLOSE") == ["t OK closed; letters removed: 2"]
    assert [line for line in ask(other, "NOOP") if "EXPUNGE" in line] == [
        "* 3 EXPUNGE",
        "* 1 EXPUNGE",
    ]


def test_expunge_takes_what_another_session_marked() -> None:
    accounts = OneAccount("one", "two")
    one, other = selected(accounts), selected(accounts)
    ask(one, "STORE 2 +FLAGS.SILENT (\\Deleted)")
    assert "* 2 EXPUNGE" in ask(other, "EXPUNGE")
    assert accounts.subjects() == ["one"]


def test_copy_keeps_flags_and_date() -> None:
    accounts = OneAccount("one")
    session = selected(accounts)
    ask(session, "STORE 1 FLAGS (\\Seen $Work)")
    ask(session, "COPY 1 Trash")
    original, copied = accounts.inbox.entries[1], accounts.store.get("Trash").entries[1]
    assert copied.flags == original.flags == {"\\Seen", "$Work"}
    assert copied.message is original.message


def test_copy_is_all_or_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    accounts = OneAccount("one", "two", "three")
    session, other = selected(accounts), selected(accounts)
    ask(other, "STORE 2 +FLAGS.SILENT (\\Deleted)")
    ask(other, "EXPUNGE")
    assert ask(session, "COPY 1:3 Trash")[-1].startswith("t NO [EXPUNGEISSUED]")
    assert accounts.subjects("Trash") == []


def test_copy_and_move_into_the_mailbox_that_is_open() -> None:
    accounts = OneAccount("one")
    session = selected(accounts)
    assert ask(session, "COPY 1 INBOX")[:-1] == ["* 2 EXISTS", "* 2 RECENT"]
    assert ask(session, "MOVE 1 INBOX") == [
        "* OK [COPYUID 101 1 3] moved",
        "* 1 EXPUNGE",
        "* 2 EXISTS",
        "* 2 RECENT",
        "t OK moved",
    ]


def test_a_move_sets_no_flag() -> None:
    accounts = OneAccount("one")
    ask(selected(accounts), "MOVE 1 Trash")
    assert accounts.store.get("Trash").entries[1].flags == frozenset()


@pytest.mark.parametrize("verb", ["COPY", "UID COPY", "MOVE", "UID MOVE"])
@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        ("1", "t BAD"),
        ("x Trash", "t BAD"),
        ("1 Trash x", "t BAD"),
        ("1 Nowhere", "t NO [TRYCREATE]"),
    ],
)
def test_refusals(verb: str, arguments: str, answer: str) -> None:
    accounts = OneAccount("one")
    assert ask(selected(accounts), f"{verb} {arguments}")[-1].startswith(answer)
    assert accounts.subjects() == ["one"]
