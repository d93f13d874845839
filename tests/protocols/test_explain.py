"""Every line of SMTP and POP3 is explained: tables, transcripts, and whatever strangers say."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkit.protocols.dissect import dissect
from labkit.protocols.explain import spans_of
from labkit.protocols.letter_spans import HEADERS
from labkit.protocols.pop3 import meanings as pop3
from labkit.protocols.pop3.stories import CODES as RESPONSE_CODES
from labkit.protocols.sasl_meanings import MECHANISMS
from labkit.protocols.showing import MASK, SHOWN
from labkit.protocols.smtp import meanings as smtp
from labkit.records import Protocol, WireLine
from labkit.texts import catalogue, meanings
from tests.protocols.parts import left_out, parts, shown, transcript_lines
from tests.protocols.rawlines import raw_lines

LINE_PROTOCOLS: tuple[Protocol, ...] = ("SMTP", "POP3")
OURS = ("smtp.", "pop3.", "letter.", "sasl.")
LONG = "C: NOOP " + "x" * (SHOWN - 5) + "…"


def smtp_examples() -> list[WireLine]:
    """Return lines in which each row of SMTP's tables stands, and what no table has."""
    ehlo = " · ".join(["S: 250 mx.fuji.example", *sorted(smtp.CAPABILITIES), "AUTH X PLAIN LOGIN"])
    said = [
        *(f"C: {verb}" for verb in sorted(smtp.VERBS)),
        *(f"S: {code} words" for code in [*sorted(smtp.CODES), "299", "399", "499", "599", "100"]),
        *(f"S: 550 {code} words" for code in sorted(smtp.ENHANCED)),
        *(
            f"S: 550 {kind}.{subject}.99 words"
            for kind in "245"
            for subject in sorted(smtp.SUBJECTS)
        ),
        *(f"C: MAIL FROM:<a@b> {word}" for word in [*sorted(smtp.PARAMETERS), "X=1", "BODY=X"]),
        *(f"C: MAIL FROM:<a@b> BODY={word}" for word in sorted(smtp.BODIES)),
        *(f"C: AUTH {name}" for name in [*sorted(MECHANISMS), "X"]),
        *(f"S: 334 {words}" for words in ("VXNlcm5hbWU6", "UGFzc3dvcmQ6", "PDE+")),
        *("C: EHLO pc", "C: EHLO [127.0.0.1]", "C: MAIL FROM:<>", "C: RCPT TO:<a@b>"),
        *("C: RCPT TO:<Postmaster>", "C: RCPT TO:<", "C: VRFY ken", "C: HELP MAIL", "C: NOOP x"),
        *("C: BDAT 7 LAST", "C: what", "C: DATA x", "S: what", "S: 250-mx", LONG),
        "S: 250 2.0.0 queued as Q001",
    ]
    return [
        *(shown("SMTP", line) for line in said),
        shown("SMTP", f"{ehlo} · SIZE 7 · X y", count=30),
        shown("SMTP", "S: 220 mx.fuji.example ESMTP x", kind="greeting"),
        shown("SMTP", f"C: AUTH PLAIN {MASK}", kind="secret"),
        shown("SMTP", f"C: {MASK}", kind="secret"),
        *letter_examples("SMTP", "C"),
    ]


def pop3_examples() -> list[WireLine]:
    """Return lines in which each row of POP3's tables stands, and what no table has."""
    said = [
        *(f"C: {verb}" for verb in [*sorted(pop3.VERBS), "WHAT", "*", "RETR x"]),
        *("C: USER ken", "C: APOP ken 0f", "C: RETR 1", "C: TOP 1 2", "C: LANG *", "C: LANG ja"),
        *(
            f"S: {tag}"
            for tag in [*sorted(pop3.ALL_CAPABILITIES), "EXPIRE NEVER", "EXPIRE 0", "TOP x"]
        ),
        *("S: EXPIRE 9 USER", "S: LOGIN-DELAY 9", "S: UTF8 USER", "S: IMPLEMENTATION x", "S: ."),
        *("S: X-WHAT", "S: en English", LONG),
    ]
    replies = [
        *(f"S: -ERR [{code}] words" for code in [*RESPONSE_CODES, "WHAT"]),
        *("S: +OK 1 30", "S: +OK 1 7-1", "S: +OK 2 messages (30 octets)", "S: +OK ja これから"),
        *("S: + PDE+", "S: +OKAY"),
    ]
    greeting = "S: +OK pop.fuji.example ready <1.2@pop.fuji.example>"
    return [
        *(shown("POP3", line) for line in said),
        *(shown("POP3", line, code="+") for line in replies),
        shown("POP3", greeting, kind="greeting", code="+OK"),
        shown("POP3", "S: 1 30, 2 30, 3 30, …", count=4),
        *(shown("POP3", f"C: {words}{MASK}", kind="secret") for words in ("", "PASS ", "AUTH X ")),
        *letter_examples("POP3", "S"),
    ]


