"""Phone and laptop: what they show, what they ask for, and that a view is old until synced."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from labkit.agents.device import Device
from labkit.agents.trouble import Trouble
from labkit.mail.flags import DELETED, SEEN
from labkit.records import Notice
from labkit.wire.clock import JAPAN
from tests.agents.household import DOORS, KEN, Household


def names(device: Device, shelf: str = "INBOX") -> list[str]:
    return [tile.letter for tile in device.tiles() if tile.shelf == shelf]


def flags(house: Household) -> list[frozenset[str]]:
    return [entry.flags for entry in house.entries()]


def test_sync_shows_what_is_there_and_changes_nothing(house: Household, phone: Device) -> None:
    assert repr(phone.sync()) == "Phone: in step with the server; the inbox is empty."
    assert "UID FETCH" not in " ".join(house.said())
    house.arrive("one")
    house.arrive("two")
    assert repr(phone.get()) == "Phone: in step with the server; it shows 2 letters (A, B)."
    assert house.said() == [
        "a0 CAPABILITY",
        'a1 LOGIN ken@fuji.example "mountain-view"',
        'a2 SELECT "INBOX"',
        "a3 UID FETCH 1:* (FLAGS)",
        "a4 UID FETCH 1,2 (BODY.PEEK[])",
        "a5 LOGOUT",
    ]
    assert [(tile.letter, tile.holding, tile.seen, tile.body) for tile in phone.tiles()] == [
        ("A", "view", False, True),
        ("B", "view", False, True),
    ]
    assert [held.message.octets for held in phone.held()] == [
        entry.message.octets for entry in house.entries()
    ]
    assert flags(house) == [frozenset(), frozenset()]
    assert house.happenings[-1] == ("phone", "event.sync", 0)
    assert phone.synced


def test_a_second_sync_fetches_flags_only(house: Household, phone: Device) -> None:
    house.arrive()
    phone.sync()
    phone.sync()
    assert [line for line in house.said() if "FETCH" in line] == ["a3 UID FETCH 1:* (FLAGS)"]


def test_a_view_is_old_until_its_own_sync(house: Household, phone: Device, laptop: Device) -> None:
    house.arrive()
    house.arrive()
    phone.sync()
    laptop.sync()
    before = laptop.tiles()
    phone.open("A")
    phone.expunge("B")
    house.arrive()
    assert laptop.tiles() == before
    laptop.sync()
    assert [(tile.letter, tile.seen) for tile in laptop.tiles()] == [("A", True), ("C", False)]


def test_open_marks_read_on_the_server_once(house: Household, phone: Device) -> None:
    house.arrive("Bring the blanket.")
    phone.sync()
    assert repr(phone.open("A")) == "Phone: opened A."
    assert "a4 UID STORE 1 +FLAGS (\\Seen)" in house.said()
    assert flags(house) == [{SEEN}]
    assert phone.state().letters[0].text == "Bring the blanket.\r\n"
    sessions = len(house.network.transcript.sessions())
    phone.open("A")
    assert len(house.network.transcript.sessions()) == sessions
    assert not phone.synced


def test_headers_only_is_not_readable_offline(house: Household) -> None:
    phone = Device("phone", KEN, DOORS, house)
    phone.bodies = False
    house.arrive("Bring the blanket.")
    phone.sync()
    assert "a4 UID FETCH 1 (BODY.PEEK[HEADER])" in house.said()
    row = phone.state().letters[0]
    assert (row.tile.body, row.text, row.sender) == (False, None, "Aya <aya@sakura.example>")
    phone.go_offline()
    assert "needs the network" in repr(phone.open("A"))
    assert phone.tiles()[0].seen is False
    phone.go_online()
    phone.open("A")
    row = phone.state().letters[0]
    assert (row.tile.body, row.tile.seen, row.text) == (True, True, "Bring the blanket.\r\n")
    phone.sync()
    assert phone.tiles()[0].body


def test_whole_letters_are_readable_offline(house: Household, laptop: Device) -> None:
    house.arrive("Bring the blanket.")
    laptop.sync()
    laptop.go_offline()
    sessions = len(house.network.transcript.sessions())
    assert repr(laptop.open("A")).startswith("Laptop: opened A from its own memory")
    assert len(house.network.transcript.sessions()) == sessions
    assert (laptop.tiles()[0].seen, flags(house)) == (True, [frozenset()])
    laptop.go_online()
    laptop.sync()
    assert (laptop.tiles()[0].seen, flags(house)) == (True, [{SEEN}])


def test_switching_to_whole_letters_fetches_the_missing_text(house: Household) -> None:
    phone = Device("phone", KEN, DOORS, house)
    phone.bodies = False
    house.arrive("text")
    phone.sync()
    phone.bodies = True
    phone.sync()
    assert phone.letters()[0].text == "text\r\n"


def test_a_mark_is_only_a_mark(house: Household, phone: Device) -> None:
    house.arrive()
    phone.sync()
    assert repr(phone.mark("A")) == "Phone: marked A as deleted; it is still there."
    assert (phone.tiles()[0].marked, flags(house)) == (True, [{DELETED}])
    phone.unmark("A")
    assert (phone.tiles()[0].marked, flags(house)) == (False, [frozenset()])


def test_trash_is_another_shelf(house: Household, phone: Device, laptop: Device) -> None:
    house.arrive()
    phone.sync()
    assert repr(phone.trash("A")) == "Phone: moved A to Trash."
    assert (house.on_server(), house.on_server("Trash")) == ([], ["A"])
    assert (names(phone), names(phone, "Trash")) == ([], ["A"])
    laptop.sync()
    assert laptop.tiles() == ()
    phone.move("A", "INBOX")
    assert (names(phone), names(phone, "Trash")) == (["A"], [])


def test_expunge_takes_this_letter_alone(house: Household, phone: Device) -> None:
    house.arrive()
    house.arrive()
    phone.sync()
    phone.mark("A")
    phone.expunge("B")
    assert "UID EXPUNGE 2" in " ".join(house.said())
    assert house.on_server() == ["A"]
    assert names(phone) == ["A"]


def test_no_goodbye_expunges(house: Household, phone: Device) -> None:
    house.arrive()
    phone.sync()
    phone.mark("A")
    phone.sync()
    assert not any("CLOSE" in line for line in house.whole_wire())
    assert house.on_server() == ["A"]


def test_moving_where_nothing_is(house: Household, phone: Device) -> None:
    house.arrive()
    phone.sync()
    with pytest.raises(Trouble) as caught:
        phone.move("A", "Nowhere")
    assert caught.value.notice.key == "trouble.refused"
    assert house.happenings[-1] == ("phone", "event.failed", 0)
    assert (names(phone), list(phone.shelves)) == (["A"], ["INBOX"])
    with pytest.raises(Trouble, match="Name a folder"):
        phone.move("A", " ")


def test_a_letter_that_has_gone_meanwhile(house: Household, phone: Device, laptop: Device) -> None:
    house.arrive()
    phone.sync()
    laptop.sync()
    phone.expunge("A")
    assert "no longer there on the server" in repr(laptop.mark("A"))
    assert laptop.tiles() == ()


def test_a_shelf_that_somebody_deleted_is_shown_no_more(house: Household, phone: Device) -> None:
    store = house.account.store
    house.thread.call(store.create, "Work")
    house.arrive()
    phone.sync()
    phone.move("A", "Work")
    house.thread.call(store.delete, "Work")
    phone.sync()
    assert (phone.tiles(), list(phone.shelves)) == ((), ["INBOX"])


def renumber(house: Household) -> None:
    """Restore Ken's mailbox "from a backup": new UIDVALIDITY, the letters in another order."""

    def restore() -> None:
        inbox = house.account.store.get("INBOX")
        letters = [entry.message for entry in inbox.entries.values()]
        inbox.expunge(tuple(inbox.entries.values()))
        inbox.uid_validity += 1
        inbox.uid_next = 1
        inbox.append_all([(letter, ()) for letter in reversed(letters)])

    house.thread.call(restore)


