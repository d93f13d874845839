"""Sections against the octets, with the example of RFC 3501 section 6.4.5 in small."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkit.mail.message import Message
from labkit.protocols.imap.grammar import Arguments
from labkit.protocols.imap.responses import SyntaxRefused
from labkit.protocols.imap.sections import Partial, Section
from tests.protocols.imap.talk import NOW

TEXT_PART = b"Content-Type: text/plain\r\n\r\n"
INNER_HEADER = b'Subject: inner\r\nContent-Type: multipart/mixed; boundary="in"\r\n\r\n'
INNER_BODY = b"--in\r\n" + TEXT_PART + b"first\r\n--in\r\n" + TEXT_PART + b"second\r\n--in--\r\n"
RFC822_PART = b"Content-Type: message/rfc822\r\nX-Part: 2\r\n\r\n"
HEADER = (
    b"From: aya@sakura.example\r\nSubject: outer\r\n folded\r\nsubject: again\r\n"
    b'Content-Type: multipart/mixed; boundary="out"\r\n\r\n'
)
BODY = (
    b"preamble\r\n--out\r\n" + TEXT_PART + b"hello\r\n--out\r\n"
    + RFC822_PART + INNER_HEADER + INNER_BODY + b"\r\n--out--\r\n"
)  # fmt: skip
LETTER = Message(HEADER + BODY, NOW)
PLAIN = Message(b"Subject: plain\r\n\r\nhello\r\n", NOW)


def section(text: bytes) -> Section:
    arguments = Arguments(text)
    found = Section.parse(arguments)
    arguments.end()
    return found


@pytest.mark.parametrize(
    ("text", "octets"),
    [
        (b"[]", HEADER + BODY),
        (b"[HEADER]", HEADER),
        (b"[TEXT]", BODY),
        (b"[HEADER.FIELDS (SUBJECT)]", b"Subject: outer\r\n folded\r\nsubject: again\r\n\r\n"),
        (b"[HEADER.FIELDS (X-None)]", b"\r\n"),
        (
            b"[header.fields.not (subject content-type)]",
            b"From: aya@sakura.example\r\n\r\n",
        ),
        (b"[1]", b"hello"),
        (b"[1.MIME]", TEXT_PART),
        (b"[1.HEADER]", None),
        (b"[1.TEXT]", None),
        (b"[2]", INNER_HEADER + INNER_BODY),
        (b"[2.MIME]", RFC822_PART),
        (b"[2.HEADER]", INNER_HEADER),
        (b"[2.HEADER.FIELDS (Subject)]", b"Subject: inner\r\n\r\n"),
        (b"[2.TEXT]", INNER_BODY),
        (b"[2.1]", b"first"),
        (b"[2.2]", b"second"),
        (b"[2.2.MIME]", TEXT_PART),
        (b"[2.3]", None),
        (b"[3]", None),
        (b"[1.1.1.1]", None),
    ],
)
def test_octets(text: bytes, octets: bytes | None) -> None:
    assert section(text).octets(LETTER) == octets


@pytest.mark.parametrize(
    ("text", "octets"),
    [
        (b"[1]", b"hello\r\n"),
        (b"[TEXT]", b"hello\r\n"),
        (b"[2]", None),
        (b"[1.MIME]", PLAIN.octets[:18]),
    ],
)
def test_a_plain_letter_has_one_part(text: bytes, octets: bytes | None) -> None:
    assert section(text).octets(PLAIN) == octets


@pytest.mark.parametrize(
    "text",
    [b"[", b"[0]", b"[MIME]", b"[1.]", b"[.1]", b"[1.2.FOO]", b"[HEADER.FIELDS]", b"[TEXT",
     b"[HEADER.FIELDS ()]", b"[HEADER.FIELDS (a  b)]", b"[1 ]", b"[" + b"1." * 101 + b"1]"],
)  # fmt: skip
def test_no_section(text: bytes) -> None:
    with pytest.raises(SyntaxRefused):
        section(text)


def test_the_label_repeats_what_was_asked() -> None:
    for text in (b"[]", b"[1.2.HEADER]", b"[HEADER.FIELDS (Subject x-odd)]", b"[3.MIME]"):
        assert section(text).label() == text
    assert section(b'[HEADER.FIELDS ("a b")]').label() == b'[HEADER.FIELDS ("a b")]'


@given(st.binary(), st.integers(0, 200), st.integers(1, 200))
def test_partial(octets: bytes, start: int, count: int) -> None:
    partial = Partial.parse(Arguments(b"<%d.%d>" % (start, count)))
    assert partial is not None
    assert partial.of(octets) == octets[start:][:count]
    assert partial.label() == b"<%d>" % start


@pytest.mark.parametrize("text", [b"<0>", b"<0.0>", b"<-1.2>", b"<1.2", b"<99999999999.1>"])
def test_no_partial(text: bytes) -> None:
    with pytest.raises(SyntaxRefused):
        Partial.parse(Arguments(text))
    assert Partial.parse(Arguments(b"")) is None


@given(
    st.binary(max_size=300), st.sampled_from([b"[1]", b"[1.2.HEADER]", b"[2.TEXT]", b"[1.MIME]"])
)
def test_no_letter_breaks_it(octets: bytes, text: bytes) -> None:
    found = section(text).octets(Message(octets, NOW))
    assert found is None or found in octets


@given(st.binary(max_size=300), st.lists(st.sampled_from([b"a", b"b"]), min_size=1))
def test_fields_and_the_others_are_the_header(octets: bytes, names: list[bytes]) -> None:
    letter = Message(b"A: 1\r\nb: 2\r\n" + octets, NOW)
    listed = b" ".join(names)
    one = section(b"[HEADER.FIELDS (%b)]" % listed).octets(letter)
    other = section(b"[HEADER.FIELDS.NOT (%b)]" % listed).octets(letter)
    header = section(b"[HEADER]").octets(letter)
    assert one is not None
    assert other is not None
    assert header is not None
    blank = len(header) - sum(len(field.raw) for field in letter.header)
    assert len(one) + len(other) == len(header) + blank
    assert one.endswith(header[len(header) - blank :])
