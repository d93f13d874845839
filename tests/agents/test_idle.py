"""A line that stays open: IDLE (RFC 2177), or a session that one just doesn't leave."""

from __future__ import annotations

import asyncio

import pytest

from labkit.agents.device import Device
from labkit.agents.trouble import Trouble
from labkit.mail.flags import DELETED, SEEN
from labkit.records import Notice
from labkit.texts import tell
from tests.agents.household import DOORS, Household


def names(device: Device) -> list[str]:
    return [tile.letter for tile in device.tiles()]


def test_a_device_that_waits_is_told_and_fetches(house: Household, phone: Device) -> None:
    told = phone.idle()
    assert repr(told).startswith("Phone: waits on an open line (IDLE)")
    assert not phone.hear()
    house.arrive()
    assert names(phone) == []
    assert phone.hear()
    assert names(phone) == ["A"]
    assert not phone.hear()
    assert house.sessions() == 1
    wire = house.wire()
    waits = wire.index("C: a3 IDLE")
    assert wire[waits : waits + 6] == [
        "C: a3 IDLE",
        "S: + waiting with you; say DONE to go on",
        "S: * 1 EXISTS",
        "S: * 1 RECENT",
        "C: DONE",
        "S: a3 OK no longer waiting",
    ]
    assert house.said()[-3:] == [
        "a4 UID FETCH 1:* (FLAGS)",
        "a5 UID FETCH 1 (BODY.PEEK[])",
        "a6 IDLE",
    ]
    assert [key for _, key, _ in house.happenings] == ["event.idle", "event.hear"]


def test_manual_says_done_and_logout(house: Household, phone: Device) -> None:
    phone.idle()
    assert repr(phone.manual()) == "Phone: said goodbye (LOGOUT) and hung up."
    assert house.said()[-2:] == ["DONE", "a4 LOGOUT"]
    assert house.network.connections == {}
    assert not phone.hear()
    assert repr(phone.manual()) == "Phone: from now on looks for mail only when it is told to."
    assert repr(phone.disconnect()) == "Phone: no line was open."


def test_what_is_done_meanwhile_uses_the_same_line(house: Household, phone: Device) -> None:
    house.arrive()
    phone.sent = "upload"
    phone.idle()
    imap = house.sessions()
    phone.open("A")
    phone.mark("A")
    phone.send()
    phone.trash("A")
    phone.sync()
    assert house.sessions() == imap + 1  # the SMTP session of send
    assert (house.flags("Trash"), house.on_server("Sent")) == ({"A": {SEEN, DELETED}}, ["B"])
    said = house.said(imap - 1)
    assert said.count("DONE") == 5
    assert said[-1].endswith("IDLE")
    # Other mailboxes were looked into: then the inbox is opened again, for IDLE tells of that.
    selected = [line.split(" ", 1)[1] for line in said if "SELECT" in line]
    assert selected[-1] == 'SELECT "INBOX"'
    house.arrive()
    assert phone.hear()
    assert "C" in names(phone)


def test_idle_twice_is_one_session(house: Household, phone: Device) -> None:
    phone.idle()
    phone.idle()
    assert house.sessions() == 1
    assert house.said()[-3:] == ["DONE", "a4 UID FETCH 1:* (FLAGS)", "a5 IDLE"]


def test_two_devices_wait_at_once(house: Household, phone: Device, laptop: Device) -> None:
    house.arrive()
    phone.idle()
    laptop.idle()
    phone.open("A")
    assert not phone.hear()
    assert laptop.hear()
    assert laptop.tiles()[0].seen
    house.arrive()
    assert (phone.hear(), laptop.hear()) == (True, True)
    assert names(phone) == names(laptop) == ["A", "B"]
    laptop.expunge("A")
    assert (phone.hear(), phone.hear(), laptop.hear()) == (True, False, False)
    assert names(phone) == ["B"]


