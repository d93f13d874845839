"""Untrusted values never begin a line."""

from __future__ import annotations

import re
from email.header import decode_header, make_header

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkit.agents.harmless import (
    MAX_ADDRESS,
    MAX_LINE,
    ascii_line,
    field,
    one_line,
    text_field,
    unbroken,
)

anything = st.text(st.characters(codec=None), max_size=700)
_FOLDED = re.compile(r"[!-9;-~]+:[ -~]*(?:\r\n [ -~]+)*\r\n")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\r\nBcc: b", "a Bcc: b"),
        ("a\n.\nb", "a . b"),
        ("a\x85b\u2028c\u2029d", "a b c d"),
        ("\u202egpj.exe", "gpj.exe"),  # would be read as exe.jpg
        ("half \ud800", "half"),
        ("お茶", "お茶"),
        ("x" * 600, "x" * (MAX_LINE - 1) + "…"),
    ],
)
def test_what_people_read_is_one_line(text: str, shown: str) -> None:
    assert one_line(text) == shown


@given(anything)
def test_any_text_becomes_one_short_line(text: str) -> None:
    line = one_line(text)
    assert len(line) <= MAX_LINE
    assert len(line.splitlines()) <= 1
    assert re.fullmatch("[ -~]*", ascii_line(text))
    assert line == one_line(line.encode().decode())


@given(anything)
def test_an_address_keeps_its_length_and_what_is_printable(text: str) -> None:
    kept = unbroken(text)
    assert len(kept) == min(len(text), MAX_ADDRESS)
    assert len(kept.splitlines()) <= 1
    if text.isascii() and text.isprintable():
        assert kept == text[:MAX_ADDRESS]


@given(anything)
def test_a_field_is_one_field_however_long(text: str) -> None:
    assert _FOLDED.fullmatch(field("Diagnostic-Code", ascii_line(text)))


@given(anything)
def test_words_in_a_header_come_back_as_they_were(text: str) -> None:
    written = text_field("Subject", text)
    assert _FOLDED.fullmatch(written)
    assert max(len(line) for line in written.split("\r\n")) <= 76 or "=?utf-8" not in written
    value = written.partition(": ")[2].replace("\r\n ", " ").strip()
    # Where words were encoded the spaces between them don't count; else folding is a space.
    assert str(make_header(decode_header(value))) == one_line(text)


def test_what_looks_encoded_is_encoded_again() -> None:
    assert "=?utf-8?B?" in text_field("Subject", "=?utf-8?B?QUJD?=")
