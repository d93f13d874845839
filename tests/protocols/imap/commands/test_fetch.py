"""FETCH: rows, marking as read, and what many letters look like."""

from __future__ import annotations

import pytest

from labkit.mail.flags import SEEN
from labkit.mail.message import Message
from labkit.protocols.imap.commands.fetch import _CACHED_PLANS
from tests.protocols.imap.talk import NOW, OneAccount, ask, letter, said, selected, told


@pytest.mark.parametrize(
    ("items", "row"),
    [
        ("UID", b"UID 1"),
        ("FLAGS", b"FLAGS (\\Recent)"),
        ("RFC822.SIZE", b"RFC822.SIZE 84"),
        ("INTERNALDATE", b'INTERNALDATE " 1-Feb-2026 09:00:00 +0000"'),
        ("BODY", b'BODY ("text" "plain" ("charset" "us-ascii") NIL NIL "7bit" 14 1)'),
        ("RFC822.HEADER", b"RFC822.HEADER {70}\r\n" + letter("one")[:70]),
        ("BODY.PEEK[]<80.100>", b"BODY[]<80> {4}\r\n" + letter("one")[80:]),
        ("BODY.PEEK[]<84.1>", b"BODY[]<84> {0}\r\n"),
        ("BODY.PEEK[TEXT]", b"BODY[TEXT] {14}\r\nThis is one.\r\n"),
        ("(FLAGS UID)", b"UID 1 FLAGS (\\Recent)"),
        ("BODY.PEEK[5]", b"BODY[5] NIL"),
    ],
)
def test_rows(items: str, row: bytes) -> None:
    session = selected(OneAccount("one"))
    answer = told(session, b"t FETCH 1 %b\r\n" % items.encode())
    assert answer == b"* 1 FETCH (" + row + b")\r\nt OK that is all\r\n"


def test_reading_marks_tells_and_lets_the_others_know() -> None:
    accounts = OneAccount("one")
    one, other = selected(accounts), selected(accounts)
    assert "FLAGS (\\Seen \\Recent)" in ask(one, "FETCH 1 RFC822")[0]
    assert accounts.inbox.entries[1].flags == {SEEN}
    assert ask(other, "NOOP")[0] == "* 1 FETCH (FLAGS (\\Seen))"
    assert "FLAGS" not in ask(one, "FETCH 1 RFC822.TEXT")[0]


def test_letters_are_marked_only_as_their_text_is_taken() -> None:
    accounts = OneAccount()
    for _ in range(40):
        accounts.inbox.append(Message(b"x" * 200_000, NOW))
    session = selected(accounts)
    session.receive_data(b"a FETCH 1:* BODY[]\r\n")
    assert accounts.inbox.unseen_count > 20
    said(session)
    assert accounts.inbox.unseen_count == 0


def test_what_never_changes_is_kept_with_the_message() -> None:
    accounts = OneAccount("one")
    session = selected(accounts)
    first = ask(session, "FETCH 1 (ENVELOPE RFC822.SIZE)")
    assert ask(session, "FETCH 1 (RFC822.SIZE ENVELOPE)") == first
    message = accounts.inbox.entries[1].message
    assert len(message.fetch_cache) == 1
    for items in (
        "BODY",
        "ENVELOPE",
        "INTERNALDATE",
        "RFC822.SIZE",
        "BODYSTRUCTURE",
        "FULL",
        "ALL",
    ):
        ask(session, f"FETCH 1 ({items})" if items not in ("FULL", "ALL") else f"FETCH 1 {items}")
    assert len(message.fetch_cache) == _CACHED_PLANS


def test_a_letter_that_is_gone_can_still_be_read_until_that_is_told() -> None:
    accounts = OneAccount("one")
    session = selected(accounts)
    accounts.inbox.expunge([accounts.inbox.entries[1]])
    assert "This is one." in "".join(ask(session, "FETCH 1 BODY[TEXT]"))
    assert ask(session, "NOOP")[0] == "* 1 EXPUNGE"


def test_many_letters_come_in_order() -> None:
    session = selected(OneAccount(*map(str, range(500))))
    rows = ask(session, "FETCH 7,400:*,1:3 UID")[:-1]
    numbers = [1, 2, 3, 7, *range(400, 501)]
    assert rows == [f"* {number} FETCH (UID {number})" for number in numbers]


def test_no_octet_of_a_letter_is_copied_into_its_row() -> None:
    accounts = OneAccount("one")
    session = selected(accounts)
    session.receive_data(b"t FETCH 1 BODY.PEEK[]\r\n")
    octets = accounts.inbox.entries[1].message.octets
    assert any(piece is octets for piece in session._output._pieces)


def test_what_is_no_letter_does_not_break_it() -> None:
    accounts = OneAccount()
    for octets in (b"", b"\0", b"\r\n", b"no header", b"Content-Type: multipart/mixed\r\n\r\n"):
        accounts.inbox.append(Message(octets, NOW))
    session = selected(accounts)
    items = b"BODYSTRUCTURE BODY[] BODY[HEADER] BODY[TEXT] BODY[1] BODY[HEADER.FIELDS (A)] RFC822"
    assert told(session, b"t FETCH 1:* (ENVELOPE %b)\r\n" % items).endswith(b"t OK that is all\r\n")


def test_a_keyword_is_told_before_reading_tells_the_flags() -> None:
    accounts = OneAccount("one")
    session = selected(accounts)
    accounts.inbox.change_flags([accounts.inbox.entries[1]], "add", ["$New"])
    answer = ask(session, "FETCH 1 BODY[1]<0.1>")
    assert answer[0] == "* FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft $New)"
    assert answer[2].startswith("* 1 FETCH (FLAGS (\\Seen $New \\Recent) BODY[1]")