def test_news_without_a_uid_is_no_letter_of_that_number(house: Household, phone: Device) -> None:
    # "* 1 FETCH (FLAGS ...)" has a sequence number: UID 1 is gone, and B is the first now.
    house.arrive()
    house.arrive()
    phone.idle()
    inbox = house.account.store.get("INBOX")
    first, second = house.entries()
    house.thread.call(inbox.expunge, [first])
    house.thread.call(inbox.change_flags, [second], "add", [SEEN])
    house.quiet()
    assert any(line.startswith("S: * 1 FETCH (FLAGS") for line in house.wire())
    assert phone.hear()
    assert [(tile.letter, tile.seen) for tile in phone.tiles()] == [("B", True)]


def test_what_comes_while_other_mailboxes_are_looked_at_is_not_missed(
    house: Household, phone: Device
) -> None:
    phone.idle()
    letter_of = house.letter_of

    def late(message_id: str) -> str:  # called as the phone takes a letter out of Trash
        house.letter_of = letter_of  # type: ignore[method-assign]
        house.arrive()
        return letter_of(message_id)

    house.arrive(shelf="Trash")
    phone.all_folders = True
    house.letter_of = late  # type: ignore[method-assign]
    phone.sync()
    assert names(phone) == ["B", "A"]


def test_the_cable_of_a_waiting_device_is_pulled(house: Household, phone: Device) -> None:
    phone.idle()
    phone.go_offline()
    house.quiet()
    assert house.network.transcript.sessions()[-1].end == "cut"
    assert house.said()[-1] == "a3 IDLE"  # no DONE, no LOGOUT
    assert not phone.hear()
    assert Notice("device.waits_idle") not in phone.settings()
    phone.go_online()
    house.arrive()
    assert not phone.hear()
    phone.sync()
    assert names(phone) == ["A"]


@pytest.mark.parametrize("what", ["hear", "manual", "sync", "mark", "idle"])
def test_a_host_that_goes_down_ends_the_waiting(house: Household, phone: Device, what: str) -> None:
    house.arrive()
    phone.idle()
    house.network.set_up("imap.fuji.example", False)
    actions = {"mark": lambda: phone.mark("A"), "hear": phone.hear, "manual": phone.manual}
    action = actions.get(what) or getattr(phone, what)
    if what == "hear":
        assert action()
        assert house.happenings[-1][1] == "event.failed"
    else:
        with pytest.raises(Trouble, match="broke off in the middle"):
            action()
    assert not phone.hear()
    assert phone.settings() == (Notice("device.keeps_whole"),)
    house.quiet()
    assert house.network.connections == {}
    with pytest.raises(Trouble, match="does not answer"):
        phone.idle()
    house.network.set_up("imap.fuji.example", True)
    phone.idle()
    assert names(phone) == ["A"]


def test_a_mailbox_that_is_restored_ends_the_waiting(house: Household, phone: Device) -> None:
    house.arrive()
    house.arrive()
    phone.idle()
    house.thread.call(house.account.store.get("INBOX").expunge, house.entries()[:1])
    house.restore()
    assert phone.hear()
    assert any(line.startswith("S: * BYE") for line in house.wire())
    assert not phone.hear()
    phone.sync()
    assert [(held.key, held.letter) for held in phone.held()] == [(1, "B")]


class SaysGoodbye(asyncio.Protocol):
    """An IMAP server that hangs up as soon as somebody waits; it says *last* before."""

    def __init__(self, last: bytes) -> None:
        self._last = last

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        transport.write(b"* OK [CAPABILITY IMAP4rev1 IDLE] ready\r\n")

    def data_received(self, data: bytes) -> None:
        tag, _, rest = data.partition(b" ")
        answers = {
            b"CAPABILITY": b"* CAPABILITY IMAP4rev1 IDLE\r\n",
            b"SELECT": b"* 0 EXISTS\r\n* OK [UIDVALIDITY 1] x\r\n",
        }
        if rest.startswith(b"IDLE"):
            self._transport.write(self._last)
            self._transport.close()
        else:
            self._transport.write(answers.get(rest.split()[0], b"") + tag + b" OK done\r\n")


