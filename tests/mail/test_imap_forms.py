"""ENVELOPE, BODY and BODYSTRUCTURE, octet for octet as RFC 3501 sections 7.4.2 and 9 have them."""

from __future__ import annotations

from datetime import UTC, datetime
from time import process_time

import pytest
from hypothesis import given

from labkit.mail.header import fields
from labkit.mail.imap_forms import envelope
from labkit.mail.message import Message
from tests.mail.letters import any_octets, crlf
from tests.mail.wire import Value, parse_one

ASCII = '("charset" "us-ascii")'
AYA = '(("Aya" NIL "aya" "sakura.example"))'


def letter(text: str | bytes) -> Message:
    octets = crlf(text) if isinstance(text, str) else text
    return Message(octets, datetime(2026, 1, 5, tzinfo=UTC))


ENVELOPES = [
    ("", "NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL"),
    (
        "Date: Mon, 5 Jan 2026 10:00:00 +0900\nSubject: Hello,\n  Ken\n"
        "From: Aya <aya@sakura.example>\nTo: ken@fuji.example\n"
        "Message-ID: <1@sakura.example>\nIn-Reply-To: <0@fuji.example>\n",
        f'"Mon, 5 Jan 2026 10:00:00 +0900" "Hello,  Ken" {AYA} {AYA} {AYA} '
        '((NIL NIL "ken" "fuji.example")) NIL NIL "<0@fuji.example>" "<1@sakura.example>"',
    ),
    # absent is NIL, empty is an empty string; empty lists of people are NIL
    ("Date:\nSubject: \nIn-Reply-To:\nMessage-ID:\nFrom:\nTo:\n",
     '"" "" NIL NIL NIL NIL NIL NIL "" ""'),
    # Sender and Reply-To are From's where absent or empty
    (
        "From: Aya <aya@sakura.example>\nSender: (nobody)\nReply-To: <r@x>\n",
        f'NIL NIL {AYA} {AYA} ((NIL NIL "r" "x")) NIL NIL NIL NIL NIL',
    ),
    ("Sender: s@x\n", 'NIL NIL NIL ((NIL NIL "s" "x")) NIL NIL NIL NIL NIL NIL'),
    # of two fields the first counts, but nobody is left out
    ("Subject: 1\nSubject: 2\nTo: a@x\nTo: b@x\n",
     'NIL "1" NIL NIL NIL ((NIL NIL "a" "x")(NIL NIL "b" "x")) NIL NIL NIL NIL'),
    ('Subject: "\\\n', r'NIL "\"\\" NIL NIL NIL NIL NIL NIL NIL NIL'),
    ("Subject: あ\n", "NIL {3}\r\nあ NIL NIL NIL NIL NIL NIL NIL NIL"),
    ("Subject: a\0b\rc\n", 'NIL "a?b c" NIL NIL NIL NIL NIL NIL NIL NIL'),
    ("Subject: =?utf-8?B?44GC?=\n",
     'NIL "=?utf-8?B?44GC?=" NIL NIL NIL NIL NIL NIL NIL NIL'),
]  # fmt: skip


@pytest.mark.parametrize(("header", "expected"), ENVELOPES)
def test_envelope(header: str, expected: str) -> None:
    assert letter(header + "\nbody\n").imap_envelope == f"({expected})".encode()
    assert letter(header).imap_envelope == f"({expected})".encode()


