import re

import pytest

from labkit.protocols.imap import spans_cursor
from labkit.protocols.imap.spans_cursor import Cursor
from labkit.records import Span


def found(cursor: Cursor) -> list[tuple[str, str]]:
    return [(cursor.text[span.start : span.end], span.meaning) for span in cursor.spans]


def test_a_cursor_goes_from_left_to_right() -> None:
    cursor = Cursor('one "two words" (three) {4}')
    assert cursor.token("word", "m.one")
    assert cursor.token("word", "m.two")
    assert not cursor.token("word", "m.never")  # a bracket is no word
    assert cursor.skip("(")
    assert cursor.word() == "three"
    assert cursor.take(re.compile("three"), "word", "m.three")
    assert cursor.skip(")")
    assert cursor.token("word", "m.never")
    assert cursor.blank()
    assert found(cursor) == [
        ("one", "m.one"),
        ('"two words"', "m.two"),
        ("three", "m.three"),
        ("{4}", "imap.literal.announced"),
    ]


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("{4}", "imap.literal.follows"),
        ("{4+}", "imap.literal.unasked"),
        ("~{4}", "imap.literal.binary"),
        ("{4} more", "m.word"),  # it announces something only at the end of a line
        ('"unclosed', "m.word"),
        ('"es\\"caped"', "m.word"),
    ],
)
def test_words(text: str, meaning: str) -> None:
    cursor = Cursor(text, announcement="imap.literal.follows")
    cursor.token("word", "m.word")
    assert cursor.spans[0].meaning == meaning


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ('(a "b)" (c)) d', '(a "b)" (c))'),
        ("NIL x", "NIL"),
        ("(a (b", "(a (b"),
    ],
)
def test_a_group_is_one_part(text: str, group: str) -> None:
    cursor = Cursor(text)
    assert cursor.group("value", "m.group")
    assert found(cursor) == [(group, "m.group")]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        (" (a b). ", [Span(2, 5, "unknown", "imap.unknown.argument")]),
        (" )) ", []),
        ("", []),
    ],
)
def test_the_rest_is_unknown(text: str, spans: list[Span]) -> None:
    cursor = Cursor(text)
    cursor.rest()
    assert cursor.spans == spans


@pytest.mark.parametrize(
    ("name", "meaning"),
    [
        ("inbox", "inbox"),
        ('"INBOX"', "inbox"),
        ("Work/2026", "name"),
        ("&ZeVnLIqe-", "utf7"),
    ],
)
def test_mailboxes(name: str, meaning: str) -> None:
    cursor = Cursor(name)
    spans_cursor.mailbox(cursor)
    assert found(cursor) == [(name, f"imap.mailbox.{meaning}")]


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("1", "set.uids"),
        ("1:3,7", "set.uids"),
        ("3:*", "set.uids_to_last"),
        ("$", "set.saved"),
        ("x1", "unknown.argument"),
    ],
)
def test_sets(text: str, meaning: str) -> None:
    cursor = Cursor(text)
    spans_cursor.uids(cursor)
    assert found(cursor) == [(text, f"imap.{meaning}")]


def test_flags() -> None:
    cursor = Cursor("(\\Seen \\SEEN \\Odd $MDNSent $Work \\*) ()")
    spans_cursor.flags(cursor)
    spans_cursor.flags(cursor)
    assert [meaning.removeprefix("imap.") for _, meaning in found(cursor)] == [
        *("flag.seen", "flag.seen", "unknown.flag", "flag.mdnsent", "flag.keyword", "flag.any"),
        "flag.none",
    ]


def test_capabilities() -> None:
    cursor = Cursor("imap4rev1 LITERAL+ AUTH=PLAIN AUTH=XOAUTH2 X-NEW")
    spans_cursor.capabilities(cursor)
    assert [meaning.removeprefix("imap.") for _, meaning in found(cursor)] == [
        *("capability.imap4rev1", "capability.literal_plus", "capability.auth_plain"),
        *("capability.auth_other", "unknown.capability"),
    ]


def test_a_list_ends_and_goes_over_what_has_no_place() -> None:
    cursor = Cursor("(a (b) c) d")
    spans_cursor.listed(spans_cursor.word("word", "m.word"))(cursor)
    assert found(cursor) == [("a", "m.word"), ("b", "m.word")]
    assert cursor.text[cursor.at :] == " c) d"