def test_new_uid_validity_drops_the_view(house: Household, phone: Device) -> None:
    house.arrive()
    house.arrive()
    phone.sync()
    renumber(house)
    phone.sync()
    assert [(held.key, held.letter) for held in phone.held()] == [(1, "B"), (2, "A")]
    assert "a4 UID FETCH 1,2 (BODY.PEEK[])" in house.said()


def test_nothing_is_done_by_an_old_number(house: Household, phone: Device) -> None:
    house.arrive()
    house.arrive()
    phone.sync()
    renumber(house)
    assert "no longer there" in repr(phone.expunge("B"))
    assert sorted(house.on_server()) == ["A", "B"]
    phone.expunge("B")
    assert house.on_server() == ["A"]


def test_forget_drops_the_view(house: Household, phone: Device) -> None:
    house.arrive()
    phone.sync()
    phone.forget()
    assert phone.tiles() == ()
    phone.sync()
    assert names(phone) == ["A"]


@pytest.mark.parametrize("octets", [b"", b"\r\n", b"\xff\xfe", b"Subject: =?x?q?\r\n\r\n\x00\r\n"])
def test_a_letter_may_be_anything(house: Household, phone: Device, octets: bytes) -> None:
    house.file(octets)
    phone.sync()
    assert len(phone.letters()) == 1


