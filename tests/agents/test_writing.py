"""From what was typed to a letter to hand in."""

from __future__ import annotations

import pytest

from labkit.agents.held import Held
from labkit.agents.trouble import Trouble
from labkit.agents.writing import (
    Address,
    addresses,
    answer_to,
    draft_again,
    draft_of,
    forward_of,
    handed_in,
    recipients,
    reverse_path,
)
from labkit.mail.compose import compose
from labkit.mail.message import Message
from labkit.records import Draft
from labkit.wire.clock import START

KEN, MIKA = "ken@fuji.example", "mika@fuji.example"


def typed(to: Address, subject: str | None = None, body: str | None = None) -> Draft:
    return draft_of(to, subject, body, (), (), "en")


@pytest.mark.parametrize("to", [f"{KEN}, {MIKA}", f"{KEN}；{MIKA}、", [KEN, f" {MIKA} "]])
def test_addresses_may_be_typed_in_many_ways(to: Address) -> None:
    assert typed(to).to == (KEN, MIKA)


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        (None, "B: picnic"),
        ("", "B: picnic"),
        ("hello", "B: hello"),
        ("A: hello", "B: hello"),
        ("A：こんにちは", "B: こんにちは"),
        ("Re: hello", "B: Re: hello"),
        ("Re: A: hello", "B: Re: hello"),
        ("fwd: Re: A: hello", "B: fwd: Re: hello"),
        ("A: Re: hello", "B: Re: hello"),
        ("plan B: hello", "B: plan B: hello"),
        ("TODO: hello", "B: TODO: hello"),
        ("two\nlines", "B: two lines"),
    ],
)
def test_the_subject_begins_with_the_letters_name(subject: str | None, expected: str) -> None:
    assert handed_in(typed(KEN, subject), "B", "picnic", "Aya").subject == expected


def test_a_text_is_written_only_where_none_was_given() -> None:
    assert handed_in(typed(KEN), "B", "picnic", "Aya").body == (
        "Hello Ken,\n\nthis is letter B. It is about the picnic.\n\nAya\n"
    )
    assert handed_in(typed(KEN, body=""), "B", "picnic", "Aya").body == ""
    assert handed_in(typed(KEN, body="{letter}"), "B", "picnic", "Aya").body == "{letter}"


def test_everybody_is_on_the_envelope_once() -> None:
    draft = Draft((f"Ken <{KEN}>",), "", "", cc=(MIKA,), bcc=(KEN, "boss@sakura.example"))
    assert recipients(draft) == (KEN, MIKA, "boss@sakura.example")


@pytest.mark.parametrize("bad", ["ken", f"{KEN}\x00", "<>", f"{KEN}\r\nDATA"])
def test_what_is_no_address_is_told(bad: str) -> None:
    with pytest.raises(Trouble, match="is not a mail address") as caught:
        typed([bad])
    assert "\r" not in str(caught.value)


@pytest.mark.parametrize("odd", [5, [5], object(), [None]])
def test_addresses_of_a_wrong_kind_are_told(odd: Address) -> None:
    with pytest.raises(Trouble, match="is not a mail address"):
        typed(odd)


def test_half_a_character_can_be_told() -> None:
    with pytest.raises(Trouble, match="is not a mail address") as caught:
        typed("\ud800@fuji.example")
    str(caught.value).encode()


def test_a_subject_and_a_text_may_be_numbers() -> None:
    draft = handed_in(typed(KEN, 5, 6), "B", "picnic", "Aya")  # type: ignore[arg-type]
    assert (draft.subject, draft.body) == ("B: 5", "6")


def test_nobody_is_told() -> None:
    with pytest.raises(Trouble, match="somebody"):
        typed(" , ")


def held(header: str, letter: str = "A", body: str = "Hello\r\n") -> Held:
    return Held(1, letter, Message(f"{header}\r\n{body}".encode(), START), "view")


@pytest.mark.parametrize(
    ("subject", "answer", "forward"),
    [
        ("A: hello", "B: Re: hello", "B: Fwd: hello"),
        ("A: Re: hello", "B: Re: hello", "B: Fwd: Re: hello"),
        ("A: Fwd: hello", "B: Re: Fwd: hello", "B: Fwd: hello"),
        ("RE:hello", "B: RE:hello", "B: Fwd: RE:hello"),
        ("", "B: Re:", "B: Fwd:"),
        ("plan B: hello", "B: Re: plan B: hello", "B: Fwd: plan B: hello"),
    ],
)
def test_re_and_fwd_stand_before_a_subject_once(subject: str, answer: str, forward: str) -> None:
    letter = held(f"From: {KEN}\r\nSubject: {subject}\r\n")
    again = answer_to(letter, None, "Aya", "en"), forward_of(letter, MIKA, None, "Aya", "en")
    assert [handed_in(draft, "B", "picnic", "Aya").subject for draft in again] == [answer, forward]


def test_a_letters_name_may_be_longer_than_one_letter() -> None:
    letter = held(f"From: {KEN}\r\nSubject: AB: hello\r\n", "AB")
    draft = answer_to(letter, None, "Aya", "en")
    assert handed_in(draft, "AC", "picnic", "Aya").subject == "AC: Re: hello"
    assert draft.body == "Thank you for letter AB.\n\nAya\n"


def test_an_answer_has_one_line_of_each_field() -> None:
    letter = held(
        "From: =?utf-8?q?a=0D=0ABcc:_b=40x.example?= <ken@fuji.example>\r\n"
        "Subject: =?utf-8?q?a=0D=0ABcc:_b=40x.example?=\r\nMessage-ID: <1@x>\r\n"
    )
    draft = answer_to(letter, None, "Aya", "en")
    assert draft.answers == ("<1@x>",)
    octets = compose(handed_in(draft, "B", "", "Aya"), MIKA, "Mika", START, "<2@x>")
    names = [field.name for field in Message(octets, START).header]
    assert names[:7] == [
        b"From", b"To", b"Subject", b"Date", b"Message-ID", b"In-Reply-To", b"References",
    ]  # fmt: skip


def test_a_draft_again_keeps_what_was_not_written_anew() -> None:
    letter = held(f'To: "Ito, K." <{KEN}>, {MIKA}\r\nCc: {MIKA}\r\nSubject: A: hello\r\n')
    same = draft_again(letter, None, None, "en")
    assert (same.to, same.cc) == ((f"Ito, K. <{KEN}>", MIKA), (MIKA,))
    assert (same.subject, same.body.rstrip()) == ("hello", "Hello")
    other = draft_again(letter, "", "", "en")
    assert (other.subject, other.body) == ("", "")


@pytest.mark.parametrize(
    ("given", "meant"), [(None, None), ("", ""), ("<>", ""), (f"Ken <{KEN}>", KEN), (KEN, KEN)]
)
def test_a_reverse_path_is_an_address_or_null(given: str | None, meant: str | None) -> None:
    assert reverse_path(given, "en") == meant


def test_a_reverse_path_that_is_none() -> None:
    with pytest.raises(Trouble, match="is not a mail address"):
        reverse_path("ken>\r\nRCPT TO:<x@y", "en")


def test_the_addresses_of_an_envelope_have_no_names() -> None:
    assert addresses(f"Ken <{KEN}>, {KEN}, {MIKA}", "en") == (KEN, MIKA)
    assert addresses((), "en") == ()
