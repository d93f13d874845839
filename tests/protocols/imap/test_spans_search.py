"""The parts of a SEARCH."""

from __future__ import annotations

import pytest

from tests.protocols.imap.parts import client


@pytest.mark.parametrize(
    ("keys", "parts"),
    [
        ("ALL", [("ALL", "search.all")]),
        ("unseen FROM aya", ["unseen/search.unseen", "FROM/search.from", "aya/search_value.text"]),
        ('SUBJECT "two words"', ["SUBJECT/search.subject", '"two words"/search_value.text']),
        ("SUBJECT {4+}", ["SUBJECT/search.subject", "{4+}/literal.unasked"]),
        ("SINCE 1-Feb-2026", ["SINCE/search.since", "1-Feb-2026/search_value.date"]),
        ("LARGER 1000", ["LARGER/search.larger", "1000/search_value.size"]),
        ("UID 3:* 4", ["UID/search.uid", "3:*/set.uids_to_last", "4/set.numbers"]),
        ("HEADER X-A b", ["HEADER/search.header", "X-A/section.field", "b/search_value.text"]),
        ("KEYWORD $Work", ["KEYWORD/search.keyword", "$Work/flag.keyword"]),
        (
            "CHARSET UTF-8 NOT (OR SEEN DELETED)",
            [
                *("CHARSET/search.charset", "UTF-8/search_value.charset", "NOT/search.not"),
                *("OR/search.or", "SEEN/search.seen", "DELETED/search.deleted"),
            ],
        ),
        ("SMELL SEEN", ["SMELL/unknown.search", "SEEN/search.seen"]),
        ("FROM", ["FROM/search.from"]),
    ],
)
def test_keys_and_what_they_are_given(keys: str, parts: list[str | tuple[str, str]]) -> None:
    expected = [part if isinstance(part, str) else "/".join(part) for part in parts]
    assert ["/".join(part) for part in client(f"a1 SEARCH {keys}")[2:]] == expected
