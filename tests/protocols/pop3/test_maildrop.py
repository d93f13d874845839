"""The maildrop: fixed at login, exact sizes, marks, and a removal that may fail."""

from __future__ import annotations

import pytest

from labkit.protocols.errors import CommandRefused, SyntaxRefused
from labkit.protocols.pop3.maildrop import Maildrop, wire_size, wire_text
from tests.protocols.pop3.maildrops import OneAccount, letter, logged_in, say


def filled(*letters: bytes) -> Maildrop:
    return Maildrop(OneAccount(*letters).inbox)


@pytest.mark.parametrize(
    ("octets", "wire"),
    [
        (b"", b""),
        (b"a", b"a\r\n"),
        (b"a\n", b"a\n\r\n"),
        (b"a\r\n", b"a\r\n"),
        (b".", b"..\r\n"),
        (b"..\r\n.\r\n", b"...\r\n..\r\n"),
        (b"a.\r\nb\r\n", b"a.\r\nb\r\n"),
        (b"a\n.\r\nb\r\n", b"a\n..\r\nb\r\n"),
    ],
)
def test_wire_text_and_its_size(octets: bytes, wire: bytes) -> None:
    assert wire_text(octets) == wire
    entry = OneAccount(octets).inbox.entries[1]
    doubled = wire.count(b"\n..") + wire.startswith(b"..")
    assert wire_size(entry) == len(wire) - doubled


def test_numbers_stay_and_marked_ones_cannot_be_named() -> None:
    drop = filled(letter("one"), letter("two"))
    drop.mark(drop.number("1"))
    assert (drop.count, drop.octets) == (1, 30)
    assert [number for number, _ in drop.unmarked()] == [2]
    with pytest.raises(CommandRefused):
        drop.number("1")
    drop.unmark_all()
    assert (drop.count, drop.octets, drop.number("1")) == (2, 60, 1)


@pytest.mark.parametrize("text", ["", "x", "-1", "+1", "1.0", "²", "1 1", "１"])
def test_not_a_number(text: str) -> None:
    with pytest.raises(SyntaxRefused):
        filled(letter("one")).number(text)


@pytest.mark.parametrize("text", ["0", "2", "9" * 240])
def test_no_such_message(text: str) -> None:
    with pytest.raises(CommandRefused, match="no such message"):
        filled(letter("one")).number(text)


def test_unique_ids_tell_two_equal_letters_apart() -> None:
    drop = filled(letter("one"), letter("one"))
    assert [drop.unique_id(entry) for entry in drop.entries] == ["7-1", "7-2"]


def test_what_was_retrieved_is_marked_once() -> None:
    drop = filled(letter("one"), letter("two"), letter("three"))
    drop.mark(1)
    drop.retrieved |= {1, 2}
    drop.mark_retrieved()
    assert drop.marked == {1, 2}
    assert (drop.count, drop.octets) == (1, 34)


def test_removal_names_the_session_that_did_it() -> None:
    accounts = OneAccount(letter("one"))
    heard = []
    accounts.inbox.listen(heard.append)
    session = logged_in(accounts)
    say(session, b"DELE 1\r\nQUIT\r\n")
    assert [(change.kind, change.by) for change in heard] == [("expunged", session)]
