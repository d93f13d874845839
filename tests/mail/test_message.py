"""A letter as stored: octets kept, the rest computed once."""

from __future__ import annotations

import copy
from datetime import UTC, date, datetime
from time import perf_counter

import pytest
from hypothesis import given

from labkit.mail.message import LONGEST_KEPT, Message
from tests.mail.letters import any_octets, crlf

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
LETTER = crlf("""\
Date: Mon, 5 Jan 2026 10:00:00 +0900
Subject: =?utf-8?Q?Stra=C3=9Fe?=
To: Ken <ken@fuji.example>
TO: =?utf-8?B?44GC?= <a@x>
Message-ID: <1@sakura.example>

Hello
""")


def test_the_octets_are_kept_as_they_came() -> None:
    letter = Message(LETTER, NOON)
    assert letter.octets is LETTER
    assert letter.size == len(LETTER)
    assert letter.internal_date is NOON


def test_what_a_letter_says() -> None:
    letter = Message(LETTER, NOON)
    assert letter.subject == "Straße"
    assert letter.folded_subject == "strasse"
    assert letter.message_id == "<1@sakura.example>"
    assert letter.date == date(2026, 1, 5)
    assert letter.decoded("to") == letter.decoded("To") == "ken <ken@fuji.example>\nあ <a@x>"
    assert letter.decoded("cc") == ""
    assert [field.name for field in letter.header] == [
        b"Date",
        b"Subject",
        b"To",
        b"TO",
        b"Message-ID",
    ]


def test_what_a_letter_does_not_say() -> None:
    letter = Message(b"", NOON)
    assert (letter.subject, letter.message_id, letter.date, letter.header) == ("", "", None, ())
    assert letter.decoded("あ") == ""


def test_without_a_message_id_it_goes_by_the_last_postmark() -> None:
    newest = b"Received: from a ([::1])\r\n\tby mx.fuji.example with ESMTP id Q2;\r\n\tdate\r\n"
    older = b"Received: from b\r\n\tby other.example with SMTP id Q1; date\r\n"
    assert Message(newest + older + b"\r\nhi", NOON).message_id == "<Q2@mx.fuji.example>"
    assert Message(b"Message-ID: <1@x>\r\n" + newest, NOON).message_id == "<1@x>"
    assert Message(b"Received: by nobody\r\n\r\nhi", NOON).message_id == ""


@pytest.mark.parametrize(
    "name", ["structure", "header", "imap_envelope", "imap_body", "imap_bodystructure",
             "search_header", "search_body", "fetch_cache"],
)  # fmt: skip
def test_everything_is_computed_once(name: str) -> None:
    letter = Message(LETTER, NOON)
    assert getattr(letter, name) is getattr(letter, name)


def test_a_long_text_is_not_kept() -> None:
    """One SEARCH BODY must not leave every attachment in memory as text."""
    long = Message(b"Subject: x\r\n\r\n" + b"a" * (LONGEST_KEPT + 1), NOON)
    assert long.search_body == "a" * (LONGEST_KEPT + 1)
    assert long.search_body is not long.search_body
    assert long.search_header is long.search_header


def test_other_names_are_refused() -> None:
    letter = Message(LETTER, NOON)
    with pytest.raises(AttributeError, match="no 'colour'"):
        _ = letter.colour
    with pytest.raises(AttributeError):
        letter.__dict__  # noqa: B018
    assert copy.copy(letter).subject == "Straße"


def test_the_fetch_cache_is_the_letters_own() -> None:
    one, two = Message(LETTER, NOON), Message(LETTER, NOON)
    one.fetch_cache["ENVELOPE"] = b"row"
    assert one.fetch_cache == {"ENVELOPE": b"row"}
    assert two.fetch_cache == {}


@given(any_octets)
def test_nothing_that_is_asked_ever_raises(octets: bytes) -> None:
    letter = Message(octets, NOON)
    for name in Message.__slots__:
        getattr(letter, name)
    letter.decoded("from")
    letter.parts()
    assert letter.octets == octets


@pytest.mark.slow
def test_searching_ten_thousand_subjects_takes_milliseconds() -> None:
    letters = [Message(b"Subject: Letter %d\r\n\r\n" % number, NOON) for number in range(10_000)]
    found = [letter for letter in letters if "letter 77" in letter.folded_subject]
    best = 1.0
    for _ in range(5):
        before = perf_counter()
        again = [letter for letter in letters if "letter 77" in letter.folded_subject]
        best = min(best, perf_counter() - before)
        assert again == found
    assert len(found) == 111
    assert best < 0.1  # seconds; the aim is 0.003 on an idle machine, reached by the benchmark
