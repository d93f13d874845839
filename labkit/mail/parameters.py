"""A value with parameters, as Content-Type and Content-Disposition have it. Never raises.

    value     = token *(";" attribute "=" (token / quoted-string))     ; RFC 2045 section 5.1
    attribute = name ["*" number] ["*"]                                ; RFC 2231 sections 3, 4

Tolerant: spaces in an unquoted value, a quote that is never closed, 8-bit octets, doubled ";".
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote_to_bytes

from labkit.mail import words

# Possessive, and a name begins only where a word does: linear time whatever the octets.
_PARAMETER = re.compile(
    rb'(?<![^\s;])([^\s=;"]++)\s*+=\s*+(?:"((?:[^"\\]|\\.)*+)"?|([^;]*+))', re.DOTALL
)
_ESCAPED = re.compile(rb"\\(.)", re.DOTALL)
_NUMBERED = re.compile(r"([^*]+)(?:\*([0-9]{1,3}))?(\*)?")
_LONGEST_KEPT = 400  # octets: longer values are rare, and a cache of them would be large
_LONGEST_READ = 64 * 1024

Parameters = dict[str, str]


def parse(value: bytes) -> tuple[str, Parameters]:
    """Return the value in lower case and its parameters, decoded, their names in lower case.

    >>> parse(b'text/plain; charset="utf-8"')
    ('text/plain', {'charset': 'utf-8'})
    """
    main, found = (
        _parse_kept(value) if len(value) <= _LONGEST_KEPT else _parse(value[:_LONGEST_READ])
    )
    return main, dict(found)


def _parse(value: bytes) -> tuple[str, Parameters]:
    if b"(" in value:
        value = without_comments(value)
    main, semicolon, _ = value.partition(b";")
    plain: Parameters = {}
    numbered: dict[str, dict[int, tuple[bytes, bool]]] = {}
    for match in _PARAMETER.finditer(value, len(main) + 1) if semicolon else ():
        name = words.text(match[1]).lower()
        octets = match[3].strip() if match[2] is None else _ESCAPED.sub(rb"\1", match[2])
        shape = _NUMBERED.fullmatch(name)
        if shape is None or (shape[2] is None and shape[3] is None):
            plain.setdefault(name, words.text(octets))
        else:
            pieces = numbered.setdefault(shape[1], {})
            pieces.setdefault(int(shape[2] or 0), (octets, shape[3] is not None))
    return words.text(main.strip()).lower(), plain | {
        name: _joined(pieces) for name, pieces in numbered.items()
    }


_parse_kept = lru_cache(maxsize=512)(_parse)


def _joined(pieces: dict[int, tuple[bytes, bool]]) -> str:
    """Return the text of a value that came in numbered pieces, percent-encoded or not."""
    charset, octets = "", b""
    for place, number in enumerate(sorted(pieces)):
        piece, encoded = pieces[number]
        if encoded and place == 0 and piece.count(b"'") >= 2:
            name, _, piece = piece.split(b"'", 2)  # charset'language'value
            charset = words.text(name)
        octets += unquote_to_bytes(piece) if encoded else piece
    return words.text(octets, charset)


_PIECE = re.compile(rb'[()]|\\.?|"|[^()\\"]+', re.DOTALL)


def without_comments(value: bytes) -> bytes:
    """Return *value* without its comments, which may be nested (RFC 5322 section 3.2.2).

    >>> without_comments(b'text/plain (seen (often))')
    b'text/plain '
    """
    kept, depth, quoted = [], 0, False
    for piece in _PIECE.findall(value):
        if piece == b'"' and not depth:
            quoted = not quoted
        if piece == b"(" and not quoted:
            depth += 1
        elif piece == b")" and depth and not quoted:
            depth -= 1
        elif not depth:
            kept.append(piece)
    return b"".join(kept)
