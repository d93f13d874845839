"""Octets as text, encoded-words."""

from __future__ import annotations

import base64
from email.header import Header, decode_header, make_header

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkit.mail.words import codec, decoded, from_base64, text
from tests.mail.letters import any_octets


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (b"plain", "plain"),
        (b"=?utf-8?Q?caf=C3=A9_au?= lait", "café au lait"),
        (b"=?UTF-8?B?44GT44KT44Gr44Gh44Gv?=", "こんにちは"),
        (b"=?utf-8?q?a?= \t =?utf-8?q?b?=", "ab"),  # RFC 2047 section 8
        (b"=?utf-8?q?a?= =?iso-8859-1?q?=E9?=", "aé"),
        (b"=?utf-8?q?a?= b =?utf-8?q?c?=", "a b c"),
        (b"=?utf-8?q?a_?= b", "a  b"),
        (b"=?utf-8?B?44E=?= =?utf-8?B?kw==?=", "こ"),  # a character cut in two
        (b"=?iso-2022-jp?B?GyRCJDMbKEI=?= =?iso-2022-jp?B?GyRCJHMbKEI=?=", "こん"),
        (b"=?Shift_JIS?B?g0GHQA==?=", "ア①"),  # ① is of CP932 only
        (b"=?utf-8*en?q?hi?=", "hi"),  # RFC 2231 section 5
        (b"=?nonsense?q?=41?=", "A"),
        (b"=?us-ascii?q?=C3=A9?=", "é"),
        (b"=?utf-8?q?=?=", "="),
        (b"=?utf-8?x?a?=", "=?utf-8?x?a?="),
        (b"=?utf-8?q?a", "=?utf-8?q?a"),
        (b"=?utf-8?B?Y?=", ""),
        ("raw あ".encode(), "raw あ"),
        (b"raw \xe9", "raw é"),
    ],
)
def test_a_header_value_as_text(value: bytes, expected: str) -> None:
    assert decoded(value) == expected


@pytest.mark.parametrize("charset", ["idna", "punycode", "rot13", "hex", "unicode_escape",
                                     "undefined", "x\0y", "", "..", "base64"])  # fmt: skip
def test_what_is_no_charset_is_not_tried(charset: str) -> None:
    assert codec(charset) is None
    assert text(b"caf\xc3\xa9", charset) == "café"


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]), max_size=60))
def test_agrees_with_the_standard_library_about_what_it_writes(words: str) -> None:
    written = Header(words, "utf-8", maxlinelen=76).encode(linesep="\n").replace("\n", "")
    assert decoded(written.encode()) == str(make_header(decode_header(written)))


@given(any_octets, st.sampled_from(["", "utf-8", "utf-7", "iso-2022-jp", "utf-16", "gb2312", "hz"]))
def test_never_raises(octets: bytes, charset: str) -> None:
    assert isinstance(text(octets, charset), str)
    assert isinstance(decoded(octets), str)
    from_base64(octets)


@given(st.binary(max_size=50))
def test_base64_with_what_does_not_belong_there(octets: bytes) -> None:
    assert from_base64(base64.encodebytes(octets)) == octets
    assert from_base64(base64.b64encode(octets).rstrip(b"=")) == octets
