"""SASLprep: user names and passwords in one form, however they were typed (RFC 4013).

What RFC 6856 section 2.2 and RFC 4616 section 2 want before a name or a password is compared. The
tables are those of stringprep (RFC 3454) over Unicode 3.2; characters that are newer are left as
they are, as in any query.
"""

from __future__ import annotations

import stringprep
from unicodedata import ucd_3_2_0

# RFC 4013 section 2.3
_PROHIBITED = (
    stringprep.in_table_c12,
    stringprep.in_table_c21_c22,
    stringprep.in_table_c3,
    stringprep.in_table_c4,
    stringprep.in_table_c5,
    stringprep.in_table_c6,
    stringprep.in_table_c7,
    stringprep.in_table_c8,
    stringprep.in_table_c9,
)


class Prohibited(ValueError):
    """No user name or password may hold this character, or mix directions like this."""


def prepared(text: str) -> str:
    """Return *text* as it is compared, or raise Prohibited.

    >>> prepared("ｐａｓｓ\\u3000ﾜｰﾄﾞ")
    'pass ワード'
    """
    if text.isascii() and text.isprintable():
        return text
    mapped = "".join(map(_mapped, text))
    normal = ucd_3_2_0.normalize("NFKC", mapped)
    if any(is_in(character) for character in normal for is_in in _PROHIBITED):
        raise Prohibited("there is a character that no name or password may have")
    _check_direction(normal)
    return normal


def _mapped(character: str) -> str:
    # RFC 4013 section 2.1: every space is the plain one, and what shows nothing goes.
    if stringprep.in_table_c12(character):
        return " "
    return "" if stringprep.in_table_b1(character) else character


def _check_direction(text: str) -> None:
    # RFC 3454 section 6: what has right-to-left letters has no others, and has them at both ends.
    right_to_left = [stringprep.in_table_d1(character) for character in text]
    if not any(right_to_left):
        return
    mixed = any(map(stringprep.in_table_d2, text))
    if mixed or not (right_to_left[0] and right_to_left[-1]):
        raise Prohibited("letters of both directions are mixed")
