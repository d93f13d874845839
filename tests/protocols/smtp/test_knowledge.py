"""What the server knows: refusals change nothing, the end of a letter forgets the envelope."""

from __future__ import annotations

import copy

import pytest

from labkit.protocols.smtp.knowledge import DOT, Knowledge
from labkit.protocols.smtp.states import BY_VERB
from labkit.texts import LANGUAGES, tell


def full() -> Knowledge:
    known = Knowledge()
    for verb, argument in [
        ("EHLO", "pc"),
        ("AUTH", "aya"),
        ("MAIL", "a@a.example"),
        ("RCPT", "b@b.example"),
    ]:
        assert not known.replied(verb, argument, "250")
    return known


@pytest.mark.parametrize("verb", BY_VERB)
@pytest.mark.parametrize("code", ["", "354", "450", "550"])
def test_a_refusal_changes_nothing(verb: str, code: str) -> None:
    known = full()
    before = copy.deepcopy(known)
    assert not known.replied(verb, "other", code)
    assert known == before


@pytest.mark.parametrize("code", ["250", "451", "550"])
def test_the_reply_to_a_letter_forgets_the_envelope(code: str) -> None:
    known = full()
    known.holds_letter()
    assert known.replied(DOT, "", code) == (code == "250")
    keys = [notice.key.rpartition(".")[2] for notice in known.notices()]
    assert keys == ["client", "login"] + ["responsible"] * (code == "250")


def test_a_new_letter_is_a_new_responsibility() -> None:
    known = full()
    known.replied(DOT, "", "250")
    known.replied("MAIL", "", "250")
    assert [tell("en", notice) for notice in known.notices()] == [
        "client = pc",
        "login = aya",
        "from = <>",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_of_it_can_be_told(language: str) -> None:
    known = full()
    known.holds_letter()
    assert all(tell(language, notice) for notice in known.notices())  # type: ignore[arg-type]
