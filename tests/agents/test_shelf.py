"""One mailbox as a device sees it, told by hand what a server says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from labkit.agents.clients import ImapClient, Line, imap
from labkit.agents.held import Held
from labkit.agents.shelf import BATCH, Change, Deed, Shelf, spoken
from labkit.mail.flags import DELETED, SEEN
from labkit.mail.message import Message
from labkit.records import Notice
from labkit.texts import tell
from labkit.wire.clock import START
from tests.agents.household import DOORS, KEN, Household


@pytest.fixture
def client(house: Household) -> Iterator[ImapClient]:
    with imap(Line(house.network, "phone", *DOORS.imap)) as client:
        client.login(KEN.address, KEN.password)
        yield client


@pytest.fixture
def shelf(house: Household) -> Shelf:
    def name_of(octets: bytes) -> tuple[str, Message]:
        message = Message(octets, START)
        return house.letter_of(message.message_id), message

    return Shelf("INBOX", name_of)


def looked_at(shelf: Shelf, client: ImapClient, bodies: bool = True) -> list[str]:
    client.selected = ""  # each look is a visit of its own
    shelf.select(client)
    shelf.replay(client)
    shelf.refresh(client, bodies)
    return [held.letter for held in shelf.letters.values()]


def offline(shelf: Shelf, deed: Deed, held: Held) -> None:
    shelf.show(Change(deed, held))
    shelf.waiting.append(Change(deed, held))


def test_the_view_is_the_mailbox(house: Household, client: ImapClient, shelf: Shelf) -> None:
    assert looked_at(shelf, client) == []
    house.arrive()
    house.arrive()
    assert looked_at(shelf, client) == ["A", "B"]
    assert (shelf.uid_validity, list(shelf.letters)) == (7, [1, 2])
    house.thread.call(house.account.store.get("INBOX").expunge, house.entries()[:1])
    assert looked_at(shelf, client) == ["B"]


def test_flags_follow_the_server(house: Household, client: ImapClient, shelf: Shelf) -> None:
    house.arrive()
    looked_at(shelf, client)
    inbox = house.account.store.get("INBOX")
    house.thread.call(inbox.change_flags, house.entries(), "add", [SEEN, DELETED])
    looked_at(shelf, client)
    assert (shelf.letters[1].seen, shelf.letters[1].marked) == (True, True)
    house.thread.call(inbox.change_flags, house.entries(), "replace", [])
    looked_at(shelf, client)
    assert (shelf.letters[1].seen, shelf.letters[1].marked) == (False, False)


def test_a_letter_keeps_its_place_when_its_text_comes_later(
    house: Household, client: ImapClient, shelf: Shelf
) -> None:
    house.arrive("one")
    house.arrive("two")
    looked_at(shelf, client, bodies=False)
    first = shelf.letters[1]
    read = Change("read", first)
    shelf.carry_out(client, read)
    shelf.show(read)
    assert shelf.letters[1] is first
    assert (first.body, first.seen, list(shelf.letters)) == (True, True, [1, 2])
    assert first.message.octets == house.entries()[0].message.octets
    assert not shelf.letters[2].body


def test_what_was_read_offline_is_told_once(
    house: Household, client: ImapClient, shelf: Shelf
) -> None:
    house.arrive()
    looked_at(shelf, client)
    offline(shelf, "read", shelf.letters[1])
    looked_at(shelf, client)
    assert house.entries()[0].flags == {SEEN}
    house.thread.call(
        house.account.store.get("INBOX").change_flags, house.entries(), "remove", [SEEN]
    )
    looked_at(shelf, client)
    assert (house.entries()[0].flags, shelf.letters[1].seen) == (frozenset(), False)


def test_what_was_read_offline_is_void_under_another_uid_validity(
    house: Household, client: ImapClient, shelf: Shelf
) -> None:
    house.arrive()
    looked_at(shelf, client)
    offline(shelf, "read", shelf.letters[1])
    house.account.store.get("INBOX").uid_validity += 1
    looked_at(shelf, client)
    assert house.entries()[0].flags == frozenset()
    assert [held.seen for held in shelf.letters.values()] == [False]


def test_dropping_forgets_all(house: Household, client: ImapClient, shelf: Shelf) -> None:
    house.arrive()
    looked_at(shelf, client)
    shelf.drop()
    assert (shelf.letters, shelf.uid_validity) == ({}, None)


def test_letters_are_asked_for_in_batches(
    house: Household, client: ImapClient, shelf: Shelf
) -> None:
    for _ in range(BATCH + 1):
        house.arrive()
    assert len(looked_at(shelf, client)) == BATCH + 1
    assert sum("BODY.PEEK" in line for line in house.wire()) == 2


def test_the_usual_mailboxes_have_words_and_others_their_names() -> None:
    notice = Notice("device.moved", {"who": "x", "letter": "A", "shelf": spoken("Trash")})
    assert tell("ja", notice) == "x：Aをごみ箱に移しました。"
    assert (spoken("INBOX"), spoken("Recipes")) == (Notice("picture.shelf.INBOX"), "Recipes")


def test_a_change_that_is_refused_is_a_conflict_and_the_next_is_done(
    house: Household, client: ImapClient, shelf: Shelf
) -> None:
    house.arrive()
    house.arrive()
    looked_at(shelf, client)
    first, second = shelf.letters.values()
    shelf.waiting += [Change("move", first, "Nowhere"), Change("mark", second)]
    assert looked_at(shelf, client) == ["A", "B"]
    assert (shelf.conflicts, shelf.waiting) == (["A"], [])
    assert house.flags() == {"A": frozenset(), "B": {DELETED}}


def test_a_careless_shelf_keeps_its_letters(
    house: Household, client: ImapClient, shelf: Shelf
) -> None:
    house.arrive()
    looked_at(shelf, client)
    house.restore()
    with imap(Line(house.network, "phone", *DOORS.imap)) as again:
        again.login(KEN.address, KEN.password)
        shelf.select(again, careful=False)
        assert list(shelf.letters) == [1]
        again.selected = ""
        shelf.uid_validity = 1
        shelf.select(again)
        assert list(shelf.letters) == []


def test_on_an_open_line_the_numbers_hold(
    house: Household, client: ImapClient, shelf: Shelf
) -> None:
    house.arrive()
    looked_at(shelf, client)
    selects = sum("SELECT" in line for line in house.said())
    shelf.select(client)
    assert sum("SELECT" in line for line in house.said()) == selects
    shelf.drop()
    shelf.select(client)
    assert sum("SELECT" in line for line in house.said()) == selects + 1
    assert shelf.uid_validity == 7


@pytest.mark.parametrize(
    ("deed", "flag"), [("answered", "\\Answered"), ("forwarded", "$Forwarded"), ("mark", DELETED)]
)
def test_a_flag_for_each_deed(
    house: Household, client: ImapClient, shelf: Shelf, deed: Deed, flag: str
) -> None:
    house.arrive()
    looked_at(shelf, client)
    shelf.carry_out(client, Change(deed, shelf.letters[1]))
    assert house.flags() == {"A": {flag}}
