"""The lab's passwords pass, others don't, wherever a protocol lets one stand."""

import base64

import pytest

from labkit.agents.password_guard import PasswordGuard
from labkit.records import Protocol


def b64(text: str) -> bytes:
    return base64.b64encode(text.encode())


def guard(protocol: Protocol) -> PasswordGuard:
    return PasswordGuard(protocol, ["right"])


@pytest.mark.parametrize(
    ("protocol", "line"),
    [
        ("POP3", b"PASS %s"),
        ("POP3", b"pass  %s"),
        ("SMTP", b"PASS %s"),
        ("IMAP", b"a1 LOGIN ken@fuji.example %s"),
        ("IMAP", b'a1 login "ken@fuji.example" "%s"'),
        ("IMAP", b"LOGIN ken@fuji.example %s"),  # the tag forgotten
    ],
)
def test_in_a_command(protocol: Protocol, line: bytes) -> None:
    assert guard(protocol).allows(line % b"right")
    assert not guard(protocol).allows(line % b"own")


@pytest.mark.parametrize(
    ("protocol", "line"),
    [
        ("SMTP", b"AUTH PLAIN %s"),
        ("POP3", b"auth plain %s"),
        ("IMAP", b"a AUTHENTICATE PLAIN %s"),
    ],
)
def test_in_base64(protocol: Protocol, line: bytes) -> None:
    assert guard(protocol).allows(line % b64("\0ken@fuji.example\0right"))
    assert not guard(protocol).allows(line % b64("\0ken@fuji.example\0own"))
    assert not guard(protocol).allows(line % b"ken own")  # as it is, by mistake


@pytest.mark.parametrize(
    ("protocol", "start", "asks"),
    [
        ("SMTP", b"AUTH LOGIN", b"334 UGFzc3dvcmQ6\r\n"),
        ("IMAP", b"a AUTHENTICATE LOGIN", b"+ \r\n"),
    ],
)
def test_where_the_server_has_asked(protocol: Protocol, start: bytes, asks: bytes) -> None:
    asked = guard(protocol)
    assert asked.allows(start)
    asked.heard(asks)
    assert asked.allows(b64("ken@fuji.example"))
    asked.heard(asks)
    assert asked.allows(b64("right"))
    assert not asked.allows(b64("own"))
    assert not asked.allows(b"own")
    assert asked.allows(b"*")


def test_in_a_literal() -> None:
    told = guard("IMAP")
    assert told.allows(b"a LOGIN {16}")
    told.heard(b"+ go on\r\n")
    assert told.allows(b"ken@fuji.example {3}")
    assert not told.allows(b"own")
    assert told.allows(b"right")


def test_a_letter_may_say_anything() -> None:
    letter = guard("SMTP")
    letter.heard(b"354 go on\r\n")
    assert letter.allows(b"PASS me the salt")
    letter.heard(b"250 stored\r\n")
    assert not letter.allows(b"PASS me the salt")
