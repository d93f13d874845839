"""A letter opened: what is told of it, and that nothing is too broken or too large for it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given

from labkit.mail import opened as module
from labkit.mail.message import Message
from labkit.mail.opened import opened
from labkit.records import OpenLetter, PartNode
from tests.mail.letters import any_octets, crlf

NOW = datetime(2026, 4, 6, tzinfo=UTC)
LETTER = crlf("""\
Received: from a by b;
 Mon, 6 Apr 2026 09:00:00 +0900
Subject: =?utf-8?q?caf=C3=A9?=
no field
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: multipart/alternative; boundary=c

--c
Content-Type: text/plain; charset=utf-8

Hello
--c
Content-Type: text/html

<p>Hello
--c--
--b
Content-Type: image/png; name="a/b.png"
Content-Transfer-Encoding: base64

AAEC
--b
Content-Type: message/rfc822

Subject: inside

Old
--b--
""")


def look(octets: bytes, whole: bool = True) -> OpenLetter:
    return opened(Message(octets, NOW), "A", "phone", whole)


def test_fields_in_their_order_unfolded_and_decoded_and_what_is_none() -> None:
    assert look(LETTER).fields == (
        ("Received", "from a by b; Mon, 6 Apr 2026 09:00:00 +0900"),
        ("Subject", "café"),
        ("", "no field"),
        ("Content-Type", "multipart/mixed; boundary=b"),
    )


def outline(node: PartNode) -> list[str]:
    return [f"{node.number} {node.kind}", *(line for part in node.parts for line in outline(part))]


def test_the_tree_is_numbered_as_imap_does() -> None:
    assert outline(look(LETTER).tree) == [
        " multipart/mixed",
        "1 multipart/alternative",
        "1.1 text/plain",
        "1.2 text/html",
        "2 image/png",
        "3 message/rfc822",
        "3 text/plain",
    ]


def test_files_come_decoded_without_their_folder() -> None:
    first, second = look(LETTER).attachments
    assert (first.name, first.kind, first.size, first.octets) == (
        "b.png", "image/png", 3, b"\0\1\2"
    )  # fmt: skip
    assert (second.kind, second.octets) == ("message/rfc822", b"Subject: inside\r\n\r\nOld")


def test_the_files_are_those_of_the_reading_view() -> None:
    letter = look(LETTER)
    listed = [(file.name, file.kind, file.size) for file in letter.attachments]
    assert listed == list(letter.parts.attachments)


def test_lines_keep_their_ends_and_odd_octets_are_written_out() -> None:
    letter = look(b"Subject: \xe3\x07\r\n\r\none\ntwo\rthree")
    assert letter.raw == (
        ("Subject: \\xE3\\x07", "CRLF"),
        ("", "CRLF"),
        ("one", "LF"),
        ("two", "CR"),
        ("three", ""),
    )
    assert (letter.lines, letter.unended) == (5, 3)


def test_what_is_large_is_cut_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_FILE", 2)
    letter = look(LETTER)
    assert [file.octets for file in letter.attachments] == [None, None]
    assert letter.attachments[0].size == 3
    many = look(b"X: " + b"a" * 5000 + b"\r\n" + b"Y: 1\r\n" * 999)
    assert len(many.fields) == module.MAX_FIELDS
    assert len(many.fields[0][1]) == module.MAX_VALUE + 1
    assert (len(many.raw), many.lines) == (module.MAX_LINES, 1000)
    assert len(many.raw[0][0]) == module.MAX_LINE + 1


def test_a_deep_and_a_wide_tree_end() -> None:
    deep = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(99)
    )
    assert len(outline(look(deep).tree)) < 99
    wide = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nx\r\n" * 999
    assert len(outline(look(wide).tree)) == module.MAX_NODES


@given(any_octets)
def test_nothing_raises(octets: bytes) -> None:
    letter = look(octets)
    assert letter.size == len(octets)
    assert len(letter.attachments) == len(letter.parts.attachments)
