"""Opened letters for the tests of the message view."""

from __future__ import annotations

from datetime import UTC, datetime

from labkit.mail.message import Message
from labkit.mail.opened import opened
from labkit.records import OpenLetter

NOW = datetime(2026, 4, 6, tzinfo=UTC)
PLAIN = b"""\
Return-Path: <aya@sakura.example>\r
Received: from smtp.sakura.example ([127.0.0.1])\r
\tby mx.fuji.example with ESMTP id 2\r
\tfor <ken@fuji.example>; Mon, 6 Apr 2026 09:00:02 +0900\r
Received: from pc.sakura.example by smtp.sakura.example with ESMTPA id 1;\r
\tMon, 6 Apr 2026 09:00:01 +0900\r
From: "Aya" <aya@sakura.example>\r
To: ken@fuji.example\r
Subject: A: trains\r
X-Odd: 1\r
\r
Hello Ken\r
"""


def letter(octets: bytes = PLAIN, whole: bool = True) -> OpenLetter:
    return opened(Message(octets, NOW), "A", "phone", whole)


def page(html: str, text: str = "") -> OpenLetter:
    """Return a letter with an HTML part, and a text if there is one."""
    plain = f"--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n" if text else ""
    return letter(
        "Subject: x\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n"
        f"{plain}--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{html}\r\n--b--\r\n".encode()
    )
