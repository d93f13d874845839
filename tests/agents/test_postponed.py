"""Offline changes: shown at once, done at the next visit, and never to a wrong letter."""

from __future__ import annotations

import pytest

from labkit.agents.device import Device
from labkit.agents.trouble import Trouble
from labkit.mail.flags import DELETED, SEEN
from labkit.wire.link import Cut
from tests.agents.household import Household


@pytest.fixture
def phone(house: Household) -> Device:
    """Return Ken's phone, which has seen A, B and C and is offline."""
    phone = house.device("phone")
    for _ in range(3):
        house.arrive()
    phone.sync()
    phone.go_offline()
    return phone


def shown(device: Device, shelf: str = "INBOX") -> list[str]:
    return [tile.letter for tile in device.tiles() if tile.shelf == shelf]


def sync(phone: Device) -> str:
    phone.go_online()
    return repr(phone.sync())


def changes(house: Household) -> list[str]:
    """Return what the last session changed, without tags."""
    words = ("STORE", "MOVE", "EXPUNGE")
    said = [line.split(" ", 2)[2] for line in house.said() if line.split(" ")[1] == "UID"]
    return [line for line in said if line.split(" ")[0] in words]


def test_changes_are_shown_at_once_and_done_later_in_order(house: Household, phone: Device) -> None:
    assert repr(phone.mark("A")) == (
        "Phone: offline. It shows the change to A already; the server hears of it at the next sync."
    )
    phone.open("A")
    phone.unmark("A")
    phone.mark("B")
    phone.trash("B")
    phone.expunge("C")
    assert [(t.letter, t.shelf, t.seen, t.marked) for t in phone.tiles()] == [
        ("A", "INBOX", True, False),
        ("B", "Trash", False, True),
    ]
    assert house.sessions() == 1
    assert house.flags() == dict.fromkeys("ABC", frozenset())
    assert sync(phone) == "Phone: in step with the server; it shows 2 letters (A, B)."
    assert changes(house) == [
        "STORE 1 +FLAGS (\\Deleted)",
        "STORE 1 +FLAGS (\\Seen)",
        "STORE 1 -FLAGS (\\Deleted)",
        "STORE 2 +FLAGS (\\Deleted)",
        'MOVE 2 "Trash"',
        "STORE 3 +FLAGS (\\Deleted)",
        "EXPUNGE 3",
    ]
    assert (house.flags(), house.flags("Trash")) == ({"A": {SEEN}}, {"B": {DELETED}})
    assert (shown(phone), shown(phone, "Trash")) == (["A"], ["B"])
    phone.sync()
    assert changes(house) == []


def test_everything_deleted_offline(house: Household, phone: Device) -> None:
    phone.trash("A")
    assert repr(phone.delete_all()) == ("Phone: everything on it was deleted: 3 letters (B, C, A).")
    assert phone.tiles() == ()
    assert house.on_server() == ["A", "B", "C"]
    assert sync(phone) == "Phone: in step with the server; the inbox is empty."
    assert (house.on_server(), house.on_server("Trash")) == ([], [])


@pytest.mark.parametrize("meanwhile", ["expunge", "trash"])
def test_a_letter_that_has_gone_meanwhile_is_told(
    house: Household, phone: Device, laptop: Device, meanwhile: str
) -> None:
    phone.mark("A")
    phone.trash("B")
    phone.mark("C")
    laptop.sync()
    getattr(laptop, meanwhile)("A")
    getattr(laptop, meanwhile)("B")
    assert sync(phone).endswith(
        ". What was done offline could not be done on the server for: A, B. The mailbox had "
        "changed meanwhile, or the server refused."
    )
    assert house.flags() == {"C": {DELETED}}
    assert house.on_server("Trash") == (["A", "B"] if meanwhile == "trash" else [])
    assert "What was done offline" not in repr(phone.sync())


def test_expunged_offline_and_gone_meanwhile(
    house: Household, phone: Device, laptop: Device
) -> None:
    phone.expunge("A")
    laptop.sync()
    laptop.expunge("A")
    assert "for: A." in sync(phone)
    assert house.on_server() == ["B", "C"]


def test_new_numbers_make_all_of_it_void(house: Household, phone: Device) -> None:
    inbox = house.account.store.get("INBOX")
    house.thread.call(inbox.expunge, house.entries()[:1])
    phone.expunge("A")
    phone.mark("B")
    phone.trash("C")
    house.restore()  # C is number 1 now, B number 2
    assert "for: A, B, C." in sync(phone)
    assert house.flags() == {"B": frozenset(), "C": frozenset()}
    assert (shown(phone), shown(phone, "Trash")) == (["C", "B"], [])


def test_moved_offline_and_moved_back_is_never_moved(house: Household, phone: Device) -> None:
    phone.trash("A")
    phone.open("A")
    phone.move("A", "INBOX")
    assert (shown(phone), shown(phone, "Trash")) == (["A", "B", "C"], [])
    assert phone.tiles()[0].seen
    sync(phone)
    assert changes(house) == ["STORE 1 +FLAGS (\\Seen)"]
    assert house.flags()["A"] == {SEEN}