def test_many_letters_come_in_batches(house: Household, phone: Device) -> None:
    for _ in range(120):
        house.arrive()
    phone.sync()
    assert len(phone.tiles()) == 120
    assert sum("BODY.PEEK" in line for line in house.said()) == 3


def test_an_interrupted_sync_says_no_logout_and_keeps_whole_letters(
    house: Household, phone: Device
) -> None:
    house.arrive()
    house.arrive()
    names_given = 0
    letter_of = house.letter_of

    def interrupt(message_id: str) -> str:
        nonlocal names_given
        names_given += 1
        if names_given == 2:
            raise KeyboardInterrupt
        return letter_of(message_id)

    house.letter_of = interrupt  # type: ignore[method-assign]
    with pytest.raises(KeyboardInterrupt):
        phone.sync()
    house.letter_of = letter_of  # type: ignore[method-assign]
    assert "LOGOUT" not in " ".join(house.said())
    assert names(phone) == ["A"]
    phone.sync()
    assert names(phone) == ["A", "B"]


def test_a_wrong_password_is_told(house: Household, phone: Device) -> None:
    house.account.password = "another"
    with pytest.raises(Trouble, match="did not let it in") as caught:
        phone.sync()
    reply = caught.value.notice.values["reply"]
    assert isinstance(reply, str)
    assert reply.startswith("[AUTHENTICATIONFAILED]")
    assert not phone.synced


def test_offline_means_offline(house: Household, phone: Device) -> None:
    house.arrive()
    phone.sync()
    phone.go_offline()
    with pytest.raises(Trouble, match=r"go_online\(\)"):
        phone.sync()
    assert house.happenings[-1][1] == "event.go_offline"
    assert names(phone) == ["A"]


def test_the_same_actions_make_the_same_transcript() -> None:
    def run() -> list[str]:
        house = Household()
        phone = Device("phone", KEN, DOORS, house)
        house.arrive()
        phone.sync()
        phone.open("A")
        phone.trash("A")
        wire = house.whole_wire()
        house.close()
        return wire

    first = run()
    assert first == run()
    assert any("UID MOVE" in line for line in first)


def test_state_tells_the_setting(house: Household, phone: Device) -> None:
    assert phone.state().settings == (Notice("device.keeps_whole"),)
    assert phone.state().last_sync is None
    phone.sync()
    assert phone.state().last_sync == house.now()


def test_an_erased_device_is_as_new(house: Household, phone: Device) -> None:
    house.arrive()
    phone.get()
    phone.bodies = False
    phone.trash("A")
    phone.go_offline()
    events = len(house.happenings)
    phone.erase()
    assert len(house.happenings) == events
    assert (phone.tiles(), phone.online, phone.last_sync) == ((), True, None)
    assert (phone.bodies, list(phone.shelves)) == (True, ["INBOX"])
    house.arrive()
    phone.get()
    assert "B" in names(phone)


# --- numbers that mean nothing any more ---------------------------------------------------------


def restored(house: Household) -> None:
    """Lose A, and bring the mailbox back: B and C have the numbers that A and B had."""
    house.thread.call(house.account.store.get("INBOX").expunge, house.entries()[:1])
    house.restore()


def test_a_careful_device_drops_its_view(house: Household, phone: Device) -> None:
    for _ in range(3):
        house.arrive()
    phone.sync()
    restored(house)
    phone.sync()
    assert [(held.key, held.letter) for held in phone.held()] == [(1, "C"), (2, "B")]


def test_a_careless_device_has_old_labels_over_other_letters(
    house: Household, phone: Device
) -> None:
    for text in ("one", "two", "three"):
        house.arrive(text)
    phone.careful = phone.bodies = False
    phone.sync()
    restored(house)
    phone.sync()
    assert [(held.key, held.letter) for held in phone.held()] == [(1, "A"), (2, "B")]
    assert repr(phone.open("A")) == "Phone: opened A."
    assert phone.letters()[0].text == "three\r\n"  # of letter C
    assert house.flags() == {"C": {SEEN}, "B": frozenset()}
    phone.careful = True
    phone.forget()
    phone.sync()
    assert names(phone) == ["C", "B"]


# --- other mailboxes ----------------------------------------------------------------------------


