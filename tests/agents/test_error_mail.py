"""Error mails, taken apart again with Python's email package and with ours."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage, Message
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkit.agents.delivery_status import CANCELLED, Report, Undelivered
from labkit.agents.error_mail import MAX_HEADER, MAX_LETTER, error_mail
from labkit.mail.message import Message as OurMessage
from labkit.texts import LANGUAGES, Language
from labkit.wire.clock import START
from tests.agents.post import AYA, LETTER, MX, SMTP

NOBODY = Undelivered("nobody@fuji.example", "550 5.1.1 nobody is called so", MX, START)
LATE = Undelivered("ken@fuji.example", "451 4.4.1 mx.fuji.example: no answer", "", START)
STRICT = email.policy.SMTP + email.policy.strict
REPORT = Report(SMTP, AYA, LETTER, START, (NOBODY,))
TOP = [
    "From", "To", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "Auto-Submitted",
    "MIME-Version", "Content-Type",
]  # fmt: skip


def written(report: Report = REPORT, language: Language = "en") -> bytes:
    return error_mail(report, START, "<e1@smtp.sakura.example>", "=_e1", language)


def read(octets: bytes) -> EmailMessage:
    return cast(EmailMessage, email.message_from_bytes(octets, policy=email.policy.SMTP))


def parts(octets: bytes) -> list[Message]:
    letter = email.message_from_bytes(octets)
    assert letter.defects == []
    return cast(list[Message], letter.get_payload())


def about(letter: bytes, language: Language = "en") -> bytes:
    return written(replace(REPORT, octets=letter), language)


def test_the_header_is_that_of_an_error_mail() -> None:
    letter = read(written())
    assert letter.keys() == TOP
    assert letter["From"] == "MAILER-DAEMON@smtp.sakura.example"
    assert letter["To"] == "aya@sakura.example"
    assert letter["Subject"] == "Not delivered: A: picnic"
    assert letter["Message-ID"] == "<e1@smtp.sakura.example>"
    assert letter["In-Reply-To"] == letter["References"] == "<a1@sakura.example>"
    assert letter["Auto-Submitted"] == "auto-replied"  # RFC 3834 section 5.2
    assert letter["Date"].datetime == START
    assert letter.get_content_type() == "multipart/report"  # RFC 6522 section 3
    assert letter.get_param("report-type") == "delivery-status"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("one", "action", "status"),
    [
        (NOBODY, "failed", "5.1.1"),
        (LATE, "failed", "4.4.1"),
        (replace(LATE, retry_until=START + timedelta(days=5)), "delayed", "4.4.1"),
        (Undelivered("ken@fuji.example", CANCELLED, "", START), "failed", "5.0.0"),
    ],
    ids=["refused", "given up after days", "warning", "given up by hand"],
)
def test_each_kind_passes_a_strict_reader(
    one: Undelivered, action: str, status: str, language: Language
) -> None:
    """Python's email package raises here for any defect that it finds."""
    octets = written(replace(REPORT, recipients=(one,)), language)
    letter = cast(EmailMessage, email.message_from_bytes(octets, policy=STRICT))
    assert letter.keys() == TOP
    assert letter["Auto-Submitted"] == "auto-replied"
    assert letter.get_param("report-type") == "delivery-status"
    text, report, returned = letter.iter_parts()
    assert "ken@fuji.example" in text.get_content() or one is NOBODY
    per_message, recipient = cast(list[EmailMessage], report.get_payload())
    assert per_message.keys() == ["Reporting-MTA", "Arrival-Date"]
    assert (recipient["Action"], recipient["Status"]) == (action, status)
    assert recipient["Final-Recipient"] == f"rfc822; {one.recipient}"
    # RFC 3464 section 2.3.9: only where it is still tried.
    assert ("Will-Retry-Until" in recipient) == (action == "delayed")
    assert ("Remote-MTA" in recipient) == bool(one.host)
    assert returned.get_content()["Message-ID"] == "<a1@sakura.example>"


