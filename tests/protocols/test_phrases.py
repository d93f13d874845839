"""Phrases: English for everybody, and another language for who asks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkit.protocols.phrases import Phrase, translated

TABLE = {"you have {what}": "{what}があります", "{count} letters": "{count}通", "hello": "やあ"}


def test_a_phrase_is_its_english() -> None:
    assert Phrase("{count} letters", count=2) == "2 letters"
    assert Phrase("hello") == "hello"


def test_phrases_within_phrases_are_translated() -> None:
    held = Phrase("{count} letters", count=2)
    assert translated(Phrase("you have {what}", what=held), TABLE) == "2通があります"
    assert translated("hello", TABLE) == "やあ"


@pytest.mark.parametrize("text", ["2 320", "", Phrase("{count} days", count=3)])
def test_what_the_table_does_not_know_stays(text: str) -> None:
    assert translated(text, TABLE) == text


@given(st.text() | st.sampled_from(["{count}", "{", "hello", "{0.__class__}"]))
def test_what_a_client_said_is_repeated_not_understood(said: str) -> None:
    assert Phrase("you have {what}", what=said) == f"you have {said}"
    assert translated(Phrase("you have {what}", what=said), TABLE) == f"{said}があります"
