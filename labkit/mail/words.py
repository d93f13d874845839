"""Octets of a letter as text: charsets as they occur, encoded-words (RFC 2047). Never raises.

    encoded-word = "=?" charset ["*" language] "?" encoding "?" encoded-text "?="

Tolerant where writers are careless: unknown charsets, 8-bit octets in a header, a character cut in
two by the border of two encoded-words.
"""

from __future__ import annotations

import binascii
import re
from encodings import normalize_encoding
from encodings.aliases import aliases
from functools import lru_cache

_WORD = re.compile(rb"=\?([^?\s*]{1,40})(?:\*[^?\s]{0,20})?\?([bBqQ])\?([^?\r\n]*)\?=")
_BETWEEN = re.compile(rb"[ \t\r\n]*")
_HEX = re.compile(rb"=([0-9A-Fa-f]{2})")

# Codecs of Python that are no charsets; punycode and idna are slow on long hostile text.
_NO_CHARSETS = {
    "base64_codec", "bz2_codec", "hex_codec", "quopri_codec", "rot_13", "uu_codec", "zlib_codec",
    "mbcs", "idna", "punycode", "undefined",
}  # fmt: skip
_MORE_CHARSETS = {"koi8_u", "koi8_t", "cp874", "cp720", "cp737", "utf_8_sig"}
_CHARSETS = (set(aliases.values()) | _MORE_CHARSETS) - _NO_CHARSETS
# What writers say and what they mean: the larger charset of the same family.
_MEANT = {
    "shift_jis": "cp932",
    "iso2022_jp": "iso2022_jp_ext",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "latin_1": "cp1252",
}


@lru_cache(maxsize=256)
def codec(charset: str) -> str | None:
    """Return the name of Python's codec for *charset*, None if there is none for it.

    >>> codec("Shift_JIS")
    'cp932'
    """
    try:
        name = normalize_encoding(charset.strip()).lower()
    except (ValueError, UnicodeError):
        return None
    name = aliases.get(name, name)
    if name == "ascii" or name not in _CHARSETS:
        return None  # "us-ascii" with 8-bit octets in it is what ``text`` guesses best
    return _MEANT.get(name, name)


def text(octets: bytes, charset: str = "") -> str:
    """Return *octets* as text: in *charset*, or as UTF-8 where it fits, or as Latin-1."""
    name = codec(charset) if charset else None
    if name is not None:
        try:
            return octets.decode(name, "replace")
        except (LookupError, ValueError):
            pass
    try:
        return octets.decode()
    except UnicodeDecodeError:
        return octets.decode("latin-1")


def decoded(value: bytes) -> str:
    """Return a header value as text, its encoded-words decoded.

    >>> decoded(b"=?utf-8?Q?caf=C3=A9?= au lait")
    'café au lait'
    """
    if b"=?" not in value:
        return text(value)
    pieces: list[tuple[str, bytes]] = []  # charset ("" for plain text) and octets
    end = 0
    for match in _WORD.finditer(value):
        between = value[end : match.start()]
        charset = match[1].decode("latin-1").lower()
        octets = _octets(match[2], match[3])
        # Section 6.2: space between two encoded-words is not shown.
        if pieces and pieces[-1][0] and _BETWEEN.fullmatch(between):
            between = b""
        if between:
            pieces.append(("", between))
        if pieces and pieces[-1][0] == charset and not charset.startswith("iso-2022"):
            pieces[-1] = (charset, pieces[-1][1] + octets)
        else:
            pieces.append((charset, octets))
        end = match.end()
    pieces.append(("", value[end:]))
    return "".join([text(octets, charset) for charset, octets in pieces])


def from_base64(octets: bytes) -> bytes:
    """Return what *octets* stand for as far as they are base64: other octets are passed over."""
    letters = _NOT_BASE64.sub(b"", octets)
    whole = len(letters) - (len(letters) % 4 == 1)  # one letter alone stands for no octet
    try:
        return binascii.a2b_base64(letters[:whole] + b"=" * (-whole % 4))
    except binascii.Error:
        return b""


_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")


def _octets(encoding: bytes, encoded: bytes) -> bytes:
    if encoding in b"bB":
        return from_base64(encoded)
    plain = encoded.replace(b"_", b" ")
    return _HEX.sub(lambda match: bytes([int(match[1], 16)]), plain)
