"""Strings on the IMAP wire."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkit.mail.strings import nstring, string
from tests.mail.wire import parse_one


@pytest.mark.parametrize(
    ("octets", "expected"),
    [
        (b"", b'""'),
        (b"hi", b'"hi"'),
        (b'say "\\"', rb'"say \"\\\""'),
        (b"tab\t\x01", b'"tab\t\x01"'),
        ("é".encode(), b"{2}\r\n\xc3\xa9"),
        (b"a\r\nb", b"{4}\r\na\r\nb"),
        (b"a\0b", b'"a?b"'),
        (b"\xff\0", b"{2}\r\n\xff?"),
    ],
)
def test_the_wire_form(octets: bytes, expected: bytes) -> None:
    assert string(octets) == expected == nstring(octets)


def test_nothing_is_nil() -> None:
    assert nstring(None) == b"NIL"


@given(st.binary(max_size=30))
def test_a_client_reads_the_same_octets(octets: bytes) -> None:
    assert parse_one(string(octets)) == octets.replace(b"\0", b"?")
