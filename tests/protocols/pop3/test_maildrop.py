"""The maildrop: fixed at login, exact sizes, marks, and a removal that may fail."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from labkit.mail.mailbox import Entry, Mailbox
from labkit.protocols.errors import CommandRefused, SyntaxRefused
from labkit.protocols.pop3.maildrop import Maildrop, wire_size, wire_text
from tests.protocols.pop3.maildrops import OneAccount, letter, logged_in, say


class StubbornMailbox(Mailbox):
    """Removes only what it likes: the letters with an odd UID."""

    def expunge(self, entries: Iterable[Entry], by: object = None) -> list[Entry]:
        return super().expunge([entry for entry in entries if entry.uid % 2], by)


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


def test_what_could_not_be_removed_is_said_at_quit() -> None:
    # RFC 1939 section 6: -ERR, the lock is given back and the connection ends all the same.
    accounts = OneAccount()
    stubborn = StubbornMailbox("INBOX", 9)
    accounts.ken.store._mailboxes["INBOX"] = accounts.inbox = stubborn
    for name in ("one", "two", "three"):
        accounts.add(letter(name))
    session = logged_in(accounts)
    say(session, b"DELE 1\r\nDELE 2\r\n")
    assert say(session, b"QUIT\r\n") == b"-ERR some deleted messages not removed\r\n"
    assert session.closing
    assert accounts.left() == [letter("two"), letter("three")]
    logged_in(accounts)


def test_removal_names_the_session_that_did_it() -> None:
    accounts = OneAccount(letter("one"))
    heard = []
    accounts.inbox.listen(heard.append)
    session = logged_in(accounts)
    say(session, b"DELE 1\r\nQUIT\r\n")
    assert [(change.kind, change.by) for change in heard] == [("expunged", session)]
