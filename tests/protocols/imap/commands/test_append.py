"""APPEND: the octets as they came."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkit.protocols.imap.commands.append import MAX_KEYWORDS
from tests.protocols.imap.talk import NOW, OneAccount, ask, logged_in


@given(st.binary(max_size=200).filter(lambda octets: b"\0" not in octets))
def test_the_octets_are_kept(octets: bytes) -> None:
    accounts = OneAccount()
    answer = ask(logged_in(accounts), b"APPEND Sent {%d+}\r\n%b" % (len(octets), octets))
    assert answer == ["t OK [APPENDUID 104 1] filed"]
    entry = accounts.store.get("Sent").entries[1]
    assert entry.message.octets == octets
    assert entry.message.internal_date == NOW
    assert entry.flags == frozenset()


def test_flags_and_date_are_kept() -> None:
    accounts = OneAccount()
    line = 'APPEND Drafts (\\draft $New \\Recent) " 1-Feb-2026 09:00:00 +0900" {1+}\r\nx'
    ask(logged_in(accounts), line)
    entry = accounts.store.get("Drafts").entries[1]
    assert entry.flags == {"\\Draft", "$New"}
    assert entry.message.internal_date.isoformat() == "2026-02-01T09:00:00+09:00"


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        ("Nowhere {1+}\r\nx", "t NO [TRYCREATE]"),
        ("INBOX", "t BAD"),
        ('INBOX "text"', "t BAD"),
        ("INBOX (\\Odd) {1+}\r\nx", "t BAD"),
        ("INBOX (\\Seen {1+}\r\nx", "t BAD"),
        ("INBOX {1+}\r\nx more", "t BAD"),
        ("INBOX {1+}\r\nx {1+}\r\nx", "t BAD"),
    ],
)
def test_refusals(arguments: str, answer: str) -> None:
    accounts = OneAccount()
    assert ask(logged_in(accounts), f"APPEND {arguments}")[-1].startswith(answer)
    assert accounts.subjects() == []


def test_a_mailbox_has_only_so_many_keywords() -> None:
    session = logged_in(OneAccount())
    for number in range(MAX_KEYWORDS):
        ask(session, f"APPEND INBOX (k{number}) {{1+}}\r\nx")
    assert ask(session, "APPEND INBOX (new) {1+}\r\nx")[-1].startswith("t NO [LIMIT]")
    assert ask(session, "APPEND INBOX (K1) {1+}\r\nx")[-1].startswith("t OK")


def test_a_literal_too_big_is_refused_before_it_comes() -> None:
    session = logged_in(OneAccount())
    assert ask(session, "APPEND INBOX {16777217}")[-1].startswith("t NO [TOOBIG]")
    assert ask(session, "APPEND INBOX {16777216}") == ["+ go on"]


def test_a_letter_with_nul_is_refused() -> None:
    """RFC 3501 section 9: CHAR8 is any octet but NUL, in a literal of either side."""
    session = logged_in(accounts := OneAccount())
    assert ask(session, b"APPEND INBOX {3+}\r\na\0b")[-1].startswith("t BAD")
    assert len(accounts.inbox) == 0
