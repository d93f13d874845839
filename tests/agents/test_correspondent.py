"""What a device writes: answers, forwarded letters, drafts, and what is handed in oddly."""

from __future__ import annotations

import email
import re
from email.message import EmailMessage
from email.policy import default

import pytest

from labkit.agents.device import Device
from labkit.agents.trouble import Trouble
from labkit.records import Notice
from tests.agents.household import Household


def last(house: Household) -> tuple[tuple[str, ...], EmailMessage]:
    """Return the envelope's recipients and the letter that was handed in last."""
    recipients, octets = house.counter.letters[-1]
    return recipients, email.message_from_bytes(octets, policy=default)


def received(house: Household, header: str, device: Device) -> Device:
    """Let *device* fetch a letter with *header*, which is called A."""
    house.file((header + "Message-ID: <1@x.example>\r\n\r\nHello\r\n").encode())
    device.sync()
    return device


# --- answers ------------------------------------------------------------------------------------


def test_an_answer_goes_back_and_refers_to_the_letter(house: Household, phone: Device) -> None:
    house.arrive()
    phone.sync()
    outcome = phone.answer("a")
    assert repr(outcome) == "Phone: handed B in at smtp.fuji.example for aya@sakura.example."
    assert outcome.letters == ("B", "A")
    recipients, letter = last(house)
    original = house.entries()[0].message
    assert recipients == ("aya@sakura.example",)
    assert str(letter["to"]) == "Aya <aya@sakura.example>"
    assert letter["subject"] == f"B: Re: {original.subject.removeprefix('A: ')}"
    assert letter["in-reply-to"] == letter["references"] == original.message_id
    assert " ".join(letter.get_content().split()) == "Thank you for letter A. Ken"
    assert house.flags() == {"A": {"\\Answered"}}
    assert house.happenings[-1] == ("phone", "event.answer", 0)
    assert any("STORE 1 +FLAGS (\\Answered)" in line for line in house.said())


def test_re_stands_there_once(house: Household, phone: Device) -> None:
    received(house, "From: aya@sakura.example\r\nSubject: A: RE: picnic\r\n", phone)
    phone.answer("A", "Yes!")
    assert last(house)[1]["subject"] == "B: RE: picnic"


@pytest.mark.parametrize(
    ("field", "to"),
    [
        ("Reply-To: list@x.example\r\nFrom: aya@sakura.example", "list@x.example"),
        ("Reply-To: nobody at all\r\nFrom: aya@sakura.example", "aya@sakura.example"),
        ('From: "Sato, T." <t@x.example>', "t@x.example"),
        ("From: t@x.example (Sato, T.)", "t@x.example"),
        ("From: =?utf-8?q?a=0D=0ABcc=3A_evil=40x=2Eexample?= <t@x.example>", "t@x.example"),
        ("From: =?utf-8?q?=3Cevil=40x.example=3E?= <t@x.example>", "t@x.example"),
        ("From:\r\n aya@sakura.example", "aya@sakura.example"),
    ],
)
def test_an_answer_goes_where_the_letter_wants_it(
    house: Household, phone: Device, field: str, to: str
) -> None:
    received(house, field + "\r\nSubject: =?utf-8?q?A=3A_hi=0D=0ABcc=3A_e=40x.example?=\r\n", phone)
    phone.answer("A")
    recipients, letter = last(house)
    assert recipients == (to,)
    assert [address.addr_spec for address in letter["to"].addresses] == [to]
    assert letter["bcc"] is None


@pytest.mark.parametrize(
    "field",
    ["", "From: nobody\r\n", "From: <>\r\n", "From: undisclosed:;\r\n", "From: \0@\xff\r\n"],
)
def test_a_letter_from_nobody_has_no_answer(house: Household, phone: Device, field: str) -> None:
    received(house, field, phone)
    with pytest.raises(Trouble, match="A does not say to whom an answer should go"):
        phone.answer("A")
    assert house.counter.letters == []
    assert phone.send().letters == ("B",)


def test_what_lies_elsewhere_is_marked_there(house: Household, phone: Device) -> None:
    house.arrive()
    house.arrive()
    phone.sync()
    phone.trash("B")  # number 1 in Trash, as A is in the inbox
    phone.answer("B")
    phone.forward("A", "mika@fuji.example")
    assert (house.flags(), house.flags("Trash")) == ({"A": {"$Forwarded"}}, {"B": {"\\Answered"}})


