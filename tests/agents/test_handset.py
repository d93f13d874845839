"""The machine: switched, lost, replaced, erased; how it looks for mail by itself."""

from __future__ import annotations

from datetime import timedelta

import pytest

from labkit.agents.device import Device
from labkit.agents.handset import MAX_POLL
from labkit.agents.trouble import Trouble
from labkit.records import Notice
from labkit.texts import tell
from tests.agents.household import DOORS, KEN, Household


def holds(device: Device) -> list[tuple[str, str]]:
    return [(tile.letter, tile.holding) for tile in device.tiles()]


# --- switched -----------------------------------------------------------------------------------


def test_to_imap_and_back_moves_no_letter(house: Household, tablet: Device) -> None:
    house.arrive()
    house.arrive()
    tablet.get()
    assert repr(tablet.use("IMAP")) == (
        "Tablet: fetches mail by IMAP from now on. No letter has moved."
    )
    assert (tablet.protocol, holds(tablet)) == ("IMAP", [("A", "copy"), ("B", "copy")])
    assert house.sessions() == 1
    house.arrive()
    tablet.sync()
    own, shown = [("A", "copy"), ("B", "copy")], [("A", "view"), ("B", "view"), ("C", "view")]
    assert holds(tablet) == own + shown
    assert house.on_server() == ["A", "B", "C"]
    tablet.use(" pop3 ")
    assert holds(tablet) == own
    tablet.get()
    assert holds(tablet) == [*own, ("C", "copy")]
    assert [key for _, key, _ in house.happenings if key == "event.use"] == ["event.use"] * 2
    tablet.use("IMAP")
    assert holds(tablet) == [*own, ("C", "copy")]  # as before its first sync


def test_switched_to_what_it_uses_already(house: Household, phone: Device) -> None:
    house.arrive()
    phone.sync()
    phone.use("IMAP")
    assert holds(phone) == [("A", "view")]


def test_what_it_shows_is_found_before_its_own_copy(house: Household, tablet: Device) -> None:
    house.arrive()
    tablet.get()
    tablet.use("IMAP")
    with pytest.raises(Trouble, match="Tablet's own copy"):
        tablet.mark("A")  # the view is empty before the first sync
    tablet.sync()
    tablet.mark("A")
    assert [tile.marked for tile in tablet.tiles()] == [False, True]
    tablet.delete("A")
    assert holds(tablet) == [("A", "view")]
    with pytest.raises(Trouble, match="only shows A; it lies on the server"):
        tablet.delete("A")


@pytest.mark.parametrize("odd", ["SMTP", "", None, 5, "IMAP\r\nQUIT", "x" * 5000])
def test_no_other_protocol_fetches(phone: Device, odd: str) -> None:
    with pytest.raises(Trouble, match='"POP3" or "IMAP"') as caught:
        phone.use(odd)
    assert len(str(caught.value)) < 200
    assert phone.protocol == "IMAP"


def test_the_other_protocols_words(phone: Device, tablet: Device) -> None:
    tablet.lose()
    tablet.replace()
    for what, action in (
        ("IDLE", tablet.idle),
        ("folders", lambda: tablet.make_folder("Work")),
        ("APPEND", lambda: tablet.upload("A")),
    ):
        with pytest.raises(Trouble, match=f"POP3 knows no {what}"):
            action()
    for given in ({"delete": True}, {"cut_before": "QUIT"}):
        with pytest.raises(Trouble, match="by IMAP, fetching deletes nothing"):
            phone.get(**given)  # type: ignore[arg-type]


# --- lost, replaced, erased ---------------------------------------------------------------------


def test_a_lost_device_is_empty_and_a_new_one_fetches_what_the_server_has(
    house: Household, phone: Device, tablet: Device
) -> None:
    house.arrive()
    tablet.get(delete=True)
    house.arrive()
    phone.sync()
    for device in (phone, tablet):
        device.sent = "local"
        device.poll(15)
        assert "fell into the river" in repr(device.lose())
        assert (device.tiles(), device.online, device.next_poll) == ((), False, None)
        assert repr(device.replace()).endswith(
            "a new one is here, empty and with the same settings."
        )
        assert (device.tiles(), device.online, device.sent) == ((), True, "local")
        device.get()
    assert holds(phone) == [("B", "view")]
    assert holds(tablet) == [("B", "copy")]  # A was on the tablet alone


def test_a_device_in_the_river_does_nothing(house: Household, phone: Device) -> None:
    house.arrive()
    phone.idle()
    phone.lose()
    house.quiet()
    assert house.network.connections == {}
    for action in (
        phone.sync, phone.idle, phone.connect, phone.poll, phone.go_online, phone.lose,
        phone.delete_all, phone.remove_doubles, phone.forget, phone.send,
        lambda: phone.open("A"), lambda: phone.use("POP3"), lambda: phone.make_folder("x"),
    ):  # fmt: skip
        with pytest.raises(Trouble, match=r"lies in the river. Buy a new one with phone\.replace"):
            action()
    assert not phone.hear()
    assert "no line was open" in repr(phone.disconnect())
    phone.plug_in()
    assert not phone.online


def test_a_new_one_is_bought_without_need(house: Household, tablet: Device) -> None:
    house.arrive()
    tablet.get()
    tablet.replace()
    assert (tablet.tiles(), tablet.known_uidls) == ((), {})
    tablet.get()
    assert holds(tablet) == [("A", "copy")]


