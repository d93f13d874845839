"""Replies and refusals on the wire."""

from __future__ import annotations

import pytest

from labkit.protocols.imap.responses import (
    MAX_TEXT,
    Refused,
    Reply,
    SyntaxRefused,
    astring,
    literal,
    ok,
)


@pytest.mark.parametrize(
    ("reply", "line"),
    [
        (ok("done"), b"t OK done\r\n"),
        (ok("filed", "APPENDUID 1 2"), b"t OK [APPENDUID 1 2] filed\r\n"),
        (Refused("no", "CANNOT").to_reply(), b"t NO [CANNOT] no\r\n"),
        (SyntaxRefused("what?").to_reply(), b"t BAD what?\r\n"),
    ],
)
def test_lines(reply: Reply, line: bytes) -> None:
    assert reply.line(b"t") == line


def test_a_text_stays_one_line_of_ascii() -> None:
    assert Reply("NO", "no 'é\r\na OK'\0").line(b"t") == b"t NO no '\\xe9  a OK' \r\n"


def test_literal_announces_its_octets() -> None:
    assert literal(b"abc") == b"{3}\r\n"


@pytest.mark.parametrize(
    ("octets", "wire"),
    [(b"a]b", b"a]b"), (b"nil", b'"nil"'), (b"", b'""'), (b"a b", b'"a b"'), (b"%", b'"%"')],
)
def test_astring(octets: bytes, wire: bytes) -> None:
    assert astring(octets) == wire


def test_what_a_client_said_is_not_repeated_by_the_thousand() -> None:
    reply = Reply("NO", "no mailbox " + "x" * 60_000, "NONEXISTENT")
    assert len(reply.line(b"t")) < MAX_TEXT + 50