def test_three_parts_in_their_order() -> None:
    text, status, letter = parts(written())
    assert text.get_content_type() == "text/plain"
    assert "nobody@fuji.example" in str(text.get_payload())
    assert status.get_content_type() == "message/delivery-status"
    per_message, per_recipient = cast(list[Message], status.get_payload())
    assert per_message["Reporting-MTA"] == "dns; smtp.sakura.example"
    assert per_recipient["Final-Recipient"] == "rfc822; nobody@fuji.example"
    assert per_recipient["Status"] == "5.1.1"
    assert letter.get_content_type() == "message/rfc822"
    (inside,) = cast(list[Message], letter.get_payload())
    assert inside["Message-ID"] == "<a1@sakura.example>"


def test_the_letter_comes_back_octet_by_octet() -> None:
    assert b"\r\nContent-Type: message/rfc822\r\n\r\n" + LETTER + b"\r\n--=_e1--\r\n" in written()


def test_japanese_for_a_reader_of_japanese_and_seven_bits_for_every_server() -> None:
    octets = written(language="ja")
    assert octets.isascii()
    letter = read(octets)
    assert letter["Subject"] == "配送できませんでした：A: picnic"
    text = next(iter(letter.iter_parts()))
    assert text["Content-Transfer-Encoding"] == "base64"
    assert "宛先nobody@fuji.example：届きませんでした。" in text.get_content()


def test_a_reply_beyond_ascii_is_read_as_it_was() -> None:
    octets = written(replace(REPORT, recipients=(replace(NOBODY, reply="550 いません"),)))
    text = next(iter(read(octets).iter_parts()))
    assert text["Content-Transfer-Encoding"] == "quoted-printable"
    assert "550 いません" in text.get_content()


@pytest.mark.parametrize("language", LANGUAGES)
def test_our_own_reader_shows_the_text_and_attaches_the_rest(language: Language) -> None:
    shown = OurMessage(written(language=language), START).parts()
    assert "nobody@fuji.example" in shown.text
    assert [kind for _, kind, _ in shown.attachments] == [
        "message/delivery-status",
        "message/rfc822",
    ]


@pytest.mark.parametrize(
    "letter",
    [
        LETTER.replace(b"Tea", "お茶".encode()),
        LETTER + b"x" * MAX_LETTER,
        LETTER + b"bare\nline",
        LETTER + b"\0",
        LETTER + b"x" * 1200,
    ],
    ids=["8bit", "long", "bare LF", "NUL", "long line"],
)
def test_a_letter_that_cannot_come_back_as_it_is_comes_as_its_header(letter: bytes) -> None:
    *_, returned = parts(about(letter))
    assert returned.get_content_type() == "text/rfc822-headers"
    assert returned["Content-Transfer-Encoding"] is None
    header = LETTER.partition(b"\r\n\r\n")[0].decode()
    assert str(returned.get_payload()).rstrip() == header


def test_a_header_beyond_ascii_is_quoted() -> None:
    *_, returned = parts(about(b"Subject: " + "お茶".encode() + b"\r\n\r\nx"))
    assert returned["Content-Transfer-Encoding"] == "quoted-printable"
    assert cast(bytes, returned.get_payload(decode=True)).rstrip() == "Subject: お茶".encode()


@pytest.mark.parametrize(
    "fields", [b"X: y\r\n" * 9000, b"X: " + b"y" * 90_000], ids=["many", "one"]
)
def test_a_huge_header_is_cut(fields: bytes) -> None:
    octets = about(fields + b"\r\n\r\nx")
    assert len(octets) < MAX_HEADER + 4000
    assert len(parts(octets)) == 3


def test_references_lead_to_the_letter_and_hold_nothing_else() -> None:
    before = b"References: <one@x.example> junk\r\n <two@x.example>\r\n"
    assert read(about(before + LETTER))["References"] == (
        "<one@x.example> <two@x.example> <a1@sakura.example>"
    )
    for odd in (b"", b"Message-ID: none\r\n", b"Message-ID: <a b>\r\n"):
        assert read(about(odd + b"Subject: x\r\n\r\n"))["In-Reply-To"] is None
    assert read(about(b"References: <x@y>\r\n" * 50 + b"Message-ID: <z@y>\r\n\r\n"))["References"]


