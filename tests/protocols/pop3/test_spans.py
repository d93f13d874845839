"""What the parts of a line of POP3 are."""

from __future__ import annotations

import pytest

from labkit.protocols.showing import MASK
from tests.protocols.parts import parts, shown
from tests.protocols.rawlines import conversation


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("USER ken of fuji", [("USER", "verb.user"), ("ken of fuji", "user")]),
        ("retr 2", [("retr", "verb.retr"), ("2", "number.message")]),
        ("RETR 2 1", [("RETR", "verb.retr"), ("2", "number.message"), ("1", "unknown.argument")]),
        ("TOP 1 0", [("TOP", "verb.top"), ("1", "number.message"), ("0", "number.lines")]),
        ("TOP one 0", [("TOP", "verb.top"), ("one 0", "unknown.argument")]),
        ("DELE １", [("DELE", "verb.dele"), ("１", "unknown.argument")]),
        ("LANG i-default", [("LANG", "verb.lang"), ("i-default", "language.tag")]),
        ("LANG 日本語", [("LANG", "verb.lang"), ("日本語", "unknown.argument")]),
        ("APOP ken c4c9", [("APOP", "verb.apop"), ("ken", "user"), ("c4c9", "secret.digest")]),
        (" STAT", [("STAT", "verb.stat")]),
        ("HELO tablet", [("HELO", "unknown.verb"), ("tablet", "unknown.argument")]),
    ],
)
def test_commands(said: str, expected: list[tuple[str, str]]) -> None:
    assert parts(shown("POP3", f"C: {said}")) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("+OK", [("+OK", "status.ok")]),
        (
            "+OK 2 60",
            [("+OK", "status.ok"), ("2", "number.count_or_message"), ("60", "octets.fact")],
        ),
        (
            "+OK 2 7-2",
            [("+OK", "status.ok"), ("2", "number.count_or_message"), ("7-2", "unique_id")],
        ),
        ("+OK 43 octets", [("+OK", "status.ok"), ("43", "octets.words"), ("octets", "text.reply")]),
        ("+OK 1.5 octets", [("+OK", "status.ok"), ("1.5 octets", "text.reply")]),
        (
            "+OK message 2 gone",
            [
                ("+OK", "status.ok"),
                ("message", "text.reply"),
                ("2", "number.message"),
                ("gone", "text.reply"),
            ],
        ),
        (
            "+OK メール2通",
            [
                ("+OK", "status.ok"),
                ("メール", "text.reply"),
                ("2", "number.count"),
                ("通", "text.reply"),
            ],
        ),
        (
            "-ERR [sys/temp/disk] no",
            [
                ("-ERR", "status.err"),
                ("[sys/temp/disk]", "response_code.sys_temp"),
                ("no", "text.reply"),
            ],
        ),
        ("-ERR [X y] no", [("-ERR", "status.err"), ("[X y] no", "text.reply")]),
        ("+ ?", [("+", "status.go"), ("?", "text.reply")]),
        ("+OKAY", [("+OKAY", "unknown.reply")]),
    ],
)
def test_answers(said: str, expected: list[tuple[str, str]]) -> None:
    code = said.partition(" ")[0].replace("OKAY", "OK")
    assert parts(shown("POP3", f"S: {said}", code=code)) == expected


def test_a_greeting_may_hold_a_timestamp_for_apop() -> None:
    line = shown("POP3", "S: +OK pop.x.example <1.2@x> hi", kind="greeting", code="+OK")
    assert parts(line) == [
        ("+OK", "status.ok"),
        ("pop.x.example", "host.server"),
        ("<1.2@x>", "timestamp"),
        ("hi", "text.reply"),
    ]


def test_lists_are_told_entry_by_entry() -> None:
    text = "S: +OK\nC: LIST\nS: +OK\n" + "".join(f"S: {n} 30\n" for n in range(1, 5)) + "S: ."
    *_, listing, dot = conversation("POP3", text)[0]
    assert parts(listing) == [
        *(("1", "number.message"), ("30", "octets.fact"), (",", "continuation.list")),
        *(("2", "number.message"), ("30", "octets.fact"), (",", "continuation.list")),
        *(("3", "number.message"), ("30", "octets.fact"), (",", "continuation.list")),
        ("…", "cut.list"),
    ]
    assert parts(dot) == [(".", "dot")]


def test_a_comma_within_one_line_is_no_new_line() -> None:
    line = shown("POP3", "S: en English, more or less")
    assert parts(line) == [("en", "language.listed"), ("English, more or less", "language.name")]


def test_a_capability_and_its_arguments() -> None:
    assert parts(shown("POP3", "S: sasl PLAIN X")) == [
        ("sasl", "capability.sasl"),
        ("PLAIN", "sasl.mechanism.plain"),
        ("X", "sasl.mechanism.other"),
    ]
    assert parts(shown("POP3", "S: X-FAST 9")) == [("X-FAST 9", "unknown.entry")]


def test_secrets_stay_masked() -> None:
    text = "S: +OK\nC: PASS x\nS: -ERR\nC: AUTH PLAIN AGEAYg==\nS: -ERR\n"
    text += "C: AUTH PLAIN\nS: +\nC: *\nS: -ERR\nC: AUTH PLAIN\nS: +\nC: AGE="
    said = [line for line in conversation("POP3", text)[0] if line.direction == "C"]
    assert parts(said[0])[1] == (MASK, "secret.password")
    assert parts(said[1])[2] == (MASK, "secret.initial")
    assert parts(said[3]) == [("*", "keyword.cancel")]
    assert parts(said[5]) == [(MASK, "secret.answer")]
