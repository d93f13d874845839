import pytest

from labkit.protocols.imap.said import masked, read
from labkit.protocols.showing import MASK


@pytest.mark.parametrize(
    ("octets", "tag", "verb", "argument"),
    [
        (b"A1 noop\r\n", "A1", "NOOP", ""),
        (b"A1 uid  fetch 1:* FLAGS\r\n", "A1", "UID FETCH", "1:* FLAGS"),
        (b"  A1\tSELECT\tINBOX\r\n", "A1", "SELECT", "INBOX"),
        (b"A1 UIDX 1\r\n", "A1", "UIDX", "1"),
        (b"login ken secret\r\n", "", "LOGIN", "ken secret"),
        (b"\r\n", "", "", ""),
        (b"\xff\0", "", "", ""),
    ],
)
def test_what_was_said(octets: bytes, tag: str, verb: str, argument: str) -> None:
    said = read(octets)
    assert (said.tag, said.verb, said.argument) == (tag, verb, argument)


def test_only_the_first_argument_is_shown() -> None:
    said = read(b"A1 LOGIN")
    assert masked(said, b'"ken" "a b" c') == f'"ken" {MASK}'
    assert (said.user, said.words) == ("ken", 3)
    assert masked(said, b" {6}\r\n") == MASK
