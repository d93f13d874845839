"""What the parts of a line of SMTP are."""

from __future__ import annotations

import pytest

from labkit.protocols.dissect import dissect
from labkit.protocols.showing import MASK
from labkit.records import WireLine
from tests.protocols.parts import parts, shown
from tests.protocols.rawlines import conversation, raw_lines


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            "MAIL FROM:<aya@sakura.example> SIZE=7 body=8bitmime AUTH=<> X-A=b",
            [
                ("MAIL", "verb.mail"),
                ("FROM:", "keyword.from"),
                ("<aya@sakura.example>", "address.sender"),
                ("SIZE=7", "parameter.size"),
                ("body=8bitmime", "parameter.body_8bitmime"),
                ("AUTH=<>", "parameter.auth"),
                ("X-A=b", "parameter.other"),
            ],
        ),
        (
            "mail from: <>",
            [("mail", "verb.mail"), ("from:", "keyword.from"), ("<>", "address.null")],
        ),
        ("MAIL TO:<a@b>", [("MAIL", "verb.mail"), ("TO:<a@b>", "unknown.argument")]),
        (
            "MAIL FROM:<a b@c>",
            [("MAIL", "verb.mail"), ("FROM:", "keyword.from"), ("<a b@c>", "address.broken")],
        ),
        (
            "MAIL FROM:<crow>",
            [("MAIL", "verb.mail"), ("FROM:", "keyword.from"), ("<crow>", "address.broken")],
        ),
        (
            "RCPT TO:<@a.example:k@b>",
            [
                ("RCPT", "verb.rcpt"),
                ("TO:", "keyword.to"),
                ("<@a.example:k@b>", "address.recipient"),
            ],
        ),
        ("RCPT TO:<>", [("RCPT", "verb.rcpt"), ("TO:", "keyword.to"), ("<>", "address.broken")]),
        (
            "RCPT TO:ken@b",
            [("RCPT", "verb.rcpt"), ("TO:", "keyword.to"), ("ken@b", "address.recipient")],
        ),
        (
            "RCPT TO:<a@b",
            [("RCPT", "verb.rcpt"), ("TO:", "keyword.to"), ("<a@b", "address.broken")],
        ),
        (
            'RCPT TO:<"a > b"@c> NOTIFY=NEVER',
            [
                ("RCPT", "verb.rcpt"),
                ("TO:", "keyword.to"),
                ('<"a > b"@c>', "address.recipient"),
                ("NOTIFY=NEVER", "parameter.notify"),
            ],
        ),
        (
            "RCPT TO:<PostMaster>",
            [("RCPT", "verb.rcpt"), ("TO:", "keyword.to"), ("<PostMaster>", "address.postmaster")],
        ),
        ("EHLO [127.0.0.1]", [("EHLO", "verb.ehlo"), ("[127.0.0.1]", "host.literal")]),
        (
            "EHLO two words",
            [("EHLO", "verb.ehlo"), ("two", "host.client"), ("words", "unknown.argument")],
        ),
        ("HELO (crow)", [("HELO", "verb.helo"), ("(crow)", "unknown.argument")]),
        ("QUIT please", [("QUIT", "verb.quit"), ("please", "unknown.argument")]),
        ("GET / HTTP/1.1", [("GET", "unknown.verb"), ("/ HTTP/1.1", "unknown.argument")]),
        (
            "BDAT 7 last",
            [("BDAT", "verb.bdat"), ("7", "argument.chunk"), ("last", "argument.last")],
        ),
        ("  ", []),
    ],
)
def test_commands(said: str, expected: list[tuple[str, str]]) -> None:
    assert parts(shown("SMTP", f"C: {said}")) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            "550 5.1.1 nobody here",
            [("550", "code.550"), ("5.1.1", "enhanced.5_1_1"), ("nobody here", "text.reply")],
        ),
        ("299 5.x odd", [("299", "code.class_2"), ("5.x odd", "text.reply")]),
        ("250", [("250", "code.250")]),
        ("2500 x", [("2500 x", "unknown.reply")]),
        ("HTTP/1.1 400 Bad", [("HTTP/1.1 400 Bad", "unknown.reply")]),
        ("250-half", [("250", "code.250"), ("-", "continuation.hyphen"), ("half", "text.reply")]),
        (
            "250 OK queued as Q7 (now)",
            [
                ("250", "code.250"),
                ("OK queued as", "text.reply"),
                ("Q7", "queue_id"),
                ("(now)", "text.reply"),
            ],
        ),
        ("334 VXNlciBOYW1lAA==", [("334", "code.334"), ("VXNlciBOYW1lAA==", "base64.username")]),
        ("334 =", [("334", "code.334"), ("=", "text.reply")]),
        (
            "221 mx.fuji.example bye",
            [("221", "code.221"), ("mx.fuji.example", "host.server"), ("bye", "text.reply")],
        ),
    ],
)
def test_replies(said: str, expected: list[tuple[str, str]]) -> None:
    assert parts(shown("SMTP", f"S: {said}")) == expected


def answered(octets: bytes) -> WireLine:
    """Return the reply that *octets* are, after a greeting."""
    return dissect("SMTP", raw_lines([("S", b"220 x\r\n"), ("C", b"EHLO x\r\n"), ("S", octets)]))[
        0
    ][2]


def test_what_a_server_can_do_is_told_one_by_one() -> None:
    reply = answered(b"250-mx.fuji.example hi\r\n250-SIZE 7\r\n250 auth PLAIN\r\n")
    assert parts(reply) == [
        ("250", "code.250"),
        ("mx.fuji.example", "host.server"),
        ("hi", "text.reply"),
        ("·", "continuation.fold"),
        ("SIZE", "capability.size"),
        ("7", "argument.size"),
        ("·", "continuation.fold"),
        ("auth", "capability.auth"),
        ("PLAIN", "sasl.mechanism.plain"),
    ]


def test_a_long_reply_of_words_is_not_taken_for_a_list_of_extensions() -> None:
    reply = answered(b"550-5.7.1 not you\r\n550-5.7.1 ask\r\n550 5.7.1 them\r\n")
    assert [part for part, _ in parts(reply)] == [
        *("550", "5.7.1", "not you", "·", "5.7.1", "ask", "·", "5.7.1", "them")
    ]


def test_a_dot_that_the_server_wrote_itself_is_no_new_line() -> None:
    assert parts(shown("SMTP", "S: 250 a · SIZE")) == [
        ("250", "code.250"),
        ("a · SIZE", "text.reply"),
    ]


def test_secrets_stay_masked() -> None:
    text = "S: 220\nC: AUTH PLAIN AGEAYg==\nS: 535\nC: AUTH LOGIN\nS: 334\nC: YQ=="
    lines, _ = conversation("SMTP", text)
    assert parts(lines[1])[2] == (MASK, "secret.initial")
    assert parts(lines[5]) == [(MASK, "secret.answer")]