def test_moved_offline_then_changed(house: Household, phone: Device) -> None:
    house.thread.call(house.account.store.create, "Work")
    phone.trash("A")
    phone.mark("A")
    phone.move("A", "Work")
    assert (shown(phone, "Trash"), shown(phone, "Work")) == ([], ["A"])
    phone.trash("B")
    phone.expunge("B")
    assert shown(phone) == ["C"]
    sync(phone)
    assert changes(house) == [
        "STORE 1 +FLAGS (\\Deleted)",
        'MOVE 1 "Work"',
        "STORE 2 +FLAGS (\\Deleted)",
        "EXPUNGE 2",
    ]
    assert (house.on_server(), house.flags("Work")) == (["C"], {"A": {DELETED}})
    assert shown(phone, "Work") == ["A"]


def test_a_moved_letter_shares_its_number_with_another(house: Household) -> None:
    # B has UID 1 in Trash. A has UID 1 in the inbox, and keeps it until it is moved.
    phone = house.device("phone")
    house.arrive()
    house.arrive(shelf="Trash")
    phone.all_folders = True
    phone.sync()
    phone.go_offline()
    phone.trash("A")
    phone.expunge("A")
    assert (shown(phone), shown(phone, "Trash")) == ([], ["B"])
    sync(phone)
    assert (house.on_server(), house.on_server("Trash")) == ([], ["B"])


def test_out_of_the_trash_and_shown_after_one_sync(house: Household, phone: Device) -> None:
    phone.go_online()
    phone.trash("A")
    phone.go_offline()
    phone.move("A", "inbox")
    assert shown(phone) == ["B", "C", "A"]
    sync(phone)
    assert (shown(phone), shown(phone, "Trash")) == (["B", "C", "A"], [])


@pytest.mark.parametrize("deed", ["open", "mark", "expunge", "move"])
def test_online_again_but_not_synced(house: Household, phone: Device, deed: str) -> None:
    phone.trash("A")
    phone.go_online()
    action = getattr(phone, deed)
    assert "no longer" not in repr(action("A", "INBOX") if deed == "move" else action("A"))
    expected = {"open": {"A": {SEEN}}, "mark": {"A": {DELETED}}}.get(deed, {})
    assert house.flags("Trash") == expected
    assert ("A" in house.on_server()) == (deed == "move")
    assert len([tile for tile in phone.tiles() if tile.letter == "A"]) == (deed != "expunge")


def test_a_folder_that_is_not_there(house: Household, phone: Device) -> None:
    phone.move("A", "Nowhere")
    phone.mark("B")
    assert shown(phone, "Nowhere") == ["A"]
    assert "for: A." in sync(phone)
    assert (shown(phone), list(phone.shelves)) == (["A", "B", "C"], ["INBOX"])
    assert house.flags()["B"] == {DELETED}


@pytest.mark.parametrize("everywhere", [False, True])
def test_a_folder_that_somebody_deletes_meanwhile(
    house: Household, phone: Device, everywhere: bool
) -> None:
    store = house.account.store
    house.thread.call(store.create, "Work")
    phone.go_online()
    phone.all_folders = everywhere
    phone.move("A", "Work")
    phone.go_offline()
    phone.mark("A")
    house.thread.call(store.delete, "Work")
    assert sync(phone).startswith("Phone: in step with the server; it shows 2 letters (B, C). What")
    assert "Work" not in phone.shelves


@pytest.mark.parametrize("word", [b"STORE", b"MOVE"])
def test_what_a_broken_line_leaves_undone_waits_on(
    house: Household, phone: Device, word: bytes
) -> None:
    phone.mark("A")
    phone.trash("B")
    phone.go_online()
    house.network.outages.cuts["phone"] = Cut(before=lambda line: word in line)
    with pytest.raises(Trouble, match="broke off"):
        phone.sync()
    assert house.on_server("Trash") == []
    assert repr(phone.sync()) == "Phone: in step with the server; it shows 3 letters (A, C, B)."
    assert (house.flags(), house.on_server("Trash")) == (
        {"A": {DELETED}, "C": frozenset()},
        ["B"],
    )


def test_conflicts_are_told_by_whatever_comes_first(house: Household, phone: Device) -> None:
    tellers = [
        phone.idle,
        phone.connect,
        lambda: phone.open("C"),
        lambda: phone.make_folder("Work"),
        phone.save_draft,
        phone.delete_all,
    ]
    phone.go_online()
    for tell in tellers:
        phone.forget()
        phone.manual()
        house.arrive()
        phone.sync()
        newest = shown(phone)[-1]
        phone.go_offline()
        phone.mark(newest)
        house.thread.call(house.account.store.get("INBOX").expunge, house.entries()[-1:])
        phone.go_online()
        assert f"for: {newest}." in repr(tell())


def test_forgetting_forgets_what_waits(house: Household, phone: Device) -> None:
    phone.mark("A")
    phone.forget()
    assert sync(phone) == "Phone: in step with the server; it shows 3 letters (A, B, C)."
    assert house.flags()["A"] == frozenset()


def test_an_answer_is_refused_unsent(house: Household, phone: Device) -> None:
    for action in (
        lambda: phone.answer("A"),
        lambda: phone.forward("A", "aya@sakura.example"),
        phone.send,
        phone.save_draft,
    ):
        with pytest.raises(Trouble, match="is offline, so nothing was sent"):
            action()
    phone.go_online()
    assert house.flags()["A"] == frozenset()
    assert phone.send().letters == ("D",)  # no name was used up


def test_a_careless_device_does_it_to_whatever_has_the_number(
    house: Household, phone: Device
) -> None:
    phone.careful = False
    phone.expunge("B")
    house.restore()  # C is number 2 now
    sync(phone)
    assert house.on_server() == ["B", "A"]
