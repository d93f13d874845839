"""Mailbox names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkit.mail.names import MAX_DEPTH, MAX_NAME, BadMailboxName, canonical, checked, parents

DECOMPOSED, COMPOSED = "Cafe\u0301", "Caf\u00e9"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("inbox", "INBOX"),
        ("Inbox/Work", "INBOX/Work"),
        ("Work/inbox", "Work/inbox"),
        ("inboxes", "inboxes"),
        ("\u0131nbox", "\u0131nbox"),  # a dotless i, which is no letter of INBOX
        (DECOMPOSED, COMPOSED),
        ("日本", "日本"),
        ("a b.c&d~", "a b.c&d~"),
    ],
)
def test_what_is_a_name(name: str, expected: str) -> None:
    assert checked(name) == canonical(name) == expected


@pytest.mark.parametrize(
    "name",
    [
        "", "/", "/a", "a/", "a//b", "a*", "%", "a\0", "a\nb", "a\x7f", "a\x85b", "a\u2028b",
        "\ud800", ".", "..", "a/../b", "x" * (MAX_NAME + 1), "/".join("x" * (MAX_DEPTH + 1)),
    ],
)  # fmt: skip
def test_what_is_none(name: str) -> None:
    with pytest.raises(BadMailboxName):
        checked(name)


@given(st.text(max_size=12) | st.text(alphabet="iInNbBoOxX/.", max_size=12))
def test_a_checked_name_stays_as_it_is(name: str) -> None:
    try:
        good = checked(name)
    except BadMailboxName:
        return
    assert checked(good) == good
    assert "".join(part + "/" for part in (*parents(good)[-1:],)) + good.split("/")[-1] == good


def test_the_names_above() -> None:
    assert parents("a") == []
    assert parents("a/b/c") == ["a", "a/b"]
