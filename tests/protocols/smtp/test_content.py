"""Where a letter ends, dots doubled and single again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkit.protocols.smtp.content import ContentReader, dot_stuffed, is_bare, refuse_malformed
from labkit.protocols.smtp.replies import Refused

piece = st.sampled_from([b"\r", b"\n", b"\r\n", b".", b"x", b"\0", b"..", b"\r\n.", b"\r\n.\r"])
wild = st.lists(piece, max_size=30).map(b"".join)


def read(data: bytes, size: int, limit: int = 10_000) -> tuple[ContentReader, bytes]:
    """Feed *data* in blocks of *size*; return the reader and what it left."""
    reader = ContentReader(limit)
    for start in range(0, len(data), size):
        rest = reader.feed(data[start : start + size])
        if reader.done:
            return reader, rest + data[start + size :]
    return reader, b""


@given(wild, st.integers(1, 40), wild)
def test_what_is_stuffed_comes_back_however_it_is_cut(
    letter: bytes, size: int, after: bytes
) -> None:
    if letter and not letter.endswith(b"\r\n"):
        letter += b"\r\n"
    reader, rest = read(dot_stuffed(letter) + after, size)
    assert reader.done
    assert reader.letter() == letter
    assert rest == after


@given(wild, st.integers(1, 40))
def test_only_crlf_dot_crlf_ends_it(data: bytes, size: int) -> None:
    reader, _ = read(data, size)
    assert reader.done == (b"\r\n.\r\n" in b"\r\n" + data)


@pytest.mark.parametrize("size", [1, 2, 3, 5, 512])
def test_a_dot_on_the_first_line_is_an_empty_letter(size: int) -> None:
    reader, rest = read(b".\r\nQUIT\r\n", size)
    assert (reader.letter(), rest) == (b"", b"QUIT\r\n")


def test_beyond_the_limit_nothing_is_kept_and_the_end_is_still_found() -> None:
    reader = ContentReader(1000)
    for _ in range(1000):
        assert reader.feed(b"x" * 1000) == b""
    assert reader.too_big
    assert reader.letter() == b""
    assert reader.feed(b"\r\n.\r\nNOOP") == b"NOOP"
    assert reader.done


def test_the_limit_counts_the_letter_without_its_end() -> None:
    assert not read(b"x" * 8 + b"\r\n.\r\n", 99, limit=10)[0].too_big
    assert read(b"x" * 9 + b"\r\n.\r\n", 99, limit=10)[0].too_big


@given(wild)
def test_bare_line_ends_are_found(letter: bytes) -> None:
    rest = letter.replace(b"\r\n", b"")
    assert is_bare(letter) == (b"\r" in rest or b"\n" in rest)


@given(wild, st.integers(1, 40))
def test_a_doubled_dot_counts_once_however_it_is_cut(letter: bytes, size: int) -> None:
    reader, _ = read(dot_stuffed(letter), size)
    assert reader.size == len(reader.letter())


def test_a_letter_of_dots_may_be_as_long_as_any() -> None:
    letter = b".\r\n" * 4
    assert not read(dot_stuffed(letter), 99, limit=12)[0].too_big
    assert read(dot_stuffed(letter), 99, limit=11)[0].too_big


@pytest.mark.parametrize(
    ("letter", "reply"), [(b"a\nb\r\n", "550 5.5.2"), (b"a\0b\r\n", "554 5.6.0")]
)
def test_malformed_octets_are_refused(letter: bytes, reply: str) -> None:
    refuse_malformed(b"a\r\nb\r\n")
    with pytest.raises(Refused) as refused:
        refuse_malformed(letter)
    assert refused.value.reply.startswith(reply)
