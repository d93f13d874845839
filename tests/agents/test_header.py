"""Finding and adding header fields without touching anything else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkit.agents import header

LETTER = (
    b"Received: one\r\nsubject:  A:\r\n\tpicnic \r\nRECEIVED : two\r\n\tmore\r\n\r\n"
    b"Received: text\r\n"
)


def test_fields_are_counted_in_any_case_and_only_in_the_header() -> None:
    assert header.count(LETTER, "received") == 2
    assert header.count(LETTER, "Subject") == 1
    assert header.count(LETTER, "Date") == 0


def test_without_takes_the_field_with_its_folds_and_nothing_of_the_text() -> None:
    left = header.without(LETTER, "Received")
    assert left == b"subject:  A:\r\n\tpicnic \r\n\r\nReceived: text\r\n"
    assert header.without(LETTER, "Date") == LETTER


@pytest.mark.parametrize(
    ("letter", "kept"),
    [
        (b"Subject: x\r\n\r\ntext\r\n", b"Subject: x\r\n\r\ntext\r\n"),
        (b"\r\ntext\r\n", b"\r\ntext\r\n"),
        (b"Tea at three?\r\n", b"\r\nTea at three?\r\n"),
        (b"Subject: x\r\nTea at three?\r\n", b"Subject: x\r\n\r\nTea at three?\r\n"),
        (b"", b"\r\n"),
        (b"Subject: x\r\n", b"Subject: x\r\n\r\n"),
    ],
)
def test_a_header_ends_with_an_empty_line(letter: bytes, kept: bytes) -> None:
    assert header.with_blank_line(letter) == kept


@given(st.binary(max_size=60) | st.text("aA: \r\n\t", max_size=60).map(str.encode))
def test_any_octets_will_do(letter: bytes) -> None:
    assert header.without(letter, "x-none") == letter
    blank = header.with_blank_line(letter)
    assert header.with_blank_line(blank) == blank
    assert header.count(header.without(letter, "a"), "a") == 0
