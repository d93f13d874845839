"""A mailbox against a simple model of one, under whatever order of actions hypothesis finds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from labkit.mail.flags import DELETED, FLAGGED, SEEN
from labkit.mail.mailbox import Change, Entry, FlagChange, Mailbox
from labkit.mail.message import Message

LETTER = Message(b"Subject: hi\r\n\r\n", datetime(2026, 1, 5, tzinfo=UTC))
FLAGS = st.sets(st.sampled_from([SEEN, "\\seen", DELETED, FLAGGED, "$Work", "$WORK"]), max_size=3)


def spelled(flags: set[str]) -> set[str]:
    return {flag.lower() for flag in flags}


class MailboxMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.mailbox = Mailbox("INBOX", 1)
        self.heard: list[Change] = []
        self.mailbox.listen(self.heard.append)
        self.model: dict[int, set[str]] = {}
        self.last_uid = 0
        self.recent_from = 1
        self.mod_sequence = self.mailbox.highest_mod_sequence
        self.all_entries: list[Entry] = []

    def expect(self, *kinds: str) -> None:
        """Exactly these changes were published, before the call returned."""
        assert [change.kind for change in self.heard] == list(kinds)
        assert (self.mailbox.highest_mod_sequence > self.mod_sequence) == bool(kinds)
        self.mod_sequence = self.mailbox.highest_mod_sequence
        self.heard.clear()

    def some(self, data: st.DataObject) -> list[Entry]:
        """Some entries, those that are gone among them."""
        if not self.all_entries:
            return []
        return data.draw(st.lists(st.sampled_from(self.all_entries), max_size=4))

    @rule(letters=st.lists(FLAGS, max_size=3))
    def append(self, letters: list[set[str]]) -> None:
        added = self.mailbox.append_all([(LETTER, flags) for flags in letters])
        assert [entry.uid for entry in added] == [
            self.last_uid + place for place in range(1, len(letters) + 1)
        ]
        for entry, flags in zip(added, letters, strict=True):
            assert entry.mod_sequence > self.mod_sequence
            self.model[entry.uid] = spelled(flags)
        self.last_uid += len(letters)
        self.all_entries += added
        assert [list(change.entries) for change in self.heard] == ([added] if added else [])
        self.expect(*["added"] * bool(letters))

    @rule(data=st.data(), how=st.sampled_from(["add", "remove", "replace"]), flags=FLAGS)
    def change_flags(self, data: st.DataObject, how: FlagChange, flags: set[str]) -> None:
        entries = self.some(data)
        expected = []
        for entry in dict.fromkeys(entries):
            old, wanted = self.model.get(entry.uid), spelled(flags)
            if old is None:
                continue
            new = {"add": old | wanted, "remove": old - wanted, "replace": wanted}[how]
            if new != old:
                expected.append(entry)
                self.model[entry.uid] = new
        changed = self.mailbox.change_flags(entries, how, flags)
        assert changed == expected
        assert all(entry.mod_sequence > self.mod_sequence for entry in changed)
        self.expect(*["flags"] * bool(expected))

    @rule(data=st.data())
    def expunge(self, data: st.DataObject) -> None:
        entries = self.some(data)
        expected = [entry for entry in dict.fromkeys(entries) if entry.uid in self.model]
        assert self.mailbox.expunge(entries) == expected
        for entry in expected:
            del self.model[entry.uid]
        self.expect(*["expunged"] * bool(expected))

    @rule()
    def claim_recent(self) -> None:
        assert self.mailbox.claim_recent() == self.recent_from
        self.recent_from = self.last_uid + 1
        self.expect()

    @invariant()
    def agrees(self) -> None:
        mailbox, model = self.mailbox, self.model
        assert list(mailbox.entries) == sorted(model)
        assert len(mailbox) == len(model)
        assert mailbox.uid_next == self.last_uid + 1
        for uid, entry in mailbox.entries.items():
            assert spelled(set(entry.flags)) == model[uid]
            assert len(entry.flags) == len(model[uid])
        unseen = sorted(uid for uid, flags in model.items() if "\\seen" not in flags)
        assert mailbox.unseen_count == len(unseen)
        assert mailbox.first_unseen == next(iter(unseen), None)
        assert mailbox.recent_count == sum(uid >= self.recent_from for uid in model)
        marked = [entry.uid for entry in mailbox.marked_deleted()]
        assert marked == sorted(uid for uid, flags in model.items() if "\\deleted" in flags)
        for entry in self.all_entries:
            assert entry.gone == (entry.uid not in model)


TestMailbox = MailboxMachine.TestCase
TestMailbox.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox("INBOX", 1)


def test_append_all_files_all_or_none(mailbox: Mailbox) -> None:
    def failing() -> Iterator[str]:
        yield "$New"
        raise RuntimeError("the flags could not be read")

    changes: list[Change] = []
    mailbox.listen(changes.append)
    with pytest.raises(RuntimeError):
        mailbox.append_all([(LETTER, [SEEN]), (LETTER, failing())])
    assert (len(mailbox), mailbox.uid_next, mailbox.keywords, changes) == (0, 1, {}, [])


def test_the_first_spelling_of_a_keyword_stays(mailbox: Mailbox) -> None:
    entry = mailbox.append(LETTER, ["$Work"])
    mailbox.change_flags([entry], "replace", ["$WORK"])
    assert entry.flags == {"$Work"}
    assert mailbox.keywords == {"$work": "$Work"}


def test_taking_away_an_unknown_keyword_does_not_make_it_known(mailbox: Mailbox) -> None:
    entry = mailbox.append(LETTER)
    assert mailbox.change_flags([entry], "remove", ["$Never"]) == []
    assert mailbox.keywords == {}


def test_an_entry_of_another_mailbox_is_left_alone(mailbox: Mailbox) -> None:
    mine, other = mailbox.append(LETTER), Mailbox("Other", 2).append(LETTER)
    assert mine.uid == other.uid
    assert mailbox.expunge([other]) == []
    assert mailbox.change_flags([other], "add", [SEEN]) == []
    assert (mailbox.holds(mine), mailbox.holds(other)) == (True, False)


def test_who_made_the_change_is_told(mailbox: Mailbox) -> None:
    me = object()
    changes: list[Change] = []
    mailbox.listen(changes.append)
    entry = mailbox.append(LETTER, by=me)
    mailbox.change_flags([entry], "add", [SEEN], by=me)
    mailbox.expunge([entry], by=me)
    mailbox.removed(by=me)
    assert [change.kind for change in changes] == ["added", "flags", "expunged", "removed"]
    assert all(change.by is me for change in changes)


def test_a_listener_that_is_gone_hears_nothing_more(mailbox: Mailbox) -> None:
    heard: list[str] = []

    def first(change: Change) -> None:
        heard.append("first")
        stop_second()

    stop_first = mailbox.listen(first)
    stop_second = mailbox.listen(lambda change: heard.append("second"))
    mailbox.append(LETTER)
    assert heard == ["first"]
    stop_first()
    stop_first()
    mailbox.append(LETTER)
    assert heard == ["first"]


def test_a_gone_entry_can_still_be_read(mailbox: Mailbox) -> None:
    entry = mailbox.append(LETTER, [SEEN])
    mailbox.expunge([entry])
    assert entry.message.subject == "hi"
    assert entry.gone
