"""SASLprep, RFC 4013: what is the same for a reader is the same for a server."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkit.protocols.saslprep import Prohibited, prepared


@pytest.mark.parametrize(
    ("typed", "compared"),
    [
        ("secret word", "secret word"),
        ("I\u00adX", "IX"),  # a soft hyphen shows nothing
        ("user", "user"),
        ("USER", "USER"),  # case counts
        ("ª", "a"),
        ("Ⅸ", "IX"),
        ("a\u00a0b\u3000c", "a b c"),
        ("ﾊﾟｽﾜｰﾄﾞ", "パスワード"),
        ("か\u3099", "が"),
        ("富士", "富士"),
        ("שלום", "שלום"),
        ("😀", "😀"),  # younger than Unicode 3.2: left as it is
    ],
)
def test_one_form_for_what_looks_alike(typed: str, compared: str) -> None:
    assert prepared(typed) == compared


@pytest.mark.parametrize(
    "typed",
    [
        "\x07",
        "a\x00b",
        "é\x7f",
        "\u2028",
        "\ue000",
        "\ufdd0",
        chr(0xD800),
        "\ufffd",
        "\u2ff0",
        "\u200e",
        "\U000e0041",
        "שa",  # two directions
        "ا1",  # RFC 3454 section 6: it must end as it begins
    ],
)
def test_what_no_name_and_no_password_may_hold(typed: str) -> None:
    with pytest.raises(Prohibited):
        prepared(typed)


@given(st.text())
def test_it_refuses_or_is_done_once_and_for_all(text: str) -> None:
    try:
        once = prepared(text)
    except Prohibited:
        return
    assert prepared(once) == once
