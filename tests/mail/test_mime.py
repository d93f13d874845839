"""The tree of a letter: tables of what occurs in the wild, then any octets at all."""

from __future__ import annotations

import email
import email.policy
from time import process_time

import pytest
from hypothesis import given

from labkit.mail.mime import MAX_DEPTH, MAX_PARTS, Part, leaves, parse
from tests.mail.letters import any_octets, crlf

MIXED = "Content-Type: multipart/mixed; boundary=b\n\n"
INNER = "Content-Type: multipart/alternative; boundary={}\n\n"

# What the letter is, and the bodies of its leaves.
WILD: dict[str, tuple[str, list[str]]] = {
    "empty": ("", [""]),
    "no header": ("\nHello\n", ["Hello\n"]),
    "header only": ("Subject: hi\n", [""]),
    "plain": ("Subject: hi\n\nHello\n", ["Hello\n"]),
    "preamble and epilogue": (MIXED + "pre\n--b\n\none\n--b\n\ntwo\n--b--\nepi\n", ["one", "two"]),
    "empty parts": (MIXED + "--b\n\n--b\n--b--\n", ["", ""]),
    "a blank line is not the delimiter's": (MIXED + "--b\n\none\n\n--b--\n", ["one\n"]),
    "never closed": (MIXED + "--b\n\none\n", ["one\n"]),
    "ends within the delimiter": (MIXED + "--b\n\none\n--b", ["one", ""]),
    "no boundary": ("Content-Type: multipart/mixed\n\n--b\n\none\n", ["--b\n\none\n"]),
    "empty boundary": ('Content-Type: multipart/mixed; boundary=""\n\n--\n\none', ["--\n\none"]),
    "boundary not found": (MIXED + "Hello\n", ["Hello\n"]),
    "only the end": (MIXED + "--b--\n", ["--b--\n"]),
    "spaces after the delimiter": (MIXED + "--b \t\n\none\n--b-- \n", ["one"]),
    "a boundary that goes on": (MIXED + "--b\n\none\n--bc\n--b-\n--b--c\n--b--\n",
                                ["one\n--bc\n--b-\n--b--c"]),
    "a boundary that begins another": (MIXED + "--b\n" + INNER.format("bb") +
                                       "--bb\n\none\n--bb--\n--b\n\ntwo\n--b--\n", ["one", "two"]),
    "a boundary that is another's end": (MIXED + "--b\n" + INNER.format('"b--"') +
                                         "--b--\n\none\n--b----\n--b\n\ntwo", ["one", "two"]),
    "the same boundary inside": (MIXED + "--b\n" + MIXED + "--b\n\none\n--b--\n--b\n\ntwo\n--b--\n",
                                 ["one", "two"]),
    "the inner one never closed": (MIXED + "--b\n" + INNER.format("i") +
                                   "--i\n\none\n--b\n\ntwo\n--b--\n", ["one", "two"]),
    "a part cut in its header": (MIXED + "--b\nContent-Type: text/html\n--b\n\ntwo\n--b--",
                                  ["", "two"]),
    "after the end": (MIXED + "--b\n\none\n--b--\n--b\n\nnone\n", ["one"]),
    "quoted boundary": ('Content-Type: multipart/mixed; boundary="a b:?"\n\n'
                        "--a b:?\n\none\n--a b:?--", ["one"]),
    "letter in a letter": ("Content-Type: message/rfc822\n\nSubject: in\n\nHello\n", ["Hello\n"]),
    "letter without end": (MIXED + "--b\nContent-Type: message/rfc822\n\n" + INNER.format("i") +
                           "--i\n\none\n--b\n\ntwo\n--b--\n", ["one", "two"]),
    "digest": ("Content-Type: multipart/digest; boundary=b\n\n--b\n\nSubject: in\n\none\n--b--\n",
               ["one"]),
    "8-bit boundary": ("Content-Type: multipart/mixed; boundary=あ\n\n--あ\n\none\n--あ--\n",
                       ["one"]),
}  # fmt: skip


