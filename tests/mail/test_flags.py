"""Flags: spelling and order on the wire."""

from __future__ import annotations

from itertools import permutations

import pytest

from labkit.mail.flags import DELETED, FLAGGED, SEEN, SYSTEM_FLAGS, canonical, ordered, wire_form


@pytest.mark.parametrize("flag", SYSTEM_FLAGS)
def test_a_system_flag_has_one_spelling(flag: str) -> None:
    assert canonical(flag.upper()) == canonical(flag.lower()) == flag


def test_a_keyword_keeps_its_spelling() -> None:
    assert canonical("$Forwarded") == "$Forwarded"
    assert canonical("seen") == "seen"  # without a backslash it is a keyword


def test_the_order_is_always_the_same() -> None:
    expected = [FLAGGED, DELETED, SEEN, "$A", "b"]
    for flags in permutations(expected):
        assert ordered(flags) == expected


def test_the_wire_form() -> None:
    assert wire_form(frozenset()) == b"()"
    assert wire_form(frozenset({SEEN, "$Junk", DELETED})) == rb"(\Deleted \Seen $Junk)"
