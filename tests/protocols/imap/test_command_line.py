"""Tag and verb."""

from __future__ import annotations

import pytest

from labkit.protocols.imap.command_line import split, tag
from labkit.protocols.imap.reader import Frame


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (b"a1 NOOP", (b"a1", b"NOOP", b"")),
        (b"a.1] select INBOX", (b"a.1]", b"SELECT", b" INBOX")),
        (b"x uid Fetch 1 ALL", (b"x", b"UID FETCH", b" 1 ALL")),
        (b"x UID 5", (b"x", b"UID", b" 5")),
        (b"x NOOP ", (b"x", b"NOOP", b" ")),
    ],
)
def test_parts(text: bytes, parts: tuple[bytes, bytes, bytes]) -> None:
    found = split(Frame(text))
    assert found is not None
    assert (*found[:2], found[2].rest()) == parts


@pytest.mark.parametrize(
    "text", [b"", b"a", b"a  NOOP", b"a+ NOOP", b"* NOOP", b" NOOP", b"a N00P", b"a x-y"]
)
def test_no_command(text: bytes) -> None:
    assert split(Frame(text)) is None


@pytest.mark.parametrize(
    ("text", "answer_to"),
    [(b"a1", b"a1"), (b"a1 ?", b"a1"), (b"+ x", b"*"), (b"", b"*"), (b"\xff x", b"*")],
)
def test_tag(text: bytes, answer_to: bytes) -> None:
    assert tag(text) == answer_to