def test_all_folders_are_seen_if_it_is_said(house: Household, phone: Device) -> None:
    house.arrive(shelf="Junk")
    phone.sync()
    assert list(phone.shelves) == ["INBOX"]
    phone.all_folders = True
    phone.sync()
    assert names(phone, "Junk") == ["A"]
    assert list(phone.shelves) == ["INBOX", "Drafts", "Junk", "Sent", "Trash"]
    house.thread.call(house.account.store.delete, "Junk")
    phone.sync()
    assert (phone.tiles(), "Junk" in phone.shelves) == ((), False)


def test_a_folder_is_made_and_used(house: Household, phone: Device, laptop: Device) -> None:
    assert repr(phone.make_folder(" Recipes ")) == "Phone: made the folder Recipes on the server."
    house.arrive()
    phone.sync()
    phone.move("A", "Recipes")
    assert house.on_server("Recipes") == ["A"]
    phone.make_folder("料理")
    laptop.all_folders = True
    laptop.sync()
    assert names(laptop, "Recipes") == ["A"]
    assert "料理" in laptop.shelves
    assert house.happenings[0] == ("phone", "event.make_folder", 0)


@pytest.mark.parametrize("name", ["Recipes", "inbox", "a\r\nb LOGOUT", "../x", "*", "x" * 5000])
def test_a_folder_that_cannot_be_made(house: Household, phone: Device, name: str) -> None:
    house.thread.call(house.account.store.create, "Recipes")
    known = house.thread.call(house.account.store.names)
    with pytest.raises(Trouble) as caught:
        phone.make_folder(name)
    assert caught.value.notice.key == "trouble.refused"
    assert len(str(caught.value)) < 500
    assert list(phone.shelves) == ["INBOX"]
    assert house.thread.call(house.account.store.names) == known


@pytest.mark.parametrize("name", ["", "  "])
def test_a_folder_needs_a_name(house: Household, phone: Device, name: str) -> None:
    with pytest.raises(Trouble, match="Name a folder"):
        phone.make_folder(name)
    phone.go_offline()
    with pytest.raises(Trouble, match="offline"):
        phone.make_folder("Work")
    assert house.sessions() == 0


# --- an upload ----------------------------------------------------------------------------------


def test_an_upload_is_the_copy_with_its_own_date(house: Household, tablet: Device) -> None:
    house.arrive()
    octets = house.entries()[0].message.octets
    tablet.get(delete=True)
    tablet.open("A")
    house.clock.advance(timedelta(days=3))
    tablet.use("IMAP")
    assert repr(tablet.upload("a")) == (
        "Tablet: uploaded its copy of A to the inbox on the server."
    )
    [entry] = house.entries()
    assert (entry.message.octets, entry.flags) == (octets, {SEEN})
    assert entry.message.internal_date == datetime(2026, 4, 6, 9, tzinfo=JAPAN)
    append = next(line for line in house.said() if "APPEND" in line)
    assert '"INBOX" (\\Seen) "06-Apr-2026 09:00:00 +0900"' in append
    assert [(tile.letter, tile.holding) for tile in tablet.tiles()] == [
        ("A", "copy"),
        ("A", "view"),
    ]
    assert house.happenings[-1] == ("tablet", "event.upload", 0)
    tablet.upload("A")  # said twice, done twice
    assert house.on_server() == ["A", "A"]


@pytest.mark.parametrize(
    "date",
    ["", "Date: tomorrow\r\n", "Date: Mon, 06 Apr 0900 09:00:00 +0900\r\n", "Date: \xff\r\n"],
)
def test_a_copy_without_a_date_gets_that_of_today(
    house: Household, tablet: Device, date: str
) -> None:
    house.file(f"{date}Message-ID: <1@x>\r\n\r\nhi\r\n".encode("latin-1"))
    tablet.get(delete=True)
    tablet.use("IMAP")
    tablet.upload("A")
    assert abs(house.entries()[0].message.internal_date - house.now()) < timedelta(minutes=1)


def test_what_cannot_be_uploaded(house: Household, phone: Device, tablet: Device) -> None:
    house.arrive()
    phone.sync()
    with pytest.raises(Trouble, match="has no copy of A of its own"):
        phone.upload("A")
    tablet.get(delete=True)
    tablet.use("IMAP")
    with pytest.raises(Trouble, match="has no letter Q"):
        tablet.upload("Q")
    tablet.go_offline()
    with pytest.raises(Trouble, match="offline"):
        tablet.upload("A")
    tablet.go_online()
    house.account.store.quota = 0
    with pytest.raises(Trouble, match="There is no room in the mailbox"):
        tablet.upload("A")
    assert house.on_server() == []