def letter_examples(protocol: Protocol, who: str) -> list[WireLine]:
    said = [
        *(f"{name}: x" for name in [*sorted(HEADERS), "x-what"]),
        "Hello",
        "… 3 lines",
        ".",
        "..",
        ".",
    ]
    said += ["Subject: =?utf-8?B?44GK?= x", "x" * SHOWN + "…"]
    return [shown(protocol, f"{who}: {text}", kind="content") for text in said]


EXAMPLES = [*smtp_examples(), *pop3_examples()]


@pytest.mark.parametrize("line", EXAMPLES, ids=lambda line: f"{line.protocol} {line.text[:30]}")
def test_each_row_of_the_tables_is_explained(line: WireLine) -> None:
    assert parts(line)
    assert left_out(line) == ""


@pytest.mark.parametrize("protocol", LINE_PROTOCOLS)
def test_no_line_of_a_transcript_is_left_unexplained(protocol: Protocol) -> None:
    lines = list(transcript_lines(protocol))
    assert len(lines) > 200
    unexplained = [
        f"{place}: {line.text}"
        for place, line in lines
        if (line.text and not parts(line)) or left_out(line)
    ]
    assert unexplained == []


def test_no_meaning_is_never_met() -> None:
    met = {span.meaning for line in EXAMPLES for span in spans_of(line)}
    assert {meaning for meaning in meanings("en") if meaning.startswith(OURS)} == met


def test_no_kind_is_never_met() -> None:
    met = {f"meaning.kind.{span.kind}" for line in EXAMPLES for span in spans_of(line)}
    assert {key for key in catalogue("en") if key.startswith("meaning.kind.")} == met


def test_an_empty_line_has_no_parts() -> None:
    for protocol in LINE_PROTOCOLS:
        assert spans_of(shown(protocol, "C: ")) == ()
        assert spans_of(shown(protocol, "S: ")) == ()


_SAID = [
    *(re.sub("…", "", line.text).encode() for line in EXAMPLES),
    *("AUTH =", "MAIL FROM:<\"a>b\"@c> x", "250-a", "+OK <@>", "-ERR [", "RCPT TO: a@b", "= · ="),
]  # fmt: skip


@pytest.mark.parametrize("protocol", LINE_PROTOCOLS)
@given(
    said=st.lists(
        st.tuples(st.sampled_from("CS"), st.one_of(st.binary(max_size=40), st.sampled_from(_SAID))),
        max_size=20,
    )
)
def test_whatever_is_said_is_cut_in_order(
    protocol: Protocol, said: list[tuple[str, bytes]]
) -> None:
    octets = [(who, what if isinstance(what, bytes) else what.encode()) for who, what in said]
    for line in dissect(protocol, raw_lines((who, what + b"\r\n") for who, what in octets))[0]:
        assert parts(line) or not line.text.strip()


@pytest.mark.parametrize("protocol", LINE_PROTOCOLS)
@given(
    text=st.text(max_size=60),
    who=st.sampled_from("CS"),
    kind=st.sampled_from(["greeting", "command", "reply", "continuation", "content", "secret"]),
    code=st.sampled_from(["", "+OK", "-ERR", "+", "250"]),
    count=st.integers(1, 5),
)
def test_any_text_is_cut_in_order(
    protocol: Protocol, text: str, who: str, kind: str, code: str, count: int
) -> None:
    parts(shown(protocol, f"{who}: {text}", kind=kind, code=code, count=count))


@pytest.mark.parametrize("protocol", LINE_PROTOCOLS)
def test_long_lines_of_strangers_are_cut_in_good_time(protocol: Protocol) -> None:
    # Each would take minutes where a pattern tries every beginning anew.
    fillers = ("<", '"', '<"', "\\", "=?", "=?a?b?", "[", "<@", " · ", ", ", "1", "1 ", " ", "a.")
    for filler in fillers:
        text = filler * (40_000 // len(filler))
        for said in ("C: MAIL FROM:", "S: 250 ", "S: +OK ", "S: Subject: ", "C: Subject: "):
            for kind in ("content", "greeting", "reply"):
                assert spans_of(shown(protocol, said + text, kind=kind, count=2))
