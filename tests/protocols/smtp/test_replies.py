"""Replies get their enhanced code and stay one line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkit.protocols.smtp.replies import ENHANCED, Refused, completed, wire_form


@pytest.mark.parametrize(
    ("reply", "verb", "full"),
    [
        ("250 OK", "MAIL", "250 2.1.0 OK"),
        ("250 OK", "RCPT", "250 2.1.5 OK"),
        ("250 OK", "NOOP", "250 2.0.0 OK"),
        ("250-one", "HELP", "250-2.0.0 one"),
        ("550 5.1.1 nobody", "RCPT", "550 5.1.1 nobody"),
        ("550 5.1.1", "RCPT", "550 5.1.1"),
        ("599 odd", "RCPT", "599 5.0.0 odd"),
        ("354 go on", "DATA", "354 go on"),
        ("334 ", "AUTH", "334 "),
        ("220 mx", "", "220 mx"),
        ("250-mx", "EHLO", "250-mx"),
        ("501 Syntax", "HELO", "501 Syntax"),
    ],
)
def test_completed(reply: str, verb: str, full: str) -> None:
    assert completed(reply, verb) == full
    assert completed(full, verb) == full


def test_each_code_has_an_enhanced_code_of_its_own_class() -> None:
    assert all(code[0] == enhanced[0] for code, enhanced in ENHANCED.items())


@given(st.text())
def test_a_reply_is_one_line_of_at_most_512_octets(text: str) -> None:
    line = wire_form(f"550 5.1.1 {text}")
    assert line.endswith(b"\r\n")
    assert len(line) <= 512
    assert not set(line[:-2].decode()) & {chr(number) for number in range(32)}


def test_a_refusal_knows_its_reply() -> None:
    assert Refused(550, "5.1.1", "nobody").reply == "550 5.1.1 nobody"