def test_nothing_is_said_about_an_error_mail() -> None:
    with pytest.raises(ValueError, match="error mail about an error mail"):
        written(replace(REPORT, mail_from=""))


def test_a_report_is_about_somebody() -> None:
    with pytest.raises(ValueError, match="somebody"):
        written(replace(REPORT, recipients=()))


@pytest.mark.parametrize(
    "attack",
    [
        "\r\nBcc: mika@fuji.example",
        "\nBcc: x",
        "\r\n\r\n--=_e1\r\nContent-Type: text/html\r\n\r\n<script>",
        "\r\n.\r\nMAIL FROM:<x>",
        "\x85Bcc: x\u2028Bcc: y",
        ">\r\nBcc: x",
        "=?utf-8?B?DQpCY2M6IHg=?=",
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_from_outside_becomes_a_field_a_line_or_a_part(
    attack: str, language: Language
) -> None:
    one = Undelivered(f"a{attack}@x.example", f"550 5.1.1 no{attack}", f"mx{attack}", START)
    subject = b"Message-ID: <a@b>\r\nSubject: A" + attack.encode() + b"\r\n\r\n"
    octets = written(Report(f"h{attack}", f"a{attack}@y.example", subject, START, (one,)), language)
    assert re.search(rb"[^\r]\n|\r[^\n]", octets) is None
    assert read(octets).keys() == TOP
    text, status, _ = parts(octets)
    assert len(cast(list[Message], status.get_payload())) == 2
    for line in str(text.get_payload(decode=True), "utf-8").splitlines():
        assert not line.startswith(("Bcc", "--", "MAIL", "."))


def test_a_boundary_inside_the_letter_is_not_used() -> None:
    octets = about(LETTER + b"--=_e1\r\n--=_e1-1--\r\n")
    assert read(octets).get_boundary() == "=_e1-2"
    assert len(parts(octets)) == 3


anything = st.text(st.characters(codec=None), max_size=80)
names = st.sampled_from([b"Subject", b"Message-ID", b"References", b"Content-Type", b"X"])
pieces = st.one_of(
    st.binary(max_size=60),
    st.tuples(names, st.binary(max_size=60)).map(lambda pair: b": ".join(pair) + b"\r\n"),
    st.sampled_from([
        b"\r\n", b"\r\n\r\n", b"--=_e1\r\n", b"--=_e1--", b"\n", b"--in\r\n", b"--in--\r\n",
        b"Content-Type: multipart/mixed; boundary=in\r\n", b"Content-Type: message/rfc822\r\n\r\n",
        b"Message-ID: <a@b>\r\n",
    ]),
)  # fmt: skip
letters = st.lists(pieces, max_size=12).map(b"".join)
anybody = st.builds(
    Undelivered, anything, anything | anything.map("550 5.1.1 ".__add__), anything,
    st.just(START), st.none() | st.just(START),
)  # fmt: skip


@given(
    letters,
    anything.filter(bool),
    st.lists(anybody, min_size=1, max_size=3),
    st.sampled_from(LANGUAGES),
)
def test_whatever_comes_the_form_holds(
    letter: bytes, sender: str, recipients: list[Undelivered], language: Language
) -> None:
    report = Report(SMTP, sender, letter, START, tuple(recipients))
    octets = written(report, language)
    assert octets == written(report, language)
    assert re.search(rb"(?<!\r)\n|\r(?!\n)", octets) is None
    if sender.isascii():
        assert octets.isascii()
    top = email.message_from_bytes(octets)
    optional = {"In-Reply-To", "References"}
    assert [key for key in top if key not in optional] == [k for k in TOP if k not in optional]
    kinds = [part.get_content_type() for part in parts(octets)]
    assert kinds[:2] == ["text/plain", "message/delivery-status"]
    assert kinds[2:] in (["message/rfc822"], ["text/rfc822-headers"])
    ours = OurMessage(octets, START)
    assert ["/".join(part.content_type) for part in ours.structure.parts] == kinds