# text, BODY, BODYSTRUCTURE
STRUCTURES = [
    ("", f'"text" "plain" {ASCII} NIL NIL "7bit" 0 0', None),
    ("Subject: hi\n\nHello\nKen\n", f'"text" "plain" {ASCII} NIL NIL "7bit" 12 2', None),
    ("Content-Type: TEXT/Html; Charset=UTF-8\nContent-Transfer-Encoding: 8BIT\n\nx\n",
     '"text" "html" ("charset" "UTF-8") NIL NIL "8bit" 3 1', None),
    ("Content-Type: text/plain\n\nx", '"text" "plain" NIL NIL NIL "7bit" 1 0', None),
    ("Content-Type: multipart/mixed\n\nx\n", f'"text" "plain" {ASCII} NIL NIL "7bit" 3 1', None),
    (
        "Content-Type: image/png; name=a.png\nContent-ID: <1@x>\nContent-Description: a \"b\"\n"
        "Content-Transfer-Encoding: base64\nContent-Disposition: inline; filename=\"b c.png\"\n"
        "Content-Language: en, ja\nContent-Location: http://x/\nContent-MD5: Q2hl\n\nQUJD\n",
        r'"image" "png" ("name" "a.png") "<1@x>" "a \"b\"" "base64" 6',
        r'"image" "png" ("name" "a.png") "<1@x>" "a \"b\"" "base64" 6 '
        '"Q2hl" ("inline" ("filename" "b c.png")) ("en" "ja") "http://x/"',
    ),
    # beyond ASCII as RFC 2231 writes it, whatever the letter's own way was
    (
        "Content-Type: a/b; name*0*=iso-8859-1''%E9; name*1=.txt\n"
        "Content-Disposition: attachment; filename=あ\n\n",
        '"a" "b" ("name*" "utf-8\'\'%C3%A9.txt") NIL NIL "7bit" 0',
        '"a" "b" ("name*" "utf-8\'\'%C3%A9.txt") NIL NIL "7bit" 0 '
        'NIL ("attachment" ("filename*" "utf-8\'\'%E3%81%82")) NIL NIL',
    ),
    ("Content-Type: a/b\nContent-Disposition: inline\n\n",
     '"a" "b" NIL NIL NIL "7bit" 0', '"a" "b" NIL NIL NIL "7bit" 0 NIL ("inline" NIL) NIL NIL'),
    (
        "Content-Type: multipart/mixed; boundary=b\nContent-Language: en\n\n--b\n\none\n"
        "--b\nContent-Type: text/html\n\ntwo\n--b--\n",
        f'("text" "plain" {ASCII} NIL NIL "7bit" 3 0)'
        '("text" "html" NIL NIL NIL "7bit" 3 0) "mixed"',
        f'("text" "plain" {ASCII} NIL NIL "7bit" 3 0 NIL NIL NIL NIL)'
        '("text" "html" NIL NIL NIL "7bit" 3 0 NIL NIL NIL NIL) '
        '"mixed" ("boundary" "b") NIL ("en") NIL',
    ),
    (
        "Content-Type: message/rfc822\n\nSubject: in\n\none\n",
        '"message" "rfc822" NIL NIL NIL "7bit" 20 (NIL "in" NIL NIL NIL NIL NIL NIL NIL NIL) '
        f'("text" "plain" {ASCII} NIL NIL "7bit" 5 1) 3',
        '"message" "rfc822" NIL NIL NIL "7bit" 20 (NIL "in" NIL NIL NIL NIL NIL NIL NIL NIL) '
        f'("text" "plain" {ASCII} NIL NIL "7bit" 5 1 NIL NIL NIL NIL) 3 NIL NIL NIL NIL',
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "body", "extended"), STRUCTURES)
def test_body_and_bodystructure(text: str, body: str, extended: str | None) -> None:
    message = letter(text)
    assert message.imap_body == f"({body})".encode()
    assert message.imap_bodystructure == f"({extended or body + ' NIL NIL NIL NIL'})".encode()


def is_body(value: Value) -> None:
    """Follow RFC 3501 section 9: body-type-mpart, body-type-msg, -text, -basic; with extensions."""
    assert isinstance(value, list)
    if isinstance(value[0], list):
        parts = [item for item in value if isinstance(item, list) and item and item[0] is not None]
        subtype = next(place for place, item in enumerate(value) if isinstance(item, bytes))
        for part in value[:subtype]:
            is_body(part)
        assert parts
        assert len(value) == subtype + 5
        return
    kind, subtype_, parameters, _, _, encoding, octets = value[:7]
    assert isinstance(kind, bytes)
    assert isinstance(subtype_, bytes)
    assert parameters is None or (isinstance(parameters, list) and len(parameters) % 2 == 0)
    assert isinstance(encoding, bytes)
    assert isinstance(octets, int)
    rest = value[7:]
    if (kind, subtype_) == (b"message", b"rfc822"):
        envelope, inside, lines, *rest = rest
        assert isinstance(envelope, list)
        assert len(envelope) == 10
        assert isinstance(lines, int)
        is_body(inside)
    elif kind == b"text":
        assert isinstance(rest.pop(0), int)
    assert len(rest) == 4


@given(any_octets)
def test_any_octets_give_what_a_strict_client_can_read(octets: bytes) -> None:
    message = letter(octets)
    envelope = parse_one(message.imap_envelope)
    assert isinstance(envelope, list)
    assert len(envelope) == 10
    is_body(parse_one(message.imap_bodystructure))
    assert isinstance(parse_one(message.imap_body), list)


@pytest.mark.slow
def test_very_many_recipient_fields_are_read_in_good_time() -> None:
    header = fields(b"To: a@b\r\n" * 400_000)
    start = process_time()
    assert envelope(header).startswith(b'(NIL NIL NIL NIL NIL ((NIL NIL "a" "b")(NIL NIL "a" "b")')
    assert process_time() - start < 4  # seconds; one, where joining one by one takes nine
