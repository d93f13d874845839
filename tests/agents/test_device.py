"""What all devices share: sending, the cable, one sentence for each action, one event for each."""

from __future__ import annotations

import email
import subprocess
import sys
from email.policy import default

import pytest

from labkit.agents.device import Device
from labkit.agents.outcome import Outcome
from labkit.agents.trouble import Trouble
from labkit.records import Notice
from labkit.texts import catalogue
from tests.agents.household import DOORS, KEN, Household


def test_send_without_a_word_writes_a_letter_of_the_labs(house: Household, phone: Device) -> None:
    outcome = phone.send()
    assert repr(outcome) == "Phone: handed A in at smtp.fuji.example for aya@sakura.example."
    assert outcome.letters == ("A",)
    [(recipients, octets)] = house.counter.letters
    letter = email.message_from_bytes(octets, policy=default)
    assert recipients == ("aya@sakura.example",)
    assert letter["subject"].startswith("A: ")
    assert letter["from"].addresses[0].addr_spec == "ken@fuji.example"
    assert house.letter_of(letter["message-id"]) == "A"
    assert letter.get_content().startswith("Hello Aya,")
    assert house.happenings == [("phone", "event.send", 0)]
    assert not phone.synced


def test_send_is_one_session_with_login_and_goodbye(house: Household, phone: Device) -> None:
    phone.send(subject="hello", body="Hi!\n.\n..two\n")
    said = house.said()
    assert said[0] == "EHLO phone.fuji.example"
    assert said[1].startswith("AUTH PLAIN ")
    assert said[2].startswith("MAIL FROM:<ken@fuji.example>")
    assert said[3:5] == ["RCPT TO:<aya@sakura.example>", "DATA"]
    assert said[-1] == "QUIT"
    assert house.counter.letters[0][1].endswith(b"\r\n\r\nHi!\r\n.\r\n..two\r\n")


def test_bcc_is_on_the_envelope_alone(house: Household, phone: Device) -> None:
    phone.send("aya@sakura.example", "hello", "Hi!", cc="mika@fuji.example", bcc=["b@x.example"])
    [(recipients, octets)] = house.counter.letters
    assert recipients == ("aya@sakura.example", "mika@fuji.example", "b@x.example")
    assert b"Cc: mika@fuji.example\r\n" in octets
    assert b"b@x.example" not in octets
    assert b"bcc" not in octets.lower()


def test_a_name_may_stand_before_the_address(house: Household, phone: Device) -> None:
    phone.send("Aya <aya@sakura.example>", "Q: hello", "Hi!")
    [(recipients, octets)] = house.counter.letters
    assert recipients == ("aya@sakura.example",)
    assert b"\r\nSubject: A: hello\r\n" in octets


def test_sent_is_said_of_each_recipient(house: Household, phone: Device) -> None:
    outcome = phone.send("aya@sakura.example, nobody@sakura.example")
    assert "for aya@sakura.example. Refused: nobody@sakura.example: 550 5.1.1" in repr(outcome)
    assert house.happenings == [("phone", "event.send", 0)]


def test_refused_by_all_is_trouble(house: Household, phone: Device) -> None:
    with pytest.raises(
        Trouble, match=r"accepted none of the recipients \(nobody@x\.example: 550 5\.1\.1"
    ):
        phone.send("nobody@x.example")
    assert house.counter.letters == []
    assert house.happenings == [("phone", "event.failed", 0)]


def test_names_beyond_ascii_travel(house: Household, phone: Device) -> None:
    phone.send("あや@sakura.example", "写真", "こんにちは")
    [(recipients, octets)] = house.counter.letters
    letter = email.message_from_bytes(octets, policy=default)
    assert recipients == ("あや@sakura.example",)
    assert (letter["subject"], letter.get_content().strip()) == ("A: 写真", "こんにちは")
    assert "SMTPUTF8" in next(line for line in house.said() if line.startswith("MAIL"))


