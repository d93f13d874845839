"""The cursor over a command's arguments."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkit.protocols.imap.grammar import Arguments, date_time, parse_flags
from labkit.protocols.imap.responses import SyntaxRefused, astring


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (b"atom", b"atom"),
        (b"with]bracket", b"with]bracket"),
        (b'"two words"', b"two words"),
        (b'""', b""),
        (rb'"a\"b\\c"', rb'a"b\c'),
        (b'"(){%*"', b"(){%*"),
    ],
)
def test_astring(text: bytes, value: bytes) -> None:
    arguments = Arguments(text)
    assert arguments.astring() == value
    arguments.end()


@pytest.mark.parametrize("text", [b"", b"(", b'"', b'"a', rb'"a\b"', b'"\xc3"', b"{3}", b"%", b"*"])
def test_no_astring(text: bytes) -> None:
    with pytest.raises(SyntaxRefused):
        Arguments(text).astring()


def test_literals_come_in_their_order() -> None:
    arguments = Arguments(b"\0 \0", (b"one", b"two"))
    assert arguments.has_literals
    assert arguments.astring() == b"one"
    arguments.space()
    assert arguments.literal() == b"two"


@given(st.binary(max_size=40).map(lambda octets: octets.translate(None, b"\0")))
def test_what_we_say_as_astring_we_read_as_the_same(octets: bytes) -> None:
    wire = astring(octets)
    if wire.startswith(b"{"):
        assert wire.endswith(b"\r\n" + octets)
    else:
        assert Arguments(wire).astring() == octets


@pytest.mark.parametrize("text", [b"", b"x", b"\tx"])
def test_one_space_is_one_space(text: bytes) -> None:
    with pytest.raises(SyntaxRefused):
        Arguments(text).space()
    two = Arguments(b"  x")
    two.space()
    with pytest.raises(SyntaxRefused):
        two.atom()


def test_words_are_the_same_in_any_case() -> None:
    assert Arguments(b"fLaGs").keyword() == "FLAGS"
    assert Arguments(b"nil").nstring() is None
    assert Arguments(b'"x"').nstring() == b"x"


def test_what_is_left_over_is_refused() -> None:
    arguments = Arguments(b"1 2")
    assert arguments.number() == 1
    with pytest.raises(SyntaxRefused):
        arguments.end()
    assert arguments.rest() == b" 2"


def test_flags() -> None:
    assert Arguments(b"()").flags() == frozenset()
    assert Arguments(b"(\\sEEN $Work \\Recent)").flags() == {"\\Seen", "$Work"}
    assert Arguments(b"\\Seen \\Deleted").flags() == {"\\Seen", "\\Deleted"}
    for text in (b"(\\Seen", b"(\\Seen  \\Deleted)", b"(\\*)", b'("x")', b"(a\\b)"):
        with pytest.raises(SyntaxRefused):
            Arguments(text).flags()
    with pytest.raises(SyntaxRefused):
        parse_flags(b"\\Other")


@pytest.mark.parametrize("text", [b"1-Feb-2026", b"01-feb-2026", b'"1-FEB-2026"'])
def test_date(text: bytes) -> None:
    assert Arguments(text).date() == date(2026, 2, 1)


@pytest.mark.parametrize(
    "text", [b"30-Feb-2026", b"1-Foo-2026", b'"1-Feb-2026', b"1-Feb-26", b"2026"]
)
def test_no_date(text: bytes) -> None:
    with pytest.raises(SyntaxRefused):
        Arguments(text).date()


def test_date_time() -> None:
    tokyo = timezone(timedelta(hours=9))
    moment = datetime(2026, 2, 1, 9, 30, 5, tzinfo=tokyo)
    assert Arguments(b'" 1-Feb-2026 09:30:05 +0900"').date_time() == moment
    assert date_time(moment) == b'" 1-Feb-2026 09:30:05 +0900"'
    assert Arguments(b'"31-Dec-2016 23:59:60 -0000"').date_time().second == 59


@pytest.mark.parametrize(
    "text",
    [
        b'"1-Feb-2026 09:00:00 +0900"',
        b'" 1-Feb-2026 24:00:00 +0900"',
        b'" 1-Feb-2026 09:60:00 +0900"',
        b'" 1-Feb-2026 09:00:00 +9900"',
        b'" 1-Jan-0001 00:00:00 +0900"',
        b'"31-Dec-9999 23:59:59 -0900"',
        b'" 1-Jan-0000 00:00:00 +0000"',
        b'" 1-Feb-2026 09:00:00"',
        b'" 1-Feb-2026 09:00:00 0900"',
    ],
)
def test_no_date_time(text: bytes) -> None:
    with pytest.raises(SyntaxRefused):
        Arguments(text).date_time()


@given(
    st.datetimes(
        min_value=datetime(2, 1, 1),  # noqa: DTZ001
        max_value=datetime(9999, 12, 30),  # noqa: DTZ001
        timezones=st.integers(-1439, 1439).map(
            lambda minutes: timezone(timedelta(minutes=minutes))
        ),
    )
)
def test_a_date_time_comes_back(moment: datetime) -> None:
    assert Arguments(date_time(moment)).date_time() == moment.replace(microsecond=0)


def test_a_date_time_without_a_zone_is_in_utc() -> None:
    assert date_time(datetime(2026, 2, 1)) == date_time(datetime(2026, 2, 1, tzinfo=UTC))  # noqa: DTZ001


def test_mailbox_names_are_decoded() -> None:
    assert Arguments(b"&ZeVnLIqe-").mailbox() == "日本語"
    assert Arguments(b"Work/%").list_mailbox() == "Work/%"
    with pytest.raises(SyntaxRefused):
        Arguments(b"a&b").mailbox()


@given(st.binary(max_size=30), st.lists(st.binary(max_size=5), max_size=3))
def test_whatever_stands_there_it_is_read_or_refused(octets: bytes, literals: list[bytes]) -> None:
    text = octets.replace(b"\0", b"") + b"\0" * len(literals)
    for read in ("astring", "flags", "date", "date_time", "numbers", "mailbox", "list_mailbox"):
        try:
            getattr(Arguments(text, tuple(literals)), read)()
        except SyntaxRefused:
            continue