def test_a_forwarded_letter_has_the_other_below(house: Household, phone: Device) -> None:
    house.arrive("Bring the blanket.")
    phone.sync()
    outcome = phone.forward("A", "mika@fuji.example, b@x.example")
    recipients, letter = last(house)
    assert recipients == ("mika@fuji.example", "b@x.example")
    original = house.entries()[0].message
    subject = original.subject.removeprefix("A: ")
    assert letter["subject"] == f"B: Fwd: {subject}"
    assert letter.get_content().splitlines() == [
        "See letter A below.", "", "Ken", "",
        "From: Aya <aya@sakura.example>", f"Subject: {original.subject}", "", "Bring the blanket.",
    ]  # fmt: skip
    assert house.flags() == {"A": {"$Forwarded"}}
    assert outcome.letters == ("B", "A")
    phone.forward("A", "mika@fuji.example", "Look!")
    assert last(house)[1].get_content().startswith("Look!\r\n\r\nFrom: Aya")
    with pytest.raises(Trouble, match="is not a mail address"):
        phone.forward("A", "mika")
    with pytest.raises(Trouble, match="needs somebody"):
        phone.forward("A", "")


def test_a_letter_forwarded_again_says_it_once(house: Household, phone: Device) -> None:
    received(house, "From: aya@sakura.example\r\nSubject: A: Fwd: picnic\r\n", phone)
    phone.forward("A", "mika@fuji.example")
    assert last(house)[1]["subject"] == "B: Fwd: picnic"


def test_a_pop3_device_answers_and_tells_no_server(house: Household, tablet: Device) -> None:
    house.arrive()
    tablet.get()
    tablet.answer("A")
    tablet.forward("A", "mika@fuji.example")
    assert house.flags() == {"A": frozenset()}
    assert house.sessions() == 3


def test_an_answer_whose_letter_has_gone_is_sent(
    house: Household, phone: Device, laptop: Device
) -> None:
    house.arrive()
    phone.sync()
    laptop.sync()
    laptop.expunge("A")
    assert repr(phone.answer("A")) == (
        "Phone: handed B in at smtp.fuji.example for aya@sakura.example."
    )


def test_a_mark_that_fails_is_told_and_the_answer_sent(house: Household, phone: Device) -> None:
    house.arrive()
    phone.sync()
    house.network.set_up("imap.fuji.example", False)
    told = repr(phone.answer("A"))
    assert told.startswith("Phone: handed B in at smtp.fuji.example for aya@sakura.example. But ")
    assert "could not be marked: imap.fuji.example does not answer" in told
    assert len(house.counter.letters) == 1
    assert house.happenings[-1][1] == "event.answer"


def test_of_a_header_alone_no_answer_is_written(house: Household, phone: Device) -> None:
    phone.bodies = False
    house.arrive()
    phone.sync()
    for action in (phone.answer, lambda letter: phone.forward(letter, "mika@fuji.example")):
        with pytest.raises(Trouble, match="has only the header of A"):
            action("A")
    phone.open("A")
    phone.answer("A")


def test_an_answer_that_is_refused_marks_nothing(house: Household, phone: Device) -> None:
    received(house, "From: nobody@x.example\r\n", phone)
    with pytest.raises(Trouble, match="accepted none of the recipients"):
        phone.answer("A")
    assert house.flags() == {"A": frozenset()}
    assert house.happenings[-1][1] == "event.failed"


# --- drafts -------------------------------------------------------------------------------------


