"""Mailbox patterns against a naive model."""

from __future__ import annotations

import re
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkit.protocols.imap.patterns import matcher

TEXTS = st.text(alphabet="ab/", max_size=8)
PATTERNS = st.text(alphabet="ab/*%", max_size=8)


@given(PATTERNS, TEXTS)
def test_it_matches_what_a_regular_expression_would(pattern: str, name: str) -> None:
    expression = "".join({"*": ".*", "%": "[^/]*"}.get(mark, re.escape(mark)) for mark in pattern)
    assert matcher(pattern)(name) == bool(re.fullmatch(expression, name))


def test_inbox_is_inbox_in_any_case() -> None:
    assert matcher("inbox")("INBOX")
    assert matcher("Inbox/%")("INBOX/a")
    assert not matcher("work")("Work")


def test_letters_are_compared_composed() -> None:
    assert matcher("caf*e\u0301")("caf caf\u00e9")
    assert matcher("e\u0301")("\u00e9")
    assert not matcher("\u0131nbox")("INBOX")


@pytest.mark.parametrize("pattern", ["*a" * 200, "%a" * 200, "*%" * 200 + "b"])
def test_no_pattern_is_slow(pattern: str) -> None:
    assert not matcher(pattern)("a" * 150)


def test_many_long_names_are_not_slow_either() -> None:
    names = [("a" * 40 + "/") * 20 + str(number) for number in range(300)]
    matches = matcher("*a" * 300 + "b")
    start = process_time()
    assert not any(map(matches, names))
    assert process_time() - start < 3  # seconds; it took twenty when places were a set
