"""A letter written by hand goes as it was written."""

import pytest

from labkit.agents.raw import MAX_RAW, addressed, raw_octets
from labkit.agents.trouble import Trouble


def test_a_strings_line_breaks_become_crlf_and_bytes_stay() -> None:
    assert raw_octets("To: a\r\nB: c\n\nhi\r", "en") == b"To: a\r\nB: c\r\n\r\nhi\r\n"
    assert raw_octets(b"bare\nLF", "en") == b"bare\nLF"


@pytest.mark.parametrize("odd", ["", " \n", b"", None, 5, "x" * (MAX_RAW + 1)])
def test_nothing_something_else_and_too_much_are_refused(odd: object) -> None:
    with pytest.raises(Trouble, match="by hand"):
        raw_octets(odd, "en")


def test_half_a_character_is_no_bug() -> None:
    assert raw_octets("\ud800", "en") == b"?"


def test_to_cc_and_bcc_name_the_recipients_each_once() -> None:
    letter = (
        b"To: Ken <ken@fuji.example>, nobody\r\nCc: mika@fuji.example\r\n"
        b"Bcc: ken@fuji.example, boss@sakura.example\r\n\r\nTo: not@me.example\r\n"
    )
    assert addressed(letter) == ("ken@fuji.example", "mika@fuji.example", "boss@sakura.example")
    assert addressed(b"\xff\xfe") == ()
