"""Sequence sets against a naive model."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkit.protocols.imap.numset import LARGEST, NumberSet, spoken
from labkit.protocols.imap.responses import SyntaxRefused

NUMBERS = st.one_of(st.none(), st.integers(1, 30), st.just(LARGEST))
SETS = st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=6)


def text_of(ranges: list[tuple[int | None, int | None]]) -> bytes:
    def word(number: int | None) -> str:
        return "*" if number is None else str(number)

    return ",".join(
        word(first) if first == last else f"{word(first)}:{word(last)}" for first, last in ranges
    ).encode()


@given(SETS, st.integers(1, 30))
def test_within_is_what_the_ranges_say(
    ranges: list[tuple[int | None, int | None]], largest: int
) -> None:
    found = NumberSet.parse(text_of(ranges)).within(largest)
    for number in range(1, 40):
        wanted = any(
            min(first or largest, last or largest)
            <= number
            <= max(first or largest, last or largest)
            for first, last in ranges
        )
        assert wanted == any(low <= number <= high for low, high in found)
    assert all(before[1] + 1 < after[0] for before, after in pairwise(found))


@given(st.sets(st.integers(1, 60), min_size=1))
def test_spoken_is_read_as_the_same_numbers(numbers: set[int]) -> None:
    ranges = NumberSet.parse(spoken(sorted(numbers)).encode()).within(1)
    assert {number for low, high in ranges for number in range(low, high + 1)} == numbers


def test_huge_ranges_cost_nothing() -> None:
    assert NumberSet.parse(b"1:4294967295").within(5) == [(1, LARGEST)]


@pytest.mark.parametrize(
    "text", [b"", b"0", b"1:", b":1", b"1,", b",1", b"1:2:3", b"a", b"01", b"1 ", b"-1", b"**"]
)
def test_what_is_no_set(text: bytes) -> None:
    with pytest.raises(SyntaxRefused):
        NumberSet.parse(text)


@pytest.mark.parametrize("text", [b"4294967296", b"1:9999999999", b"99999999999"])
def test_numbers_have_32_bits(text: bytes) -> None:
    with pytest.raises(SyntaxRefused):
        NumberSet.parse(text)


def test_nothing_is_spoken_as_nothing() -> None:
    assert spoken([]) == ""
