"""What MAIL FROM announces, and who was taken."""

from __future__ import annotations

import smtplib

import pytest

from labkit.agents.clients import Line
from labkit.agents.submitting import submit
from tests.agents.household import DOORS, KEN, MX, Household

LOGIN = (KEN.address, KEN.password)


def hand_in(house: Household, recipients: tuple[str, ...], octets: bytes) -> tuple[object, str]:
    line = Line(house.network, "phone", *DOORS.smtp)
    answer = submit(line, "phone.fuji.example", LOGIN, KEN.address, recipients, octets)
    mail = next(said for said in house.said() if said.startswith("MAIL"))
    return answer, mail.partition("> ")[2]


@pytest.mark.parametrize(
    ("recipient", "octets", "announced"),
    [
        ("aya@sakura.example", b"Subject: hi\r\n\r\nhi\r\n", "size=19"),
        ("aya@sakura.example", b"Subject: hi\r\n\r\nh\xc3\xa9\r\n", "size=20 BODY=8BITMIME"),
        ("aya@sakura.example", b"Subject: h\xc3\xa9\r\n\r\n", "size=16 SMTPUTF8 BODY=8BITMIME"),
        ("あ@sakura.example", b"Subject: hi\r\n\r\n", "size=15 SMTPUTF8 BODY=8BITMIME"),
    ],
)
def test_what_a_letter_needs_is_announced(
    house: Household, recipient: str, octets: bytes, announced: str
) -> None:
    answer, options = hand_in(house, (recipient,), octets)
    assert (answer, options) == (((recipient,), ""), announced)
    assert house.counter.letters == [((recipient,), octets)]


def test_a_sender_beyond_ascii_needs_smtputf8(house: Household) -> None:
    line = Line(house.network, "phone", *DOORS.smtp)
    submit(line, "phone.fuji.example", LOGIN, "けん@fuji.example", ("a@x.example",), b"\r\nhi\r\n")
    [mail] = [said for said in house.said() if said.startswith("MAIL")]
    assert mail == "MAIL FROM:<けん@fuji.example> size=6 SMTPUTF8 BODY=8BITMIME"


def test_without_login_nobody_logs_in(house: Household) -> None:
    line = Line(house.network, "crow", *MX)
    submit(line, "crow.example", None, "", ("ken@fuji.example",), b"\r\nhi\r\n")
    assert house.said()[:2] == ["EHLO crow.example", "MAIL FROM:<> size=6"]
    assert house.mx.letters == [(("ken@fuji.example",), b"\r\nhi\r\n")]


def test_the_refused_are_named_with_the_reply(house: Household) -> None:
    answer, _ = hand_in(house, ("aya@sakura.example", "nobody@sakura.example"), b"\r\nhi\r\n")
    assert answer == (
        ("aya@sakura.example",),
        "nobody@sakura.example: 550 5.1.1 nobody of this name",
    )


def test_when_all_are_refused_no_quit_is_forgotten_and_nothing_sent(house: Household) -> None:
    with pytest.raises(smtplib.SMTPRecipientsRefused):
        hand_in(house, ("nobody@sakura.example",), b"\r\nhi\r\n")
    assert house.counter.letters == []
    assert "DATA" not in house.said()
    assert house.said()[-1] == "QUIT"  # RFC 5321 section 4.1.1.10: "even if there was an error"
