"""Untrusted values made harmless for a line of a letter: no line begins or ends in them.

Addresses and replies come from outside. A line break in one would begin a header field, a MIME
part or a line of our own text; a character that turns the writing direction would hide the rest.
"""

from __future__ import annotations

import base64
import textwrap
import unicodedata

MAX_LINE = 500  # characters that are repeated; no honest reply is longer
MAX_ADDRESS = 64 + 1 + 255  # RFC 5321 section 4.5.3.1
# Controls, format characters (those that turn the direction), halves of characters, line ends.
_HARMFUL = {"Cc", "Cf", "Cs", "Zl", "Zp"}
# RFC 2047 section 2: a line with an encoded-word has 76 characters; "Subject: =?utf-8?B??=" 21.
_WORD = 39


def one_line(text: str, limit: int = MAX_LINE) -> str:
    """Return *text* as one line of at most *limit* characters, to be read by people.

    >>> one_line("550 no\\r\\nBcc: x")
    '550 no Bcc: x'
    """
    harmless = (
        " " if unicodedata.category(each) in _HARMFUL else each for each in text[: 4 * limit]
    )
    line = " ".join("".join(harmless).split())
    return line if len(line) <= limit else f"{line[: limit - 1]}…"


def ascii_line(text: str, limit: int = MAX_LINE) -> str:
    """Return *text* as one line of printable ASCII; "?" stands for what isn't."""
    return one_line(text, limit).replace("…", "...").encode("ascii", "replace").decode()


def unbroken(text: str) -> str:
    """Return *text*, an address, as it is but for what no header line can hold.

    RFC 3464 section 2.3.2 wants it unchanged otherwise, double spaces too.
    """
    return "".join(
        "?" if unicodedata.category(each) in _HARMFUL else each for each in text[:MAX_ADDRESS]
    )


def field(name: str, value: str) -> str:
    """Return a header field, folded where it is long; *value* is one line of printable ASCII."""
    lines = textwrap.wrap(f"{name}: {value}", 76, break_long_words=False, break_on_hyphens=False)
    return "\r\n ".join(lines) + "\r\n"


def text_field(name: str, text: str) -> str:
    """Return a header field with words of people, as encoded-words (RFC 2047) if need be."""
    line = one_line(text)
    if line.isascii() and "=?" not in line:
        return field(name, line)
    words = [f"=?utf-8?B?{base64.b64encode(piece).decode()}?=" for piece in _pieces(line)]
    return f"{name}: " + "\r\n ".join(words) + "\r\n"


def _pieces(text: str) -> list[bytes]:
    """Return *text* in UTF-8, in pieces for one encoded-word each: no character is cut in two."""
    pieces = [b""]
    for character in text:
        octets = character.encode()
        if len(pieces[-1]) + len(octets) > _WORD:
            pieces.append(b"")
        pieces[-1] += octets
    return pieces