def test_a_draft_lies_on_the_server(house: Household, phone: Device, laptop: Device) -> None:
    assert repr(phone.save_draft("mika@fuji.example", "picnic", "Hello M")) == (
        "Phone: saved A as a draft."
    )
    assert house.flags("Drafts") == {"A": {"\\Draft", "\\Seen"}}
    assert [(tile.letter, tile.shelf) for tile in phone.tiles()] == [("A", "Drafts")]
    laptop.all_folders = True
    laptop.sync()
    [entry] = house.entries("Drafts")
    assert repr(laptop.edit_draft("A", body="Hello Mika")) == "Laptop: saved A as a draft."
    [new] = house.entries("Drafts")
    assert (entry.uid, new.uid) == (1, 2)
    assert new.message.message_id == entry.message.message_id
    assert new.message.subject == "A: picnic"
    assert new.message.parts().text == "Hello Mika\r\n"
    assert house.flags("Drafts") == {"A": {"\\Draft", "\\Seen"}}
    phone.sync()
    phone.edit_draft("A", subject="two picnics")
    assert repr(phone.send_draft("A")) == (
        "Phone: handed A in at smtp.fuji.example for mika@fuji.example."
    )
    assert (house.on_server("Drafts"), phone.tiles()) == ([], ())
    recipients, letter = last(house)
    assert (recipients, letter["subject"]) == (("mika@fuji.example",), "A: two picnics")
    assert letter.get_content() == "Hello Mika\r\n"
    assert letter["message-id"] == entry.message.message_id
    assert [key for _, key, _ in house.happenings] == [
        "event.draft", "event.sync", "event.edit_draft", "event.sync", "event.edit_draft",
        "event.send",
    ]  # fmt: skip


def test_first_the_new_draft_then_away_with_the_old(house: Household, phone: Device) -> None:
    phone.save_draft()
    phone.edit_draft("A", "again")
    changing = re.compile(r"a\d+ (APPEND|UID STORE|UID EXPUNGE) ")
    assert [found[1] for found in map(changing.match, house.said()) if found] == [
        "APPEND",
        "UID STORE",
        "UID EXPUNGE",
    ]
    house.account.store.quota = 1
    with pytest.raises(Trouble, match="There is no room in the mailbox"):
        phone.edit_draft("A", "once more")
    assert len(house.entries("Drafts")) == 1


def test_a_pop3_device_keeps_its_drafts(house: Household, tablet: Device) -> None:
    tablet.go_offline()
    tablet.save_draft("mika@fuji.example", body="one")
    tablet.edit_draft("A", "two")
    assert [(tile.letter, tile.shelf, tile.holding) for tile in tablet.tiles()] == [
        ("A", "Drafts", "copy")
    ]
    with pytest.raises(Trouble, match="offline"):
        tablet.send_draft("A")
    tablet.go_online()
    tablet.send_draft("A")
    assert (tablet.tiles(), house.on_server("Drafts")) == ((), [])
    assert last(house)[1].get_content() == "two\r\n"


def test_a_draft_of_a_pop3_device_moves_when_it_is_edited_by_imap(
    house: Household, tablet: Device
) -> None:
    tablet.save_draft()
    tablet.use("IMAP")
    tablet.edit_draft("A", "again")
    assert [(tile.letter, tile.holding) for tile in tablet.tiles()] == [("A", "view")]
    assert house.on_server("Drafts") == ["A"]


@pytest.mark.parametrize("protocol", ["IMAP", "POP3"])
def test_no_other_letter_is_written_anew(house: Household, protocol: str) -> None:
    device = house.device("phone", "POP3" if protocol == "POP3" else "IMAP")
    house.arrive()
    device.save_draft("aya@sakura.example")  # number 1 in Drafts, as A is in the inbox
    device.get()
    for action in (device.edit_draft, device.send_draft):
        with pytest.raises(Trouble, match="A is no draft"):
            action("A")
    assert house.counter.letters == []
    assert house.on_server() == ["A"]
    assert sorted(tile.letter for tile in device.tiles()) == ["A", "B"]


def test_a_draft_sent_while_the_mailbox_is_away_is_sent_once(
    house: Household, phone: Device
) -> None:
    phone.save_draft()
    house.network.set_up("imap.fuji.example", False)
    told = repr(phone.send_draft("A"))
    assert "handed A in" in told
    assert "But the draft is still in Drafts: imap.fuji.example does not answer" in told
    assert len(house.counter.letters) == 1
    assert house.happenings[-1][1] == "event.send"


def test_a_draft_that_another_device_has_sent(
    house: Household, phone: Device, laptop: Device
) -> None:
    phone.save_draft()
    laptop.all_folders = True
    laptop.sync()
    laptop.send_draft("A")
    phone.edit_draft("A", "again")  # from what it still shows: then there is a draft again
    assert len(house.entries("Drafts")) == 1


