"""Modified UTF-7, there and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkit.protocols.imap.mutf7 import BadName, decode, encode


@pytest.mark.parametrize(
    ("name", "octets"),
    [
        ("INBOX", b"INBOX"),
        ("~peter/mail/台北/日本語", b"~peter/mail/&U,BTFw-/&ZeVnLIqe-"),  # RFC 3501 section 5.1.3
        ("&", b"&-"),
        ("a&b-c", b"a&-b-c"),
        ("😀", b"&2D3eAA-"),
        ("tab\t", b"tab&AAk-"),
    ],
)
def test_names(name: str, octets: bytes) -> None:
    assert encode(name) == octets
    assert decode(octets) == name


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_every_name_comes_back(name: str) -> None:
    assert decode(encode(name)) == name


@pytest.mark.parametrize(
    "octets",
    [b"&", b"&Jjo", b"&!!-", b"&Jj-", b"&AGE-", b"&2D0-", b"\xc3\xa4", b"&ZeVnLIqe-&U,A-", b"&A-"],
)
def test_other_spellings_are_refused(octets: bytes) -> None:
    with pytest.raises(BadName):
        decode(octets)


@given(st.binary(max_size=30))
def test_octets_are_a_name_in_one_spelling_or_none(octets: bytes) -> None:
    try:
        name = decode(octets)
    except BadName:
        return
    assert encode(name) == octets