def check(part: Part, low: int, high: int) -> None:
    """Every part lies within its parent, behind the part before it."""
    assert low <= part.start <= part.body_start <= part.end <= high
    assert part.message is None or not part.parts
    place = part.body_start
    for child in part.parts:
        check(child, place, part.end)
        place = child.end
    if part.message is not None:
        assert (part.message.start, part.message.end) == (part.body_start, part.end)
        check(part.message, part.body_start, part.end)


@pytest.mark.parametrize("name", WILD)
def test_the_bodies_of_what_occurs_in_the_wild(name: str) -> None:
    text, expected = WILD[name]
    octets = crlf(text)
    tree = parse(octets)
    check(tree, 0, len(octets))
    assert [part.body(octets) for part in leaves(tree)] == [crlf(body) for body in expected]


# Python's parser differs where these say: it takes the first text line for the end of the header,
# keeps the last line break of what is never closed, and has ends of its own.
OTHERWISE = {"a part cut in its header", "a boundary that is another's end", "8-bit boundary",
             "ends within the delimiter", "only the end", "the same boundary inside",
             "empty boundary", "empty parts", "never closed"}  # fmt: skip


@pytest.mark.parametrize("name", sorted(WILD.keys() - OTHERWISE))
def test_agrees_with_the_standard_library(name: str) -> None:
    octets = crlf(WILD[name][0])
    theirs = [
        part.get_payload()
        for part in email.message_from_bytes(octets, policy=email.policy.compat32).walk()
        if not isinstance(part.get_payload(), list)
    ]
    ours = [part.body(octets).decode() for part in leaves(parse(octets))]
    assert ours == theirs


@pytest.mark.parametrize("name", WILD)
def test_bare_line_feeds_are_read_alike(name: str) -> None:
    text, expected = WILD[name]
    octets = text.encode()
    assert [part.body(octets).decode() for part in leaves(parse(octets))] == expected


def test_lines_are_those_of_the_body() -> None:
    octets = crlf(
        MIXED + "--b\n\none\ntwo\n--b\nContent-Type: message/rfc822\n\nA: b\n\nx\n\n--b--\n"
    )
    text, letter = parse(octets).parts
    assert (text.lines, letter.lines) == (1, 3)


def test_nesting_has_a_limit() -> None:
    octets = b"".join(
        b"Content-Type: multipart/mixed; boundary=x%d\r\n\r\n--x%d\r\n" % (level, level)
        for level in range(5000)
    )
    part, depth = parse(octets), 1
    while part.parts:
        part, depth = part.parts[0], depth + 1
    assert depth == MAX_DEPTH + 1
    assert part.content_type == ("application", "octet-stream")


def test_letters_in_letters_have_a_limit() -> None:
    part, depth = parse(b"Content-Type: message/rfc822\r\n\r\n" * 5000), 1
    while part.message is not None:
        part, depth = part.message, depth + 1
    assert depth == MAX_DEPTH + 1
    assert part.content_type == ("application", "octet-stream")


def test_the_number_of_parts_has_a_limit() -> None:
    octets = crlf(MIXED + "--b\n\nx\n" * (2 * MAX_PARTS))
    tree = parse(octets)
    check(tree, 0, len(octets))
    assert len(tree.parts) == MAX_PARTS - 1


@pytest.mark.parametrize(
    "piece",
    [b"--b\r\n", b"--b--\r\n", b"--bX\r\n", b"\r\n", b"--b\r\nA: b\r\n", crlf("--b\n" + MIXED),
     crlf("--b\nContent-Type: message/rfc822\n\n"), crlf("--b\n" + INNER.format("bX"))],
)  # fmt: skip
def test_time_grows_with_the_octets_only(piece: bytes) -> None:
    octets = crlf(MIXED) + piece * (2_000_000 // len(piece))
    before = process_time()
    parse(octets)
    assert process_time() - before < 5  # seconds; a quadratic walk takes minutes


@given(any_octets)
def test_any_octets_have_a_tree_within_their_bounds(octets: bytes) -> None:
    check(parse(octets), 0, len(octets))


@given(any_octets)
def test_a_known_header_changes_nothing(octets: bytes) -> None:
    tree = parse(octets)
    again = parse(octets, tree.fields(octets))
    assert repr(tree) == repr(again)
