"""What every store must pass. A test module subclasses StoreSuite and says how to make a store.

class TestMemoryStore(StoreSuite):
    def make_store(self, next_uid_validity, policy): return MemoryStore(next_uid_validity, policy)
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count

import pytest

from labkit.mail.flags import DELETED, SEEN
from labkit.mail.mailbox import Change, Mailbox
from labkit.mail.message import Message
from labkit.mail.names import MAX_DEPTH, SPECIAL_USE, BadMailboxName
from labkit.mail.policy import Policy
from labkit.mail.store import (
    CannotChange,
    DiskFull,
    MailboxExists,
    NoSuchMailbox,
    OverQuota,
    Store,
)

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
FROM_THE_START = ["INBOX", "Drafts", "Junk", "Sent", "Trash"]


def letter(number: int) -> Message:
    return Message(b"Subject: %d\r\n\r\nHello\r\n" % number, NOON)


def filled(mailbox: Mailbox, count: int) -> Mailbox:
    mailbox.append_all([(letter(number), ()) for number in range(count)])
    return mailbox


def subjects(mailbox: Mailbox) -> list[str]:
    return [entry.message.subject for entry in mailbox.entries.values()]


def heard(mailbox: Mailbox) -> list[Change]:
    changes: list[Change] = []
    mailbox.listen(changes.append)
    return changes


class StoreSuite:
    def make_store(self, next_uid_validity: Callable[[], int], policy: Policy) -> Store:
        raise NotImplementedError

    @pytest.fixture
    def policy(self) -> Policy:
        return Policy()

    @pytest.fixture
    def store(self, policy: Policy) -> Store:
        return self.make_store(count(1).__next__, policy)

    def test_special_mailboxes_exist_from_the_start(self, store: Store) -> None:
        assert store.names() == FROM_THE_START
        assert sorted(store.subscribed()) == sorted(FROM_THE_START)
        assert {name: store.get(name).special_use for name in SPECIAL_USE} == SPECIAL_USE
        assert store.get("INBOX").special_use == ""

    def test_inbox_is_found_in_any_case_and_others_in_theirs(self, store: Store) -> None:
        assert store.get("inBox") is store.get("INBOX")
        with pytest.raises(NoSuchMailbox):
            store.get("sent")

    def test_create_makes_what_is_missing_above(self, store: Store) -> None:
        made = store.create("a/b/c")
        assert made is store.get("a/b/c")
        assert store.names() == [*FROM_THE_START, "a", "a/b", "a/b/c"]
        store.create("a/d")
        with pytest.raises(MailboxExists):
            store.create("a/b")
        with pytest.raises(MailboxExists):
            store.create("inbox")

    @pytest.mark.parametrize("name", ["", "a//b", "*", "a\0", "/".join("x" * (MAX_DEPTH + 1))])
    def test_create_refuses_what_is_no_name(self, store: Store, name: str) -> None:
        with pytest.raises(BadMailboxName):
            store.create(name)
        assert store.names() == FROM_THE_START

    def test_uid_validity_of_a_name_only_grows(self, store: Store) -> None:
        # RFC 9051 section 6.3.4: a mailbox made again under an old name is another one.
        seen = [mailbox.uid_validity for mailbox in map(store.get, store.names())]
        assert len(set(seen)) == len(seen)
        first = store.create("a").uid_validity
        store.delete("a")
        assert store.create("a").uid_validity > first

    def test_delete_takes_the_letters_and_tells_the_listeners(self, store: Store) -> None:
        mailbox = filled(store.create("a/b"), 1)
        store.create("a/b/c")
        changes, me = heard(mailbox), object()
        store.delete("a/b", by=me)
        assert [(change.kind, change.by) for change in changes] == [("removed", me)]
        assert store.names() == [*FROM_THE_START, "a", "a/b/c"]
        with pytest.raises(NoSuchMailbox):
            store.delete("a/b")
        assert len(store.create("a/b")) == 0

    def test_inbox_stays(self, store: Store) -> None:
        with pytest.raises(CannotChange):
            store.delete("Inbox")
        assert "INBOX" in store.names()

    def test_rename_takes_along_what_is_below(self, store: Store) -> None:
        mailbox = filled(store.create("a/b"), 2)
        below = store.create("a/b/c")
        store.rename("a/b", "x/y")
        assert store.names() == [*FROM_THE_START, "a", "x", "x/y", "x/y/c"]
        assert store.get("x/y") is mailbox
        assert (mailbox.name, below.name) == ("x/y", "x/y/c")
        assert subjects(mailbox) == ["0", "1"]

    def test_rename_takes_along_nothing_that_only_begins_alike(self, store: Store) -> None:
        store.create("ab")
        store.create("a")
        store.rename("a", "x")
        assert store.names() == [*FROM_THE_START, "ab", "x"]

    def test_rename_refuses_and_then_changes_nothing(self, store: Store) -> None:
        store.create("a/b")
        store.create("c")
        deep = "/".join("x" * MAX_DEPTH)
        before = store.names()
        for old, new, refusal in [
            ("none", "x", NoSuchMailbox),
            ("a", "c", MailboxExists),
            ("a", "a", MailboxExists),
            ("a", "a/x/y", BadMailboxName),
            ("a", "x*", BadMailboxName),
            ("a", deep, BadMailboxName),  # "a/b" would become too deep
            ("INBOX", "c", MailboxExists),
            ("a", "inbox", MailboxExists),
        ]:
            with pytest.raises(refusal):
                store.rename(old, new)
            assert store.names() == before

    def test_rename_takes_what_is_below_a_name_that_is_no_mailbox_any_more(
        self, store: Store
    ) -> None:
        below = store.create("a/b")
        store.delete("a")
        store.rename("a", "x")
        assert store.names() == [*FROM_THE_START, "x/b"]
        assert store.get("x/b") is below

    def test_a_name_never_comes_back_to_a_smaller_uid_validity(self, store: Store) -> None:
        # RFC 3501 section 2.3.1.1: a client that knew the newer "a" must see that all is new.
        old, below = store.create("a"), store.create("a/b")
        store.rename("a", "kept")
        newer = store.create("a/b")
        store.delete("a/b")
        store.delete("a")
        changes = heard(below)
        store.rename("kept", "a")
        assert store.get("a") is old
        assert old.uid_validity > newer.uid_validity
        assert below.uid_validity > newer.uid_validity
        assert [change.kind for change in changes] == ["renumbered"]

    def test_a_mailbox_that_comes_back_to_its_name_keeps_its_uid_validity(
        self, store: Store
    ) -> None:
        mailbox = store.create("a")
        before = mailbox.uid_validity
        store.rename("a", "b")
        store.rename("b", "a")
        assert mailbox.uid_validity == before

    def test_rename_of_inbox_gives_away_its_letters(self, store: Store) -> None:
        # RFC 9051 section 6.3.6: INBOX itself stays, empty, and what is below it stays there.
        inbox = filled(store.get("INBOX"), 3)
        store.create("INBOX/work")
        changes = heard(inbox)
        store.rename("inbox", "old/mail")
        assert store.get("INBOX") is inbox
        assert len(inbox) == 0
        assert subjects(store.get("old/mail")) == ["0", "1", "2"]
        assert store.names() == ["INBOX", "Drafts", "INBOX/work", *FROM_THE_START[2:], *[
            "old", "old/mail"]]  # fmt: skip
        assert [change.kind for change in changes] == ["expunged"]

    def test_a_special_use_is_never_there_twice(self, store: Store) -> None:
        store.rename("Sent", "Archive")
        assert store.get("Archive").special_use == "\\Sent"
        assert store.create("Sent").special_use == ""

    def test_a_subscription_outlives_its_mailbox(self, store: Store) -> None:
        store.create("a")
        store.subscribe("a")
        store.delete("a")
        assert "a" in store.subscribed()
        store.unsubscribe("a")
        store.unsubscribe("a")
        store.unsubscribe("inbox")
        assert "a" not in store.subscribed()
        assert "INBOX" not in store.subscribed()

    def test_subscribing_twice_is_once(self, store: Store) -> None:
        store.subscribe("none")
        store.subscribe("none")
        assert store.subscribed().count("none") == 1

    def test_move_takes_letters_with_their_flags(self, store: Store) -> None:
        inbox, trash = filled(store.get("INBOX"), 3), filled(store.get("Trash"), 1)
        one, two, three = inbox.entries.values()
        inbox.change_flags([two], "add", [SEEN, "$Work"])
        here, there, me = heard(inbox), heard(trash), object()
        moved = store.move([one, two, two], inbox, trash, me)
        assert [(entry.uid, entry.flags) for entry in moved] == [
            (2, frozenset()),
            (3, frozenset({SEEN, "$Work"})),
        ]
        assert [entry.message for entry in moved] == [one.message, two.message]
        assert list(inbox.entries.values()) == [three]
        assert (one.gone, two.gone, three.gone) == (True, True, False)
        assert [(change.kind, change.by) for change in here] == [("expunged", me)]
        assert [(change.kind, change.by) for change in there] == [("added", me)]

    def test_move_passes_over_what_is_gone(self, store: Store) -> None:
        inbox, trash = filled(store.get("INBOX"), 1), store.get("Trash")
        (entry,) = inbox.entries.values()
        inbox.expunge([entry])
        changes = heard(trash)
        assert store.move([entry], inbox, trash, None) == []
        assert changes == []

    def test_move_within_one_mailbox_gives_new_uids(self, store: Store) -> None:
        inbox = filled(store.get("INBOX"), 2)
        store.move(list(inbox.entries.values())[:1], inbox, inbox, None)
        assert list(inbox.entries) == [2, 3]
        assert subjects(inbox) == ["1", "0"]

    def test_the_maildrop_is_locked_for_one(self, store: Store) -> None:
        one, two = object(), object()
        assert not store.maildrop_locked
        assert store.lock_maildrop(one)
        assert store.lock_maildrop(one)
        assert store.maildrop_locked
        assert not store.lock_maildrop(two)
        store.unlock_maildrop(two)
        assert not store.lock_maildrop(two)
        store.unlock_maildrop(one)
        assert not store.maildrop_locked
        assert store.lock_maildrop(two)

    def test_what_one_marks_the_others_see(self, store: Store) -> None:
        inbox = filled(store.get("INBOX"), 1)
        inbox.change_flags(inbox.entries.values(), "add", [DELETED])
        again = store.get("inbox")
        assert [entry.uid for entry in again.marked_deleted()] == [1]

    def test_a_quota_counts_the_letters_of_all_mailboxes(self, store: Store) -> None:
        store.quota = 3
        inbox, sent = filled(store.get("INBOX"), 2), filled(store.get("Sent"), 1)
        assert store.used == 3
        for mailbox in (inbox, sent, store.create("more")):
            with pytest.raises(OverQuota, match="3 of 3 letters"):
                mailbox.append(letter(9))
        assert (len(inbox), len(sent), inbox.uid_next) == (2, 1, 3)
        inbox.expunge(list(inbox.entries.values())[:1])
        sent.append(letter(9))
        assert store.used == 3

    def test_several_letters_come_all_or_not_at_all(self, store: Store) -> None:
        store.quota = 3
        inbox = filled(store.get("INBOX"), 2)
        changes = heard(inbox)
        with pytest.raises(OverQuota):
            filled(inbox, 2)
        assert (len(inbox), changes) == (2, [])

    def test_a_letter_moves_within_a_full_mailbox(self, store: Store) -> None:
        inbox = filled(store.get("INBOX"), 2)
        store.quota = 1  # lowered below what is there: nothing is taken away
        store.move(list(inbox.entries.values()), inbox, store.get("Trash"), None)
        assert subjects(store.get("Trash")) == ["0", "1"]

    def test_a_full_disk_takes_nothing_new_and_gives_what_it_has(
        self, store: Store, policy: Policy
    ) -> None:
        inbox = filled(store.get("INBOX"), 1)
        policy.disk_full = True
        with pytest.raises(DiskFull):
            inbox.append(letter(9))
        with pytest.raises(DiskFull):
            store.create("more")
        assert (subjects(inbox), store.names()) == (["0"], FROM_THE_START)
        policy.disk_full = False
        inbox.append(letter(9))

    def test_a_backup_brings_the_letters_back_under_new_numbers(self, store: Store) -> None:
        # RFC 3501 section 2.3.1.1: other UIDs need a UIDVALIDITY that was never there before.
        store.rename("Sent", "Archive")
        inbox = filled(store.get("INBOX"), 3)
        first, second, _ = inbox.entries.values()
        inbox.change_flags([second], "add", [SEEN, "$Work"])
        inbox.expunge([first])
        changes, before = heard(inbox), [store.get(name).uid_validity for name in store.names()]
        store.restored()
        restored = store.get("INBOX")
        assert (list(restored.entries), subjects(restored)) == ([1, 2], ["2", "1"])
        assert restored.entries[2].flags == {SEEN, "$Work"}
        assert restored.entries[2].message is second.message
        assert min(store.get(name).uid_validity for name in store.names()) > max(before)
        assert store.get("Archive").special_use == "\\Sent"
        assert [change.kind for change in changes] == ["removed"]

    def test_even_many_names_that_are_gone_never_come_back_smaller(
        self, store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("labkit.mail.store.MAX_TOLD", 3)
        old = store.create("kept")
        highest = 0
        for number in range(10):
            highest = store.create(f"gone{number}").uid_validity
            store.delete(f"gone{number}")
        store.rename("kept", "gone0")
        assert store.get("gone0") is old
        assert old.uid_validity > highest - 9
