"""Blocks: everything in order, none much larger than BLOCK."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from labkit.protocols.engine import BLOCK
from labkit.protocols.output import Output

SIZES = st.lists(st.sampled_from([0, 1, 10, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK]), max_size=6)


@given(SIZES)
def test_blocks_joined_are_the_pieces(sizes: list[int]) -> None:
    pieces = [bytes([65 + place]) * size for place, size in enumerate(sizes)]
    output = Output()
    output.say_all(pieces)
    assert output.size == sum(sizes)
    blocks = list(iter(output.take, b""))
    assert b"".join(blocks) == b"".join(pieces)
    assert all(len(block) == BLOCK for block in blocks[:-1])
    assert output.size == 0


def test_what_is_said_between_comes_after() -> None:
    output = Output()
    output.say(b"x" * (BLOCK + 1))
    assert output.take() == b"x" * BLOCK
    output.say(b"y")
    assert output.take() == b"xy"
    assert output.take() == b""


def test_what_is_cleared_is_gone() -> None:
    output = Output()
    output.say(b"x" * (BLOCK + 5))
    output.take()
    output.clear()
    assert (output.size, output.take()) == (0, b"")
