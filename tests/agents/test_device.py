"""What all devices share: sending, the cable, one sentence for each action, one event for each."""

from __future__ import annotations

import email
import subprocess
import sys
from email.policy import default
from pathlib import Path

import pytest

from labkit.agents.device import Device
from labkit.agents.outcome import Outcome
from labkit.agents.trouble import Trouble
from labkit.records import Notice
from labkit.texts import catalogue, tell
from labkit.wire.link import Cut
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


# --- everything at once -------------------------------------------------------------------------


def test_a_child_deletes_everything(house: Household, phone: Device, tablet: Device) -> None:
    for _ in range(3):
        house.arrive()
    phone.sync()
    phone.trash("C")
    tablet.get()
    house.arrive()
    outcome = phone.delete_all()
    assert repr(outcome) == "Phone: everything on it was deleted: 3 letters (A, B, C)."
    assert (house.on_server(), house.on_server("Trash")) == (["D"], [])  # D was not on it
    assert [tile.letter for tile in phone.tiles()] == ["D"]
    assert house.happenings[-1] == ("phone", "event.delete_all", 0)
    assert repr(tablet.delete_all()) == "Tablet: everything on it was deleted: 2 letters (A, B)."
    assert (tablet.tiles(), house.on_server()) == ((), ["D"])
    outcome = tablet.delete_all()
    assert repr(outcome) == "Tablet: there was nothing on it to delete."
    assert tell("ja", outcome.notice) == "タブレット：削除するものは何もありませんでした。"


def test_to_delete_what_somebody_else_has_removed_is_no_conflict(
    house: Household, phone: Device, laptop: Device
) -> None:
    house.arrive()
    house.arrive(shelf="Trash")
    phone.all_folders = laptop.all_folders = True
    phone.sync()
    laptop.sync()
    laptop.expunge("B")
    assert repr(phone.delete_all()) == "Phone: everything on it was deleted: 2 letters (A, B)."
    assert (house.on_server(), phone.tiles()) == ([], ())


def test_copies_and_view_are_deleted_alike(house: Household, tablet: Device) -> None:
    house.arrive()
    tablet.get()
    tablet.use("IMAP")
    tablet.sync()
    tablet.delete_all()
    assert (tablet.tiles(), house.on_server()) == ((), [])


def test_what_a_broken_line_spares_goes_at_the_next_sync(house: Household, phone: Device) -> None:
    house.arrive()
    house.arrive()
    phone.sync()
    house.network.outages.cuts["phone"] = Cut(before=lambda line: b"EXPUNGE 2" in line)
    with pytest.raises(Trouble, match="broke off"):
        phone.delete_all()
    assert house.on_server() == ["B"]
    phone.sync()
    assert (phone.tiles(), house.on_server()) == ((), [])


# --- files --------------------------------------------------------------------------------------


def test_a_letter_in_a_file_is_out_of_reach(
    house: Household, phone: Device, laptop: Device, tmp_path: Path
) -> None:
    house.arrive("Bring the blanket.")
    phone.sync()
    octets = house.entries()[0].message.octets
    assert repr(phone.export("a", tmp_path)) == (
        "Phone: wrote A to the file A.eml. No sync can reach it there."
    )
    laptop.sync()
    laptop.expunge("A")
    phone.go_offline()
    phone.lose()
    phone.replace()
    phone.sync()
    assert (phone.tiles(), phone.files) == ((), {"A": tmp_path / "A.eml"})
    assert (tmp_path / "A.eml").read_bytes() == octets
    assert house.happenings[1] == ("phone", "event.export", 0)


def test_no_letter_chooses_its_file(house: Household, tablet: Device, tmp_path: Path) -> None:
    house.file(b"Message-ID: <../../evil@x>\r\nSubject: ../../evil: x\r\n\r\none\r\n")
    house.file(b"Subject: /etc/passwd: x\r\n\r\ntwo\r\n")
    tablet.get()
    for held in tablet.held():
        tablet.export(held.letter, str(tmp_path))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["A.eml", "B.eml"]


@pytest.mark.parametrize("folder", ["nowhere", "A.eml", 5, None, "a\0b", ["x"]])
def test_a_folder_that_is_none_is_a_sentence(
    house: Household, phone: Device, tmp_path: Path, folder: object
) -> None:
    house.arrive()
    phone.sync()
    phone.export("A", tmp_path)
    given = tmp_path / folder if folder in ("nowhere", "A.eml") else folder
    with pytest.raises(Trouble, match=r"A\.eml could not be written \(") as caught:
        phone.export("A", given)  # type: ignore[arg-type]
    assert "None)" not in str(caught.value)
    assert phone.files == {"A": tmp_path / "A.eml"}
    assert len(house.happenings) == 2


def test_only_what_is_whole_is_exported(house: Household, phone: Device, tmp_path: Path) -> None:
    phone.bodies = False
    house.arrive()
    phone.sync()
    with pytest.raises(Trouble, match="has only the header of A"):
        phone.export("A", tmp_path)
    assert list(tmp_path.iterdir()) == []


# --- as a beginner would ------------------------------------------------------------------------


@pytest.mark.parametrize("letter", ["", "Q", None, 5, "\r\n", "A B", "x" * 5000])
def test_a_letter_of_no_such_name(phone: Device, letter: str) -> None:
    for action in (
        phone.open, phone.mark, phone.unmark, phone.trash, phone.expunge, phone.delete,
        phone.upload, phone.export, phone.answer, phone.edit_draft, phone.send_draft,
        lambda letter: phone.move(letter, "Trash"), lambda letter: phone.forward(letter, "a@x"),
    ):  # fmt: skip
        with pytest.raises(Trouble, match="has no letter") as caught:
            action(letter)
        assert len(str(caught.value)) < 200


def test_each_thing_twice(house: Household, phone: Device) -> None:
    house.arrive()
    phone.sync()
    for action in (phone.mark, phone.unmark, phone.open, phone.answer):
        action("A")
        action("A")
    for action in (phone.go_offline, phone.go_online, phone.manual, phone.forget, phone.sync):
        action()  # type: ignore[operator]
        action()  # type: ignore[operator]
    phone.trash("A")
    with pytest.raises(Trouble, match="already in Trash"):
        phone.trash("A")
    phone.expunge("A")
    with pytest.raises(Trouble, match="has no letter A"):
        phone.expunge("A")


def test_hear_and_look_do_nothing_where_nothing_was_said(house: Household, phone: Device) -> None:
    assert not phone.hear()
    phone.look_for_mail()
    assert (house.sessions(), house.happenings) == (0, [])