@pytest.mark.parametrize("address", ["ken", "ken@", "@x", "a b@x.example", "a@x.example\r\nDATA"])
def test_what_is_no_address_is_refused_unsent(
    house: Household, phone: Device, address: str
) -> None:
    with pytest.raises(Trouble, match="is not a mail address"):
        phone.send(address)
    assert house.network.transcript.sessions() == ()
    phone.send()
    assert house.counter.letters[0][1].count(b"Subject: A: ") == 1


def test_a_letter_to_nobody(phone: Device) -> None:
    with pytest.raises(Trouble, match="needs somebody to go to"):
        phone.send("")


def test_offline_nothing_is_written(house: Household, phone: Device) -> None:
    assert repr(phone.go_offline()) == "Phone: offline now."
    assert (phone.online, phone.state().online) == (False, False)
    with pytest.raises(Trouble, match=r"Bring it back with go_online\(\)"):
        phone.send()
    phone.go_online()
    assert phone.send().letters == ("A",)
    keys = [key for _, key, _ in house.happenings]
    assert keys == ["event.go_offline", "event.go_online", "event.send"]


def test_a_host_that_is_down_is_trouble_and_no_event(house: Household, phone: Device) -> None:
    house.thread.run(house.network.close())
    with pytest.raises(Trouble, match=r"no server imap\.fuji\.example at port 143"):
        phone.sync()
    assert house.happenings == []


def test_outcomes_speak_the_labs_language() -> None:
    house = Household("ja")
    tablet = Device("tablet", KEN, DOORS, house, "POP3")
    house.arrive()
    told = repr(tablet.get())
    house.close()
    assert told == "タブレット：1通（A）を取り出しました。どれもサーバーに残しています。"


def test_a_device_of_another_name_keeps_it(house: Household) -> None:
    watch = Device("watch", KEN, DOORS, house)
    assert repr(watch.sync()) == "watch: in step with the server; the inbox is empty."
    assert repr(watch) == "<watch: ken@fuji.example, IMAP>"


def test_an_outcome_is_one_sentence_and_its_notice() -> None:
    outcome = Outcome(Notice("device.went_offline", {"who": Notice("device.phone")}), "ja")
    assert repr(outcome) == "スマホ：オフラインになりました。"


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_sentence_is_one_line(language: str) -> None:
    for key, sentence in catalogue(language).items():  # type: ignore[arg-type]
        if key.startswith(("device.", "trouble.", "event.")):
            assert "\n" not in sentence


def test_devices_load_no_mail_library_before_they_are_used() -> None:
    code = (
        "import sys, labkit.agents.device;"
        "print({'smtplib', 'poplib', 'imaplib', 'imapclient'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_a_line_that_breaks_at_sending_leaves_a_doubt(house: Household, phone: Device) -> None:
    house.counter.sender = lambda dialogue, path: unplug(house)  # type: ignore[method-assign]
    with pytest.raises(Trouble, match="Whether the letter was taken is not sure"):
        phone.send()
    assert house.happenings == [("phone", "event.failed", 0)]
    house.network.set_online("phone", True)


def test_a_line_that_breaks_at_sync_keeps_what_had_come(house: Household, phone: Device) -> None:
    for _ in range(60):  # the first batch comes whole
        house.arrive()
    letter_of, given = house.letter_of, iter(range(100))

    def name(message_id: str) -> str:
        if next(given) == 49:
            house.network.set_online("phone", False)
        return letter_of(message_id)

    house.letter_of = name  # type: ignore[method-assign]
    with pytest.raises(Trouble, match="broke off in the middle"):
        phone.sync()
    assert len(phone.tiles()) == 50
    assert not phone.synced
    house.network.set_online("phone", True)
    phone.sync()
    assert len(phone.tiles()) == 60


def unplug(house: Household) -> None:
    """Pull the cable from inside the servers' thread."""
    for connection in tuple(house.network.connections.values()):
        connection.pull()


def test_sending_twice_from_the_same_start_says_the_same_octets() -> None:
    def run() -> list[str]:
        house = Household()
        Device("phone", KEN, DOORS, house).send()
        wire = house.whole_wire()
        house.close()
        return wire

    assert run() == run()
