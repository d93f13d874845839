"""Framing: literals of both kinds, limits, octets cut anywhere."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkit.protocols.imap.reader import (
    DRAIN,
    MAX_APPEND,
    MAX_BEFORE_LOGIN,
    MAX_LINE,
    MAX_LITERALS,
    Frame,
    ImapReader,
    LiteralWanted,
    TooBig,
)

Event = Frame | LiteralWanted | TooBig


def read(reader: ImapReader, *pieces: bytes) -> list[Event]:
    events: list[Event] = []
    for piece in pieces:
        reader.feed(piece)
        while (event := reader.next()) is not None:
            events.append(event)
            if isinstance(event, TooBig) and event.fatal:
                return events
    return events


def logged_in() -> ImapReader:
    reader = ImapReader()
    reader.logged_in = True
    return reader


def test_a_line_is_a_command() -> None:
    assert read(ImapReader(), b"a NOOP\r\nb CHECK\n") == [Frame(b"a NOOP"), Frame(b"b CHECK")]


def test_a_literal_may_hold_anything() -> None:
    octets = b'\0\r\n{3}\r\n"('
    events = read(ImapReader(), b"a LOGIN {%d}\r\n" % len(octets), octets + b" x\r\n")
    assert events == [LiteralWanted(b"a LOGIN "), Frame(b"a LOGIN \0 x", (octets,))]


def test_literals_that_nobody_asks_for() -> None:
    events = read(ImapReader(), b"a LOGIN {3+}\r\nken {0+}\r\n\r\nb NOOP\r\n")
    assert events == [Frame(b"a LOGIN \0 \0", (b"ken", b"")), Frame(b"b NOOP")]


def test_nul_in_a_line_is_not_taken_for_a_literal() -> None:
    assert read(ImapReader(), b"a LOGIN \0 x\r\n") == [Frame(b"a LOGIN \xff x")]


@pytest.mark.parametrize("line", [b"a {3", b"a {x}", b"a {-1}", b"a {3}x", b"a {}", b"a {1++}"])
def test_what_looks_like_a_literal_only_almost(line: bytes) -> None:
    assert read(ImapReader(), line + b"\r\n") == [Frame(line)]


def test_too_big_a_literal_is_refused_and_never_comes() -> None:
    reader = ImapReader()
    events = read(reader, b"a LOGIN {%d}\r\nb NOOP\r\n" % (MAX_BEFORE_LOGIN + 1))
    assert isinstance(events[0], TooBig)
    assert not events[0].fatal
    assert events[1:] == [Frame(b"b NOOP")]


def test_a_literal_that_is_refused_never_comes() -> None:
    reader = logged_in()
    assert read(reader, b"a append {1}\r\nx {9}\r\n") == [LiteralWanted(b"a append ")] * 2
    reader.refuse()
    assert read(reader, b"b NOOP\r\n") == [Frame(b"b NOOP")]
    assert read(reader, b"c LOGIN {1+}\r\nx\r\n") == [Frame(b"c LOGIN \0", (b"x",))]


def test_thousands_of_tiny_literals_take_no_longer_each() -> None:
    """Octets are counted as they come, not again at each literal: 60 KiB were once a second."""
    reader = logged_in()
    reader.feed(b"a SEARCH" + b" {1+}\r\nx" * 9000 + b"\r\n")
    lengths = 0

    class Counted(list[bytes]):
        def __iter__(self) -> Iterator[bytes]:
            nonlocal lengths
            lengths += len(self)
            return super().__iter__()

    reader._literals = Counted()
    frame = reader.next()
    assert isinstance(frame, Frame)
    assert frame.literals == (b"x",) * 9000
    assert lengths <= 9000


def test_only_append_has_big_literals_and_only_after_login() -> None:
    size = MAX_LITERALS + 1
    wanted = [LiteralWanted(b"a append x ")]
    assert read(logged_in(), b"a append x {%d}\r\n" % size) == wanted
    assert read(logged_in(), b"a append x {%d}\r\n" % MAX_APPEND) == wanted
    for reader, line in (
        (logged_in(), b"a append x {%d}\r\n" % (MAX_APPEND + 1)),
        (logged_in(), b"a search {%d}\r\n" % size),
        (logged_in(), b"a search {60000}\r\n" + b"x" * 60000 + b" {60000}\r\n"),
        (ImapReader(), b"a append x {%d}\r\n" % size),
    ):
        assert isinstance(read(reader, line)[-1], TooBig)


def test_too_big_a_literal_that_comes_anyway_is_let_pass() -> None:
    size = MAX_LITERALS + 1
    events = read(logged_in(), b"a SEARCH {%d+}\r\n" % size, b"x" * size, b" ALL\r\nb NOOP\r\n")
    refused, after = events
    assert isinstance(refused, TooBig)
    assert refused.text == b"a SEARCH \0 ALL"
    assert not refused.fatal
    assert after == Frame(b"b NOOP")


@pytest.mark.parametrize(
    ("reader", "line"),
    [(logged_in(), b"a SEARCH {%d+}\r\n" % (DRAIN + 1)), (ImapReader(), b"a LOGIN {5000+}\r\n")],
)
def test_or_ends_the_session(reader: ImapReader, line: bytes) -> None:
    events = read(reader, line)
    assert isinstance(events[0], TooBig)
    assert events[0].fatal


def test_after_a_refusal_the_next_command_is_whole() -> None:
    events = read(logged_in(), b"a SEARCH {70000+}\r\n" + b"x" * 70000 + b" {3}\r\nb NOOP\r\n")
    assert isinstance(events[0], TooBig)
    assert events[1:] == [Frame(b"b NOOP")]


def test_an_endless_line_ends_the_session() -> None:
    reader = ImapReader()
    event = read(reader, *[b"x" * 1000] * 100)[0]
    assert isinstance(event, TooBig)
    assert event.fatal
    assert reader.waiting <= MAX_LINE + 1000


def test_the_longest_line_is_read() -> None:
    line = b"a " + b"x" * (MAX_LINE - 4)
    assert read(ImapReader(), line + b"\r\n") == [Frame(line)]
    assert isinstance(read(ImapReader(), line + b"y\r\n")[0], TooBig)


def test_many_commands_are_not_one_long_one() -> None:
    lines = b"a NOOP\r\n" * MAX_LINE
    assert len(read(ImapReader(), lines)) == MAX_LINE


def test_so_do_endless_lines_between_literals() -> None:
    events = read(logged_in(), *[b" " * 1000 + b"{0+}\r\n"] * 70)
    assert isinstance(events[-1], TooBig)
    assert events[-1].fatal


def test_an_answer_to_a_continuation_is_no_command() -> None:
    reader = ImapReader()
    reader.feed(b"AGtlbg== {5}\r\na NOOP\r\n")
    assert reader.next_line() == b"AGtlbg== {5}"
    assert reader.next() == Frame(b"a NOOP")
    assert reader.next_line() is None
    reader.feed(b"x" * MAX_LINE + b"x")
    assert isinstance(reader.next_line(), TooBig)


COMMANDS = st.lists(
    st.tuples(
        st.binary(max_size=20).map(lambda octets: octets.translate(None, b"\0\r\n{}")),
        st.lists(st.binary(max_size=50), max_size=3),
    ),
    max_size=5,
)


@given(COMMANDS, st.data())
def test_wherever_the_octets_are_cut(
    commands: list[tuple[bytes, list[bytes]]], data: st.DataObject
) -> None:
    wanted = [Frame(b"a" + text + b"\0" * len(held), tuple(held)) for text, held in commands]
    octets = b"".join(
        b"a" + text + b"".join(b"{%d+}\r\n%b" % (len(one), one) for one in held) + b"\r\n"
        for text, held in commands
    )
    cuts = sorted(data.draw(st.sets(st.integers(0, len(octets)))))
    parts = zip([0, *cuts], [*cuts, len(octets)], strict=True)
    assert read(ImapReader(), *(octets[start:end] for start, end in parts)) == wanted
