"""An SMTP session read envelope by envelope, from what really passed on the wire."""

from __future__ import annotations

from labkit import Lab
from labkit.lab.evidence import evidence
from labkit.lessons.evidence import Evidence
from labkit.lessons.transactions import Transaction, brought, exchanges, filed, transactions
from labkit.lessons.workbook import Workbook


def seen(lab: Lab) -> Evidence:
    return evidence(lab._household, Workbook())


def typed(lab: Lab, *lines: str) -> Evidence:
    lab.talk("mx").say("EHLO me", *lines)
    return seen(lab)


def test_each_command_has_the_code_that_answered_it(lab: Lab) -> None:
    [talk] = typed(lab, "DATA", "MAIL FROM:<>", "RCPT TO:<ken@fuji.example>", "DATA", "QUIT", ".",
                   "QUIT").sessions  # fmt: skip
    assert list(exchanges(talk)) == [
        ("EHLO me", "250"),
        ("DATA", "503"),
        ("MAIL FROM:<>", "250"),
        ("RCPT TO:<ken@fuji.example>", "250"),
        ("DATA", "354"),
        (".", "250"),  # the QUIT before it was the letter's text
        ("QUIT", "221"),
    ]


def test_an_envelope_says_whom_the_server_took_and_whom_not(lab: Lab) -> None:
    names = [f"RCPT TO:<{name}@fuji.example>" for name in ("ken", "nobody", "mika")]
    [talk] = typed(lab, "MAIL FROM:<> SIZE=99", *names, "DATA", "", ".", "MAIL FROM:<>").sessions
    first, second = transactions(talk)
    good, bad = ["ken@fuji.example", "mika@fuji.example"], {"nobody@fuji.example": "550"}
    assert first == Transaction("250", 99, good, bad, taken=True)
    assert second == Transaction("250")


def test_other_protocols_have_no_envelopes(lab: Lab) -> None:
    lab.tablet.get()
    [talk] = seen(lab).sessions
    assert transactions(talk) == ()
    assert list(exchanges(talk)) == []


def test_a_letter_belongs_to_the_session_that_brought_it(lab: Lab) -> None:
    lab.aya.send(["ken@fuji.example", "boss@sakura.example"])
    found = seen(lab)
    handed_in, *relayed = found.sessions
    assert brought(found, handed_in) == ["A"]
    assert [brought(found, talk) for talk in relayed] == [[], []]
    assert filed(found, handed_in) == set()
    assert [filed(found, talk) for talk in relayed] == [
        {"ken@fuji.example"},
        {"boss@sakura.example"},
    ]


def test_what_lies_in_no_mailbox_yet_was_not_brought(lab: Lab) -> None:
    lab.hold()
    lab.aya.send()
    found = seen(lab)
    assert brought(found, found.sessions[0]) == []
