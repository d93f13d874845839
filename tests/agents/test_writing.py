"""From what was typed to a letter to hand in."""

from __future__ import annotations

import pytest

from labkit.agents.trouble import Trouble
from labkit.agents.writing import Address, draft_of, handed_in, recipients
from labkit.records import Draft

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
