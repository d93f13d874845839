"""A copy of what was sent: filed by the app itself or not at all, for SMTP leaves none behind."""

from __future__ import annotations

import pytest

from labkit.agents.device import Device
from labkit.mail.flags import SEEN
from labkit.texts import tell
from tests.agents.household import Household


def shown(device: Device) -> list[tuple[str, str, str, bool]]:
    return [(tile.letter, tile.shelf, tile.holding, tile.seen) for tile in device.tiles()]


def test_by_itself_nothing_is_filed(house: Household, phone: Device) -> None:
    phone.send()
    assert (shown(phone), house.on_server("Sent"), house.sessions()) == ([], [], 1)


def test_a_local_copy_is_on_this_device_alone(
    house: Household, phone: Device, laptop: Device
) -> None:
    phone.sent = "local"
    phone.send()
    assert shown(phone) == [("A", "Sent", "copy", True)]
    assert house.sessions() == 1
    laptop.all_folders = True
    laptop.sync()
    phone.sync()
    assert (shown(laptop), shown(phone)) == ([], [("A", "Sent", "copy", True)])


def test_an_upload_is_the_same_letter_for_all(
    house: Household, phone: Device, laptop: Device
) -> None:
    phone.sent = "upload"
    assert repr(phone.send()) == "Phone: handed A in at smtp.fuji.example for aya@sakura.example."
    [entry] = house.entries("Sent")
    [(_, octets)] = house.counter.letters
    assert (entry.flags, entry.message.octets) == ({SEEN}, octets)
    assert entry.message.internal_date == house.now()
    assert shown(phone) == [("A", "Sent", "view", True)]
    assert house.happenings == [("phone", "event.send", 0)]
    laptop.all_folders = True
    laptop.sync()
    assert shown(laptop) == [("A", "Sent", "view", True)]
    phone.send()
    assert house.on_server("Sent") == ["A", "B"]


def test_the_errand_is_a_session_of_its_own(house: Household, phone: Device) -> None:
    phone.sent = "upload"
    phone.send()
    assert [session.protocol for session in house.network.transcript.sessions()] == [
        "SMTP", "IMAP",
    ]  # fmt: skip
    assert sum("APPEND" in line for line in house.said()) == 1


def test_a_pop3_device_has_nothing_to_upload_to(house: Household, tablet: Device) -> None:
    tablet.sent = "upload"
    tablet.send()
    assert (shown(tablet), house.on_server("Sent")) == ([("A", "Sent", "copy", True)], [])


def test_an_answer_is_filed_and_its_letter_marked(house: Household, phone: Device) -> None:
    house.arrive()
    phone.sync()
    phone.sent = "upload"
    phone.answer("A")
    assert (house.flags(), house.on_server("Sent")) == ({"A": {"\\Answered"}}, ["B"])


def test_no_room_for_the_copy(house: Household, phone: Device) -> None:
    house.arrive()
    house.account.store.quota = 1
    phone.sent = "upload"
    outcome = phone.send()
    assert repr(outcome).startswith(
        "Phone: handed B in at smtp.fuji.example for aya@sakura.example. But the copy could not be "
        "filed: There is no room in the mailbox: "
    )
    assert tell("ja", outcome.notice).startswith(
        "スマホ：aya@sakura.example宛てのBをsmtp.fuji.exampleに預けました。"
        "ただし、「送信済み」には保存できませんでした：メールボックスが容量オーバーです（"
    )
    assert (len(house.counter.letters), house.on_server("Sent")) == (1, [])
    assert house.happenings == [("phone", "event.send", 0)]


def test_no_room_is_no_reason_to_wait_no_longer(house: Household, phone: Device) -> None:
    house.arrive()
    house.account.store.quota = 1
    phone.sent = "upload"
    phone.idle()
    phone.send()
    house.account.store.quota = None
    house.arrive()
    assert phone.hear()


@pytest.mark.parametrize("sent", ["none", "local", "upload"])
def test_refused_by_all_leaves_no_copy(house: Household, phone: Device, sent: str) -> None:
    phone.sent = sent  # type: ignore[assignment]
    with pytest.raises(Exception, match="accepted none"):
        phone.send("nobody@x.example")
    assert (shown(phone), house.on_server("Sent")) == ([], [])


@pytest.mark.parametrize("sent", ["none", "local", "upload"])
def test_a_draft_that_is_sent_is_filed_like_any_letter(
    house: Household, phone: Device, sent: str
) -> None:
    phone.sent = sent  # type: ignore[assignment]
    phone.save_draft()
    phone.send_draft("A")
    assert house.on_server("Drafts") == []
    assert house.on_server("Sent") == (["A"] if sent == "upload" else [])
    holding = {"none": [], "local": ["copy"], "upload": ["view"]}[sent]
    assert [tile.holding for tile in phone.tiles()] == holding


def test_the_same_actions_make_the_same_transcript() -> None:
    def run() -> list[str]:
        house = Household()
        phone = house.device("phone")
        phone.sent = "upload"
        house.arrive()
        phone.sync()
        phone.answer("A")
        phone.send(attachment=3000)
        phone.save_draft()
        phone.edit_draft("D", "again")
        phone.send_draft("D")
        wire = house.whole_wire()
        house.close()
        return wire

    assert run() == run()
