"""The parts of FETCH, asked by a client and answered by a server."""

from __future__ import annotations

import pytest

from tests.protocols.imap.parts import client, server


@pytest.mark.parametrize(
    ("items", "parts"),
    [
        ("FAST", [("FAST", "fetch.fast")]),
        ("(UID FLAGS)", [("UID", "fetch.uid"), ("FLAGS", "fetch.flags")]),
        ("BODY", [("BODY", "fetch.body")]),
        ("BODY[]", [("BODY", "fetch.body_section"), ("[]", "section.whole")]),
        ("body.peek[text]", [("body.peek", "fetch.body_peek"), ("text", "section.text")]),
        (
            "BODY.PEEK[HEADER.FIELDS (Subject Date)]",
            [
                ("BODY.PEEK", "fetch.body_peek"),
                ("HEADER.FIELDS", "section.header_fields"),
                ("Subject", "section.field"),
                ("Date", "section.field"),
            ],
        ),
        (
            "BODY[1.2.MIME]<0.2048>",
            [
                ("BODY", "fetch.body_section"),
                ("1.2", "section.part"),
                ("MIME", "section.mime"),
                ("<0.2048>", "partial.asked"),
            ],
        ),
        ("BODY[2]", [("BODY", "fetch.body_section"), ("2", "section.part")]),
        ("BODY[SMELL]", [("BODY", "fetch.body_section"), ("SMELL", "unknown.section")]),
        ("(FLAGS SMELL", [("FLAGS", "fetch.flags"), ("SMELL", "unknown.fetch")]),
        ("RFC822.HEADER", [("RFC822.HEADER", "fetch.rfc822_header")]),
    ],
)
def test_what_is_asked(items: str, parts: list[tuple[str, str]]) -> None:
    assert client(f"a1 UID FETCH 7 {items}")[3:] == parts


@pytest.mark.parametrize(
    ("items", "parts"),
    [
        ("UID 7", [("UID", "fetch.uid"), ("7", "value.uid")]),
        ("FLAGS ()", [("FLAGS", "fetch.flags"), ("()", "flag.none")]),
        ("FLAGS (\\Seen)", [("FLAGS", "fetch.flags"), ("\\Seen", "flag.seen")]),
        ("RFC822.SIZE 84", [("RFC822.SIZE", "fetch.rfc822_size"), ("84", "value.size")]),
        (
            'INTERNALDATE " 1-Feb-2026 09:00:00 +0000"',
            [
                ("INTERNALDATE", "fetch.internaldate"),
                ('" 1-Feb-2026 09:00:00 +0000"', "value.internaldate"),
            ],
        ),
        (
            "BODY[TEXT]<5> {4}",
            [
                ("BODY", "fetch.body_given"),
                ("TEXT", "section.text"),
                ("<5>", "partial.told"),
                ("{4}", "literal.follows"),
            ],
        ),
        (
            'BODY[1] "hi"',
            [("BODY", "fetch.body_given"), ("1", "section.part"), ('"hi"', "value.octets")],
        ),
        (
            'BODY ("text" "plain" NIL)',
            [("BODY", "fetch.body"), ('("text" "plain" NIL)', "value.structure")],
        ),
        ("MODSEQ (12)", [("MODSEQ", "fetch.modseq"), ("(12)", "value.modseq")]),
    ],
)
def test_what_is_answered(items: str, parts: list[tuple[str, str]]) -> None:
    closed = "" if items.endswith("}") else ")"
    assert server(f"* 1 FETCH ({items}{closed}")[3:] == parts


def test_the_ten_fields_of_an_envelope() -> None:
    someone = '(("Aya" NIL "aya" "sakura.example"))'
    envelope = f'(NIL "two" {someone} {someone} {someone} NIL NIL NIL NIL "<1@x>")'
    found = server(f"* 1 FETCH (ENVELOPE {envelope})")[4:]
    assert [meaning.removeprefix("envelope.") for _, meaning in found] == [
        *("date", "subject", "from", "sender", "reply_to", "to", "cc", "bcc"),
        *("in_reply_to", "message_id"),
    ]
    assert [found[1][0], found[2][0], found[9][0]] == ['"two"', someone, '"<1@x>"']
