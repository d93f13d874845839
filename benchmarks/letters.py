"""The letters that everything is measured with: alike in size, different in text."""

from __future__ import annotations

SIZE = 2048  # octets of a letter
LARGE = 100 * 1024  # octets of one with a picture in it
_LINE = "It rained all day, and the post came late; nobody minded, for there was tea.\r\n"


def letter(number: int) -> bytes:
    """Return letter *number*: SIZE octets, plain, with the header of an ordinary letter."""
    header = (
        "Return-Path: <aya@sakura.example>\r\n"
        "Received: from smtp.sakura.example ([127.0.0.1]) by mx.fuji.example\r\n"
        f"\twith ESMTP id {number:07X}; Mon, 06 Apr 2026 09:00:00 +0900\r\n"
        "From: Aya <aya@sakura.example>\r\n"
        "To: Ken <ken@fuji.example>, Mika <mika@fuji.example>\r\n"
        f"Subject: Letter {number} about the rain\r\n"
        "Date: Mon, 06 Apr 2026 09:00:00 +0900\r\n"
        f"Message-ID: <{number}@sakura.example>\r\n"
        "MIME-Version: 1.0\r\n"
        "Content-Type: text/plain; charset=utf-8\r\n"
        "\r\n"
    )
    text = header + _LINE * (SIZE // len(_LINE))
    return text[: SIZE - 2].rstrip("\r\n").ljust(SIZE - 2, ".").encode("ascii") + b"\r\n"


def large_letter(number: int) -> bytes:
    """Return letter *number* with so many lines of 76 octets (RFC 2045 section 6.8) after it.

    It has LARGE octets, and no line that begins with a dot.
    """
    line = b"R0lGODlhAQABAIAAAAAAAP" * 3 + b"AAAAAAAAAA"
    text = letter(number) + (line + b"\r\n") * (LARGE // len(line))
    return text[: LARGE - 2] + b"\r\n"
