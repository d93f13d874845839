"""The numbered view, against lists."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkit.mail.mailbox import Mailbox
from labkit.mail.message import Message
from labkit.protocols.imap.numset import NumberSet
from labkit.protocols.imap.responses import SyntaxRefused
from labkit.protocols.imap.view import View
from tests.protocols.imap.talk import NOW

MESSAGE = Message(b"x", NOW)


def mailbox(size: int, gone: set[int] = frozenset()) -> Mailbox:  # type: ignore[assignment]
    box = Mailbox("INBOX", 1)
    for _ in range(size):
        box.append(MESSAGE)
    box.expunge([box.entries[uid] for uid in gone if uid in box.entries])
    return box


@given(st.integers(0, 20), st.sets(st.integers(1, 20)), st.sets(st.integers(1, 25), min_size=1))
def test_uids_that_are_there(size: int, gone: set[int], wanted: set[int]) -> None:
    view = View(mailbox(size, gone))
    uids = [entry.uid for entry in view.entries]
    text = ",".join(map(str, wanted)).encode()
    numbers = view.numbers(NumberSet.parse(text), by_uid=True)
    assert [uids[number - 1] for number in numbers] == sorted(wanted & set(uids))
    assert [entry.uid for entry in view.letters(numbers)] == sorted(wanted & set(uids))


def test_star_is_the_last_letter_even_if_its_uid_is_smaller() -> None:
    view = View(mailbox(5, {2}))
    assert list(view.numbers(NumberSet.parse(b"100:*"), by_uid=True)) == [4]
    assert list(view.numbers(NumberSet.parse(b"*"), by_uid=False)) == [4]
    assert list(view.numbers(NumberSet.parse(b"1:4294967295"), by_uid=True)) == [1, 2, 3, 4]


def test_numbers_that_are_not_there_are_refused() -> None:
    view = View(mailbox(2))
    assert list(view.numbers(NumberSet.parse(b"2:1"), by_uid=False)) == [1, 2]
    for text in (b"3", b"1:3", b"1:4294967295"):
        with pytest.raises(SyntaxRefused, match="last letter here is number 2"):
            view.numbers(NumberSet.parse(text), by_uid=False)
    with pytest.raises(SyntaxRefused, match="no letter here"):
        View(mailbox(0)).numbers(NumberSet.parse(b"*"), by_uid=False)
    assert not View(mailbox(0)).numbers(NumberSet.parse(b"1:*"), by_uid=True)


@given(st.sets(st.integers(1, 60)))
def test_drop_tells_the_old_numbers_from_the_highest_down(gone: set[int]) -> None:
    view = View(mailbox(40))
    assert view.drop(gone) == sorted((uid for uid in gone if uid <= 40), reverse=True)
    left = [uid for uid in range(1, 41) if uid not in gone]
    assert [entry.uid for entry in view.entries] == left
    assert [view.number(uid) for uid in left] == list(range(1, len(left) + 1))
    assert all(view.number(uid) is None for uid in gone)


def test_recent_is_for_one_view_and_examine_only_looks() -> None:
    box = mailbox(3)
    assert View(box, read_only=True).recent_count == 3
    first = View(box)
    assert first.recent_count == 3
    assert View(box).recent_count == 0
    new = box.append(MESSAGE)
    first.admit([new])
    assert first.recent_count == 4
    assert first.is_recent(new)
    assert len(first._recent) == 1


def test_recent_of_two_takers() -> None:
    box = mailbox(1)
    first, second = View(box), View(box)
    for taker, other in ((first, second), (second, first), (first, second)):
        new = box.append(MESSAGE)
        taker.admit([new])
        other.admit([new])
    assert first.recent_count == 3
    assert second.recent_count == 1
