"""STORE: what transcripts leave out."""

from __future__ import annotations

import pytest

from labkit.protocols.imap.commands.append import MAX_KEYWORD, MAX_KEYWORDS
from tests.protocols.imap.talk import OneAccount, ask, selected


@pytest.mark.parametrize(
    ("how", "flags"),
    [
        ("+FLAGS (\\Flagged)", "(\\Flagged \\Seen \\Recent)"),
        ("-FLAGS (\\Seen)", "(\\Recent)"),
        ("FLAGS (\\Draft)", "(\\Draft \\Recent)"),
        ("flags ()", "(\\Recent)"),
        ("+flags \\answered \\Flagged", "(\\Answered \\Flagged \\Seen \\Recent)"),
        ("+FLAGS (\\Recent)", "(\\Seen \\Recent)"),
    ],
)
def test_how(how: str, flags: str) -> None:
    accounts = OneAccount()
    accounts.arrive("one", ["\\Seen"])
    session = selected(accounts)
    assert ask(session, f"STORE 1 {how}") == [f"* 1 FETCH (FLAGS {flags})", "t OK flags changed"]


def test_a_keyword_keeps_its_first_spelling() -> None:
    session = selected(OneAccount("one", "two"))
    ask(session, "STORE 1 +FLAGS ($Work)")
    assert ask(session, "STORE 2 +FLAGS ($WORK)")[0] == "* 2 FETCH (FLAGS ($Work \\Recent))"


def test_many_at_once() -> None:
    session = selected(OneAccount(*map(str, range(600))))
    answer = ask(session, "UID STORE 2:* +FLAGS (\\Seen)")
    assert len(answer) == 600
    assert answer[0] == "* 2 FETCH (UID 2 FLAGS (\\Seen \\Recent))"
    assert answer[598].startswith("* 600 FETCH (UID 600 ")


@pytest.mark.parametrize(
    "arguments",
    ["1", "1 FLAGS", "1 FLAGS ", "1 FLAGS (", "1 FLAGS (\\Seen) x", "1 *FLAGS ()",
     "1 +FLAGS.LOUD ()", "2 FLAGS ()", "x FLAGS ()", "1 +FLAGS (\\Odd)"],
)  # fmt: skip
def test_what_is_no_store(arguments: str) -> None:
    accounts = OneAccount("one")
    assert ask(selected(accounts), f"STORE {arguments}")[-1].startswith("t BAD")
    assert accounts.inbox.entries[1].flags == frozenset()


def test_too_many_keywords() -> None:
    session = selected(OneAccount("one"))
    flags = " ".join(f"k{number}" for number in range(201))
    assert ask(session, f"STORE 1 FLAGS ({flags})")[-1].startswith("t NO [LIMIT]")


def test_by_uid_a_letter_that_is_gone_is_passed_over() -> None:
    accounts = OneAccount("one", "two")
    session = selected(accounts)
    accounts.inbox.expunge([accounts.inbox.entries[1]])
    assert ask(session, "UID STORE 1:2 +FLAGS (\\Seen)") == [
        "* 2 FETCH (UID 2 FLAGS (\\Seen \\Recent))",
        "* 1 EXPUNGE",
        "t OK flags changed",
    ]


def test_a_keyword_has_an_end() -> None:
    """What a letter's flags look like is kept ready: it must not be a megabyte."""
    accounts = OneAccount("one")
    session = selected(accounts)
    assert ask(session, f"STORE 1 +FLAGS ({'k' * (MAX_KEYWORD + 1)})")[-1].startswith(
        "t NO [LIMIT]"
    )
    assert ask(session, f"STORE 1 +FLAGS ({'k' * MAX_KEYWORD})")[-1].startswith("t OK")
    assert len(accounts.inbox.keywords) == 1


def test_what_is_taken_away_need_not_have_room() -> None:
    session = selected(OneAccount("one"))
    flags = " ".join(f"k{number}" for number in range(MAX_KEYWORDS))
    assert ask(session, f"STORE 1 FLAGS.SILENT ({flags})")[-1].startswith("t OK")
    assert ask(session, "STORE 1 -FLAGS.SILENT (k0 other)")[-1] == "t OK flags changed"
