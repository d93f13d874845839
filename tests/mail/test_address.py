"""Addresses as people type them and as SMTP says them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkit.mail.address import Address, BadAddress

GOOD = [  # text, local, domain, written again
    ("ken@fuji.example", "ken", "fuji.example", "ken@fuji.example"),
    (" Ken@FUJI.Example. \r\n", "Ken", "fuji.example", "Ken@fuji.example"),
    ('"ken"@fuji.example', "ken", "fuji.example", "ken@fuji.example"),
    ('"k e"@fuji.example', "k e", "fuji.example", '"k e"@fuji.example'),
    ('"a@b"@c', "a@b", "c", '"a@b"@c'),
    (r'"a\"b\\"@c', 'a"b\\', "c", r'"a\"b\\"@c'),
    ('""@c', "", "c", '""@c'),
    ("ken%other.example@fuji.example", "ken%other.example", "fuji.example", None),
    ("a@[127.0.0.1]", "a", "[127.0.0.1]", None),
    ("a@[IPv6:::1]", "a", "[ipv6:::1]", "a@[ipv6:::1]"),
    ("けん@例え.jp", "けん", "例え.jp", None),
]
BAD = [
    "", "ken", "@fuji.example", "ken@", "a b@c", "a@b c", ".a@c", "a.@c", "a..b@c", "a@b..",
    "a@.b", "a@-b", "a@b-", "a@b@c", "<a@b>", '"a@b', '"a"b@c', '"a"', "a,b@c", "a@b_c",
    "a\0b@c", "a@b\nc", "\ud800@c", '"\ud800"@c', "a" * 65 + "@c", "a@" + "b." * 128 + "c",
    "ken\uff20fuji.example", "\u3051" * 22 + "@c", "@a,@b:c@d",
]  # fmt: skip


@pytest.mark.parametrize(("text", "local", "domain", "written"), GOOD)
def test_what_is_an_address(text: str, local: str, domain: str, written: str | None) -> None:
    address = Address.parse(text)
    assert (address.local, address.domain) == (local, domain)
    assert str(address) == (written or text)
    assert Address.parse(str(address)) == address


@pytest.mark.parametrize("text", BAD)
def test_what_is_none_is_refused_with_one_sentence(text: str) -> None:
    with pytest.raises(BadAddress) as refused:
        Address.parse(text)
    sentence = str(refused.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence


def test_only_what_needs_smtputf8_is_not_ascii() -> None:
    assert Address.parse("ken@fuji.example").is_ascii
    assert not Address.parse("けん@fuji.example").is_ascii
    assert not Address.parse("ken@例え.jp").is_ascii


@given(st.text(max_size=40) | st.text(alphabet='a@."\\ %[]<>', max_size=12))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    try:
        address = Address.parse(text)
    except BadAddress:
        return
    assert Address.parse(str(address)) == address
    assert "\n" not in str(address)
