"""A line of IMAP cut into parts: each kind of line, all transcripts, and any octets at all."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkit.protocols.dissect import dissect
from labkit.protocols.imap import meanings
from labkit.protocols.imap.spans import spans_of
from labkit.protocols.showing import MASK
from labkit.records import Direction, Span
from labkit.texts import catalogue, explained
from labkit.texts import meanings as told
from tests.protocols.imap.parts import all_transcripts, check, client, line, server, transcript
from tests.protocols.imap.talk import TRANSCRIPTS
from tests.protocols.rawlines import raw_lines

KNOWN = set(told("en"))
# Those that only IMAP has are in a family of their own.
KINDS = {key.removeprefix("imap_kind.") for key in catalogue("en") if key.startswith("imap_kind.")}
KINDS |= {"argument", "base64", "capability", "number", "secret", "text", "verb"}
# Said on purpose by the transcripts of refusals.
NONSENSE = {"unknown.argument", "unknown.fetch", "unknown.flag", "unknown.search", "unknown.tag"}
NONSENSE |= {"unknown.verb"}


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_no_line_of_a_transcript_is_unexplained(path: Path) -> None:
    for shown in transcript(path):
        check(shown)
        assert spans_of(shown) or not shown.text.strip(" )")
        for span in spans_of(shown):
            assert explained("en", span.meaning).plain
            assert span.meaning.removeprefix("imap.") in NONSENSE or ".unknown." not in span.meaning


def test_the_server_says_nothing_that_is_unknown() -> None:
    said = [shown for shown in all_transcripts() if shown.direction == "S"]
    unknown = [
        shown.text
        for shown in said
        if any(span.meaning.startswith("imap.unknown") for span in spans_of(shown))
    ]
    assert unknown == []


def test_spans_know_where_they_are() -> None:
    assert spans_of(line("a1 NOOP", "C")) == (
        Span(0, 2, "tag", "imap.tag.client"),
        Span(3, 7, "verb", "imap.verb.noop"),
    )


@pytest.mark.parametrize(
    ("direction", "kind", "text", "meaning"),
    [
        ("C", "content", "Subject: hi", "literal.uploaded"),
        ("S", "content", "… 3 lines", "literal.letter"),
    ],
)
def test_a_letter_is_one_part(direction: Direction, kind: str, text: str, meaning: str) -> None:
    (span,) = spans_of(line(text, direction, kind))
    assert (span.start, span.end) == (0, len(text))
    assert span.meaning == f"imap.{meaning}"


@pytest.mark.parametrize(
    ("text", "kind", "story", "parts"),
    [
        ("DONE", "command", "done", [("DONE", "verb.done")]),
        ("*", "command", "cancel", [("*", "sasl.cancel")]),
        (MASK, "secret", "secret", [(MASK, "sasl.response")]),
        (MASK, "secret", "secret_literal", [(MASK, "login.password")]),
        (MASK, "secret", "more", [(MASK, "login.password")]),
        (MASK, "secret", "", [(MASK, "sasl.hidden")]),
        ("Work 2026", "command", "more", [("Work 2026", "literal.value")]),
        (" {11+}", "command", "more", [("{11+}", "literal.unasked")]),
        ("", "command", "more", []),
    ],
)
def test_what_only_the_place_explains(
    text: str, kind: str, story: str, parts: list[tuple[str, str]]
) -> None:
    assert client(text, kind, story) == parts


@pytest.mark.parametrize(
    ("text", "story", "parts"),
    [
        ("+ go on", "go_on", [("+", "tag.go_on"), ("go on", "text.human")]),
        ("+ ", "challenge", [("+", "tag.go_on")]),
        ("+ PDE+", "challenge", [("+", "tag.go_on"), ("PDE+", "sasl.challenge")]),
        (
            " BODY[2] NIL)",
            "more",
            [("BODY", "fetch.body_given"), ("2", "section.part"), ("NIL", "value.nil")],
        ),
        ("what?", "odd", [("what?", "unknown.line")]),
    ],
)
def test_what_a_server_says_between(text: str, story: str, parts: list[tuple[str, str]]) -> None:
    assert server(text, "continuation", story) == parts


WORDS = st.sampled_from(
    [
        *("* ", "+ ", "a1 ", " ", "(", ")", "[", "]", '"', "\\", "<0.5>", "{5}", "{5+}", "~{5}"),
        *("NIL", "1:*", "…", "\N{REPLACEMENT CHARACTER}", "BODY.PEEK[", "HEADER.FIELDS (", MASK),
        *(word for table in meanings.TABLES.values() for word in table),
    ]
)
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["C", "Z"], include_characters=" "), max_size=60),
    st.lists(WORDS, max_size=12).map(" ".join),
    st.lists(WORDS, max_size=12).map("".join),
)
LINES = st.sampled_from(["command", "untagged", "reply", "continuation", "content", "secret"])
STORIES = st.sampled_from(["", "more", "challenge", "secret", "done", "odd"])


@given(st.sampled_from("CS"), TEXTS, LINES, STORIES)
def test_any_text_is_covered_by_known_meanings(
    direction: Direction, text: str, kind: str, story: str
) -> None:
    shown = line(text, direction, kind, story)
    check(shown)
    assert {span.meaning for span in spans_of(shown)} <= KNOWN
    assert {span.kind for span in spans_of(shown)} <= KINDS


@given(st.lists(st.tuples(st.sampled_from("CS"), st.binary(max_size=60)), max_size=8))
def test_any_octets_are_covered(said: list[tuple[str, bytes]]) -> None:
    for shown in dissect("IMAP", raw_lines(said))[0]:
        check(shown)


def test_a_line_that_is_cut_off_keeps_its_parts() -> None:
    for whole in (shown for shown in all_transcripts() if len(shown.text) < 120):
        for end in range(0, len(whole.text), 7):
            check(line(whole.text[:end] + "…", whole.direction, whole.kind))


def test_a_line_takes_less_than_fifty_microseconds() -> None:
    lines = all_transcripts()
    took = []
    for _ in range(5):
        started = time.process_time()
        for shown in lines:
            spans_of(shown)
        took.append((time.process_time() - started) / len(lines))
    assert min(took) < 50e-6, f"{statistics.median(took) * 1e6:.0f} µs"