@pytest.mark.parametrize(
    "last", [b"", b"+ waiting\r\n", b"+ waiting\r\n* BYE tired\r\n", b"* 1 EXISTS\r\n", b"no\r\n"]
)
def test_a_server_that_hangs_up_is_a_sentence_and_no_hang(house: Household, last: bytes) -> None:
    door = ("odd.example", 143)
    house.thread.run(house.network.listen(*door, "IMAP", lambda: SaysGoodbye(last)))
    phone = house.device("phone")
    phone._actor.doors = type(DOORS)(DOORS.smtp, DOORS.pop, door)
    if last.startswith(b"+"):
        phone.idle()
        house.quiet()
        assert phone.hear()
        assert house.happenings[-1][1] == "event.failed"
    else:
        with pytest.raises(Trouble, match=r"odd\.example"):
            phone.idle()
    assert not phone.hear()
    assert phone.settings() == (Notice("device.keeps_whole"),)
    house.quiet()
    assert house.network.connections == {}


def test_a_refusal_ends_no_waiting(house: Household, phone: Device) -> None:
    house.arrive()
    phone.idle()
    with pytest.raises(Trouble) as caught:
        phone.move("A", "Nowhere")
    assert caught.value.notice.key == "trouble.refused"
    assert house.sessions() == 1
    house.arrive()
    assert phone.hear()
    assert names(phone) == ["A", "B"]


def test_forgotten_on_an_open_line_is_seen_again(house: Household, phone: Device) -> None:
    house.arrive()
    phone.idle()
    phone.forget()
    phone.sync()
    phone.go_offline()
    phone.mark("A")
    phone.go_online()
    assert repr(phone.sync()) == "Phone: in step with the server; it shows 1 letter (A)."
    assert house.flags() == {"A": {DELETED}}


def test_connect_stays_and_locks_nobody_out(
    house: Household, phone: Device, laptop: Device, tablet: Device
) -> None:
    house.arrive()
    assert repr(phone.connect()) == "Phone: is logged in and stays on the line."
    assert "IDLE" not in " ".join(house.said())
    laptop.sync()
    tablet.get()
    house.arrive()
    assert not phone.hear()  # nobody listens on it
    phone.sync()
    assert names(phone) == ["A", "B"]
    assert house.sessions() == 3
    phone.idle()
    assert house.sessions() == 3
    phone.connect()
    assert house.said(0)[-2:] == ["DONE", "a11 UID FETCH 1:* (FLAGS)"]
    assert repr(phone.disconnect()) == "Phone: said goodbye (LOGOUT) and hung up."
    assert house.said(0)[-1] == "a12 LOGOUT"


def test_polls_end_the_waiting_and_the_reverse(house: Household, phone: Device) -> None:
    phone.idle()
    phone.poll(15)
    assert house.said()[-2:] == ["DONE", "a4 LOGOUT"]
    assert phone.settings()[-1] == Notice("device.polls", {"minutes": 15})
    phone.idle()
    assert phone.next_poll is None
    assert phone.settings()[-1] == Notice("device.waits_idle")


def test_switched_to_pop3_it_waits_no_more(house: Household, phone: Device) -> None:
    phone.idle()
    phone.use("imap")  # it does already
    assert phone.settings()[-1] == Notice("device.waits_idle")
    phone.use("POP3")
    assert (phone.hear(), phone.settings()) == (False, (Notice("device.leaves"),))
    house.quiet()
    assert house.network.connections == {}
    with pytest.raises(Trouble, match="POP3 knows no IDLE"):
        phone.idle()


def test_offline_nobody_waits(house: Household, phone: Device) -> None:
    phone.go_offline()
    for action in (phone.idle, phone.connect):
        with pytest.raises(Trouble, match="offline"):
            action()
    assert house.sessions() == 0


def test_the_setting_is_told_in_both_languages(phone: Device) -> None:
    phone.idle()
    assert tell("en", phone.settings()[-1]) == "waits on an open line (IDLE)"
    assert tell("ja", phone.settings()[-1]) == "設定：つないだまま待ち受ける（IDLE）"


def test_the_same_actions_make_the_same_transcript() -> None:
    def run() -> list[str]:
        house = Household()
        phone, laptop = house.device("phone"), house.device("laptop")
        phone.idle()
        laptop.idle()
        house.arrive()
        house.quiet()
        for device in (phone, laptop, phone, laptop):
            device.hear()
        phone.open("A")
        laptop.hear()
        phone.manual()
        wire = house.whole_wire()
        house.close()
        return wire

    assert run() == run()
