"""Lines are the same wherever the octets are cut, and no reader keeps more than it may."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkit.protocols.lines import LineReader, LineTooLong, dot_stuff


def read_all(reader: LineReader) -> list[bytes | None]:
    """Return the lines that are complete; None stands for one that was too long."""
    lines: list[bytes | None] = []
    while True:
        try:
            line = reader.next_line()
        except LineTooLong:
            lines.append(None)
            continue
        if line is None:
            return lines
        lines.append(line)


@given(st.lists(st.sampled_from([b"a", b"\r", b"\n", b"\r\n", b"abcdefgh"])), st.data())
def test_cuts_make_no_difference(parts: list[bytes], data: st.DataObject) -> None:
    octets = b"".join(parts)
    whole = LineReader(12)
    whole.feed(octets)
    expected = read_all(whole)
    cuts = sorted(data.draw(st.sets(st.integers(0, len(octets)))))
    reader, lines = LineReader(12), []
    for start, end in zip([0, *cuts], [*cuts, len(octets)], strict=True):
        reader.feed(octets[start:end])
        lines += read_all(reader)
        assert len(reader) <= 12
    assert lines == expected


def test_a_line_of_just_the_longest_fits() -> None:
    reader = LineReader(6)
    reader.feed(b"1234\r\n12345\r\nok\r\n")
    assert read_all(reader) == [b"1234", None, b"ok"]


@pytest.mark.parametrize("text", [b"", b"a", b"a.b\r\n", b"\r\n"])
def test_text_without_dots_at_line_starts_is_the_same_object(text: bytes) -> None:
    assert dot_stuff(text) is text


def test_dots_are_doubled_after_any_line_ending() -> None:
    assert dot_stuff(b".\r\n.a\n.b\r.c") == b"..\r\n..a\n..b\r.c"
