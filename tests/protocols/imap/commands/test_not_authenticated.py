"""LOGIN and AUTHENTICATE PLAIN."""

from __future__ import annotations

from base64 import b64encode

import pytest

from labkit.protocols.imap.states import ImapState
from tests.protocols.imap.talk import OneAccount, ask, connected

PLAIN = b64encode(b"\0ken@fuji.example\0secret").decode()


@pytest.mark.parametrize(
    "command",
    [
        "LOGIN ken@fuji.example secret",
        'login "ken@fuji.example" "secret"',
        "LOGIN {16+}\r\nken@fuji.example {6+}\r\nsecret",
        f"AUTHENTICATE PLAIN {PLAIN}",
        f"authenticate plain\r\n{PLAIN}",
        "AUTHENTICATE PLAIN " + b64encode(b"ken@fuji.example\0ken@fuji.example\0secret").decode(),
    ],
)
def test_ways_in(command: str) -> None:
    session = connected(OneAccount())
    assert ask(session, command)[-1].startswith("t OK [CAPABILITY IMAP4rev1")
    assert session.state is ImapState.AUTHENTICATED


@pytest.mark.parametrize(
    ("command", "answer"),
    [
        ("LOGIN ken@fuji.example Secret", "t NO [AUTHENTICATIONFAILED]"),
        ("LOGIN nobody secret", "t NO [AUTHENTICATIONFAILED]"),
        ("LOGIN x {2+}\r\n\xff\xfe", "t NO [AUTHENTICATIONFAILED]"),
        ("LOGIN ken@fuji.example", "t BAD"),
        ("LOGIN a b c", "t BAD"),
        ("AUTHENTICATE", "t BAD"),
        ("AUTHENTICATE LOGIN", "t NO"),
        ("AUTHENTICATE PLAIN ====", "t BAD"),
        ("AUTHENTICATE PLAIN AAA", "t BAD"),
        ("AUTHENTICATE PLAIN AAAA AAAA", "t BAD"),
        ("AUTHENTICATE PLAIN\r\n", "t BAD"),
    ],
)
def test_ways_that_lead_nowhere(command: str, answer: str) -> None:
    session = connected(OneAccount())
    assert ask(session, command.encode("latin-1"))[-1].startswith(answer)
    assert session.state is ImapState.NOT_AUTHENTICATED


def test_plain_asks_with_an_empty_continuation() -> None:
    session = connected(OneAccount())
    assert ask(session, "AUTHENTICATE PLAIN") == ["+ "]
