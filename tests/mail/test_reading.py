"""A letter for people: text, date, attachments."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from labkit.mail import reading
from labkit.mail.header import fields
from labkit.mail.message import Message
from labkit.mail.mime import parse
from tests.mail.letters import crlf


def letter(text: str) -> Message:
    return Message(crlf(text), datetime(2026, 1, 5, tzinfo=UTC))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Mon, 5 Jan 2026 23:30:00 +0900", date(2026, 1, 5)),
        ("5 jan 2026 23:30 -1200", date(2026, 1, 5)),
        ("Monday, 05-Jan-26 10:00:00 GMT", date(2026, 1, 5)),
        ("Mon Jan  5 10:00:00 2026", date(2026, 1, 5)),
        ("5 January 2026", date(2026, 1, 5)),
        ("Tue, 31 Feb 2026 10:00:00 +0000", None),
        ("5 Foo 2026 10:00:00 +0000", None),
        ("99999999999 Jan 99999 x", None),
        ("", None),
        ("yesterday", None),
    ],
)
def test_the_day_is_the_writers_own(value: str, expected: date | None) -> None:
    # RFC 3501 section 6.4.4: SENTON disregards time and time zone.
    assert reading.header_date(fields(crlf(f"Date: {value}\n"))) == expected


@pytest.mark.parametrize(
    ("header", "body", "expected"),
    [
        ("", b"caf\xc3\xa9", "café"),
        ("Content-Type: text/plain; charset=iso-8859-1\r\n", b"caf\xe9", "café"),
        ("Content-Type: text/plain; charset=nonsense\r\n", b"caf\xc3\xa9", "café"),
        ("Content-Transfer-Encoding: quoted-printable\r\n", b"caf=C3=A9 =\r\nau", "café au"),
        ("Content-Transfer-Encoding: BASE64\r\n", b"Y2Fm\r\n w6k", "café"),
        ("Content-Transfer-Encoding: x-unknown\r\n", b"Y2Fm", "Y2Fm"),
        ("Content-Type: text/plain; charset=iso-2022-jp\r\n", b'\x1b$B$"\x1b(B', "あ"),
    ],
)
def test_the_body_as_text(header: str, body: bytes, expected: str) -> None:
    octets = header.encode() + b"\r\n" + body
    assert reading.text(octets, parse(octets)) == expected


LETTER = """\
From: Aya <aya@sakura.example>
Subject: =?utf-8?B?44GK44Gv44KI44GG?=
Content-Type: multipart/mixed; boundary=m

--m
Content-Type: multipart/alternative; boundary=a

--a

Hello Ken
--a
Content-Type: text/html

<p>Hello Ken</p>
--a--
--m
Content-Type: application/pdf; name="=?utf-8?B?44GC?=.pdf"
Content-Transfer-Encoding: base64

QUJD
--m
Content-Type: text/plain
Content-Disposition: attachment; filename="../../etc/pass\\\\wd"

Straße
--m
Content-Type: message/rfc822

Subject: Inner

Deep text
--m--
"""


def test_a_letter_taken_apart() -> None:
    parts = letter(LETTER).parts()
    assert parts.headers[:2] == (
        ("From", "Aya <aya@sakura.example>"),
        ("Subject", "おはよう"),
    )
    assert parts.text == "Hello Ken"
    assert parts.html == "<p>Hello Ken</p>"
    assert parts.attachments == (
        ("あ.pdf", "application/pdf", 3),
        ("wd", "text/plain", 7),
        ("", "message/rfc822", 27),
    )


def test_search_sees_decoded_text_of_all_parts_case_folded() -> None:
    found = letter(LETTER)
    assert "hello ken" in found.search_body
    assert "strasse" in found.search_body
    assert "deep text" in found.search_body
    assert "おはよう" not in found.search_body
    assert "subject: おはよう" in found.search_header
    assert "subject: inner" in found.search_header


@pytest.mark.parametrize(
    ("date", "moment"),
    [
        ("Mon, 06 Apr 2026 09:00:00 +0900", "2026-04-06T09:00:00+09:00"),
        ("6 Apr 2026 09:00 GMT", "2026-04-06T09:00:00+00:00"),
        ("Mon, 06 Apr 2026 09:00:00 -0000", "2026-04-06T09:00:00+00:00"),
        ("Mon, 06 Apr 0900 09:00:00 +0000", None),
        ("Mon, 32 Apr 2026 09:00:00 +0000", None),
        ("Mon, 06 Apr 2026 09:00:00 +9999", None),
        ("Mon, 06 Apr 99999999999 09:00:00 +0000", None),
        ("tomorrow", None),
        ("", None),
    ],
)
def test_the_moment_in_the_date_field(date: str, moment: str | None) -> None:
    found = reading.header_time(fields(f"Date: {date}\r\n\r\n".encode()))
    assert (found.isoformat() if found else None) == moment


def test_no_date_field_is_no_moment() -> None:
    assert reading.header_time(()) is None