def test_plugged_in_without_an_event(house: Household, phone: Device) -> None:
    phone.go_offline()
    phone.plug_in()
    phone.sync()
    assert [key for _, key, _ in house.happenings] == ["event.go_offline", "event.sync"]


def test_erased_it_is_as_at_first(house: Household, tablet: Device, tmp_path: str) -> None:
    house.arrive()
    tablet.get()
    tablet.export("A", tmp_path)
    tablet.use("IMAP")
    tablet.sync()
    tablet.keep_days, tablet.all_folders, tablet.careful, tablet.sent = 3, True, False, "upload"
    tablet.idle()
    tablet.poll()
    tablet.lose()
    tablet.erase()
    assert (tablet.protocol, tablet.lost, tablet.online, tablet.files) == ("POP3", False, True, {})
    assert (tablet.keep_days, tablet.all_folders, tablet.careful, tablet.sent) == (
        None, False, True, "none",
    )  # fmt: skip
    assert (tablet.next_poll, tablet.tiles(), tablet.synced) == (None, (), False)


# --- polls --------------------------------------------------------------------------------------


def test_it_looks_every_so_many_minutes(house: Household, phone: Device) -> None:
    assert phone.next_poll is None
    start = house.now()
    assert repr(phone.poll(15)) == (
        "Phone: from now on looks for mail by itself every 15 minutes; the next time is 09:15."
    )
    assert phone.next_poll == start + timedelta(minutes=15)
    house.arrive()
    house.clock.advance(timedelta(minutes=15))
    phone.look_for_mail()
    assert holds(phone) == [("A", "view")]
    assert phone.next_poll == start + timedelta(minutes=30)
    assert [key for _, key, _ in house.happenings] == ["event.poll", "event.sync"]
    phone.manual()
    assert phone.next_poll is None
    assert phone.settings() == (Notice("device.keeps_whole"),)


def test_a_poll_by_pop3_does_as_the_settings_say(house: Household, tablet: Device) -> None:
    tablet.leave_on_server = False
    tablet.poll()
    house.arrive()
    tablet.look_for_mail()
    assert (holds(tablet), house.on_server()) == ([("A", "copy")], [])


def test_a_poll_that_fails_is_followed_by_the_next(house: Household, phone: Device) -> None:
    start = house.now()
    phone.poll(15)
    house.network.set_up("imap.fuji.example", False)
    phone.look_for_mail()
    phone.go_offline()
    phone.look_for_mail()
    assert phone.next_poll == start + timedelta(minutes=45)
    house.network.set_up("imap.fuji.example", True)
    phone.go_online()
    house.arrive()
    phone.look_for_mail()
    assert holds(phone) == [("A", "view")]
    assert [key for _, key, _ in house.happenings] == [
        "event.poll", "event.go_offline", "event.go_online", "event.sync",
    ]  # fmt: skip


def test_what_a_poll_could_not_do_is_told_later(house: Household, phone: Device) -> None:
    house.arrive()
    phone.sync()
    phone.poll()
    phone.go_offline()
    phone.mark("A")
    house.thread.call(house.account.store.get("INBOX").expunge, house.entries())
    phone.go_online()
    phone.look_for_mail()
    assert "for: A." in repr(phone.sync())


@pytest.mark.parametrize("minutes", [0, -5, MAX_POLL + 1, 1.5, "15", None, True])
def test_minutes_are_a_whole_number(phone: Device, minutes: int) -> None:
    phone.poll(20)
    with pytest.raises(Trouble, match="Say how often in whole minutes, from 1 to 10080"):
        phone.poll(minutes)
    assert phone.settings()[-1] == Notice("device.polls", {"minutes": 20})


def test_what_is_done_is_told_in_both_languages(house: Household, phone: Device) -> None:
    house.arrive()
    outcomes = [
        phone.sync(), phone.mark("A"), phone.unmark("A"), phone.forget(), phone.connect(),
        phone.disconnect(), phone.disconnect(), phone.idle(), phone.manual(), phone.manual(),
        phone.poll(), phone.go_offline(), phone.go_online(), phone.use("POP3"), phone.forget(),
        phone.lose(), phone.replace(), phone.get(), phone.delete("A"), phone.connect(),
        phone.disconnect(), phone.remove_doubles(), phone.delete_all(),
    ]  # fmt: skip
    for outcome in outcomes:
        assert tell("en", outcome.notice).startswith("Phone: ")
        assert tell("ja", outcome.notice).startswith("スマホ：")
        assert tell("ja", outcome.notice).endswith("。")


def test_the_settings_are_told_in_both_languages(house: Household) -> None:
    phone = house.device("phone")
    phone.careful, phone.sent, phone.bodies = False, "upload", False
    phone.poll(5)
    assert [tell("en", notice) for notice in phone.settings()] == [
        "stores headers only",
        "careless about UIDVALIDITY",
        "uploads sent letters to Sent",
        "looks for mail every 5 minutes",
    ]
    assert [tell("ja", notice) for notice in phone.settings()] == [
        "設定：ヘッダーだけ保存",
        "設定：UIDVALIDITYを確かめない",
        "設定：送信したメールを「送信済み」にアップロードする",
        "設定：5分ごとに新着を確認する",
    ]


def test_ayas_pc_is_called_as_in_a_notebook(house: Household) -> None:
    pc = Device("pc", KEN, DOORS, house)
    pc.lose()
    with pytest.raises(Trouble, match=r"aya\.replace\(\)"):
        pc.sync()
