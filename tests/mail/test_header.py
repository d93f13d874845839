"""Where a header and its fields end."""

from __future__ import annotations

import pytest
from hypothesis import given

from labkit.mail.header import HeaderField, body_start, every, fields, first, unfold
from tests.mail.letters import any_octets


@pytest.mark.parametrize(
    ("octets", "header"),
    [
        (b"", b""),
        (b"\r\n", b"\r\n"),
        (b"\r\nbody", b"\r\n"),
        (b"\nbody", b"\n"),
        (b"A: b", b"A: b"),
        (b"A: b\r\n", b"A: b\r\n"),
        (b"A: b\r\n\r\nbody\r\n\r\nmore", b"A: b\r\n\r\n"),
        (b"A: b\n\nbody", b"A: b\n\n"),
        (b"A: b\n\r\nbody", b"A: b\n\r\n"),
        (b"A: b\r\r\nbody", b"A: b\r\r\nbody"),
        (b"A: b\r\n \r\n\r\nbody", b"A: b\r\n \r\n\r\n"),
    ],
)
def test_the_header_ends_with_the_first_empty_line(octets: bytes, header: bytes) -> None:
    assert octets[: body_start(octets)] == header
    shifted = b"x\r\n" + octets + b"\r\n\r\n"
    assert body_start(shifted, 3, 3 + len(octets)) == 3 + len(header)


def test_fields_are_cut_with_their_folding() -> None:
    header = b"A: 1\r\n\t2\r\nb : 3\r\nnonsense\r\n: 4\r\nC:\r\n\r\n"
    assert fields(header) == (
        HeaderField(b"A", b"A: 1\r\n\t2\r\n"),
        HeaderField(b"b", b"b : 3\r\n"),
        HeaderField(b"", b"nonsense\r\n"),
        HeaderField(b"", b": 4\r\n"),
        HeaderField(b"C", b"C:\r\n"),
    )
    assert [field.value for field in fields(header)] == [b"1\t2", b"3", b"", b"4", b""]


def test_a_continuation_without_a_field_has_no_name() -> None:
    assert fields(b" lost: x\r\nA: b") == (
        HeaderField(b"", b" lost: x\r\n"),
        HeaderField(b"A", b"A: b"),
    )


def test_fields_are_found_by_their_name() -> None:
    header = fields(b"To: a\r\nTO: b\r\n c\r\n")
    assert first(header, b"to") == b"a"
    assert first(header, b"cc") is None
    assert every(header, b"to") == [b"a", b"b c"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (b"  plain ", b"plain"),
        (b"one\r\n two", b"one two"),
        (b"one\n\ttwo", b"one\ttwo"),
        (b"one\r\n", b"one"),
        (b"bare\rCR", b"bare CR"),
    ],
)
def test_unfolding(value: bytes, expected: bytes) -> None:
    assert unfold(value) == expected


@given(any_octets)
def test_no_octet_is_lost(octets: bytes) -> None:
    end = body_start(octets)
    header = octets[:end]
    joined = b"".join(field.raw for field in fields(octets, 0, end))
    assert header in (joined, joined + b"\r\n", joined + b"\n")
    assert all(b"\n" not in field.value and b"\r" not in field.value for field in fields(octets))