def test_a_draft_of_another_program_may_be_odd(house: Household, phone: Device) -> None:
    house.file(b"Message-ID: <1@x>\r\nTo: nobody\r\n\r\nhi\r\n", "Drafts")
    house.file(b'To: "Sato, T." <t@x.example>, u@x.example\r\n\r\nhi\r\n', "Drafts")
    phone.all_folders = True
    phone.sync()
    first, second = (held.letter for held in phone.held())
    with pytest.raises(Trouble, match="needs somebody to go to"):
        phone.send_draft(first)
    phone.send_draft(second)
    assert last(house)[0] == ("t@x.example", "u@x.example")


# --- handed in oddly ----------------------------------------------------------------------------


def test_the_envelope_may_say_something_else(house: Household, phone: Device) -> None:
    phone.send("mika@fuji.example", envelope_to="b@x.example, Aya <aya@sakura.example>")
    recipients, letter = last(house)
    assert (recipients, letter["to"]) == (
        ("b@x.example", "aya@sakura.example"),
        "mika@fuji.example",
    )
    phone.send(mail_from="mika@fuji.example")
    assert "MAIL FROM:<mika@fuji.example>" in house.said()[2]
    for null in ("", "<>"):
        phone.send(mail_from=null)
        assert "MAIL FROM:<>" in house.said()[2]


@pytest.mark.parametrize("odd", ["ken", "k@x>\r\nRCPT TO:<y@x", 5, "a b@x.example"])
def test_an_envelope_of_no_addresses_is_refused_unsent(
    house: Household, phone: Device, odd: str
) -> None:
    for given in ({"mail_from": odd}, {"envelope_to": odd}):
        with pytest.raises(Trouble, match="is not a mail address"):
            phone.send(**given)
    assert house.sessions() == 0
    assert phone.send().letters == ("A",)


def test_an_address_beyond_ascii_on_the_envelope(house: Household, phone: Device) -> None:
    phone.send(mail_from="けん@fuji.example")
    assert house.said()[2].endswith("SMTPUTF8 BODY=8BITMIME")


def test_bcc_in_the_letter_is_a_programs_mistake(house: Household, phone: Device) -> None:
    phone.send(
        "mika@fuji.example", bcc="boss@sakura.example, ぼす@sakura.example", bcc_in_letter=True
    )
    recipients, octets = house.counter.letters[0]
    assert recipients == ("mika@fuji.example", "boss@sakura.example", "ぼす@sakura.example")
    assert "Bcc: boss@sakura.example, ぼす@sakura.example\r\n".encode() in octets
    phone.send("mika@fuji.example", bcc="boss@sakura.example")
    assert b"boss" not in house.counter.letters[1][1]


def test_an_attachment_grows_on_the_way(house: Household, phone: Device) -> None:
    phone.send(attachment=100_000)
    _, octets = house.counter.letters[0]
    [part] = last(house)[1].iter_attachments()
    assert len(part.get_content()) == 100_000
    assert 1.35 < len(octets) / 100_000 < 1.40  # base64 and its line ends: RFC 2045 section 6.8


@pytest.mark.parametrize("size", [-1, 5 * 1024 * 1024 + 1, 1.5, "big", True, None])
def test_an_attachment_is_a_number_of_octets(house: Household, phone: Device, size: int) -> None:
    with pytest.raises(Trouble, match="Give an attachment as its size"):
        phone.send(attachment=size)
    assert house.sessions() == 0


def test_another_port_and_no_login(house: Household, phone: Device) -> None:
    with pytest.raises(Trouble, match=r"no server smtp\.fuji\.example at port 25"):
        phone.send(port=25)
    with pytest.raises(Trouble) as caught:
        phone.send(login=False)
    assert caught.value.notice.key == "trouble.refused"
    assert "530" in str(caught.value)
    assert not any(line.startswith("AUTH") for line in house.said())
    house.network.outages.blocked["phone"] = frozenset({25})
    with pytest.raises(Trouble, match="lets nothing through to that port"):
        phone.send(port=25)


def test_a_lost_device_writes_nothing(house: Household, phone: Device) -> None:
    phone.lose()
    for action in (
        phone.send, phone.save_draft, lambda: phone.answer("A"), lambda: phone.send_draft("A")
    ):  # fmt: skip
        with pytest.raises(Trouble) as caught:
            action()
        assert caught.value.notice == Notice(
            "trouble.lost_device", {"who": Notice("device.phone"), "name": "phone"}
        )
