"""Which letters need a client that understands UTF-8 (RFC 6532)."""

from __future__ import annotations

from datetime import datetime

import pytest

from labkit.mail.international import has_utf8_header
from labkit.mail.message import Message

PART = "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n{}\r\n\r\nx\r\n--b--\r\n"
HELD = "Content-Type: message/rfc822\r\n\r\nSubject: {}\r\n\r\nx\r\n"


@pytest.mark.parametrize(
    "octets",
    [
        "Subject: 富士\r\n\r\nHello\r\n".encode(),
        "Subject: 富士".encode(),
        "From: <健@fuji.example>\r\n\r\n".encode(),
        PART.format("Content-Disposition: attachment; filename=富士.png").encode(),
        HELD.format("富士").encode(),
        PART.format(HELD.format("富士")).encode(),
    ],
)
def test_utf8_in_a_header(octets: bytes) -> None:
    assert has_utf8_header(Message(octets, datetime(2026, 1, 5)))  # noqa: DTZ001


@pytest.mark.parametrize(
    "octets",
    [
        b"",
        b"Subject: =?utf-8?B?5a+M5aOr?=\r\n\r\nHello\r\n",
        "Subject: hi\r\n\r\n富士\r\n".encode(),
        "Subject: 富士\r\n\r\n".encode("cp932"),
        "Subject: hi\r\n\r\nSubject: 富士\r\n\r\n".encode(),
        PART.format("Subject: hi\r\n\r\n富士").encode(),
        b"\xff",
    ],
)
def test_what_every_client_can_take_or_none(octets: bytes) -> None:
    assert not has_utf8_header(Message(octets, datetime(2026, 1, 5)))  # noqa: DTZ001
