"""How wide a text will be, without a font: good enough to shorten and wrap it honestly.

The widths are those of a wide sans (DejaVu Sans), so a narrower system font leaves air and never
cuts. East Asian wide characters take one em.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import pairwise
from math import fsum
from typing import Final

ELLIPSIS: Final = "…"
_CODE: Final = 0.602
_BOLD: Final = 1.1
_WIDTHS: Final = {
    **dict.fromkeys("ijl'|", 0.29),
    **dict.fromkeys(" .,:;!", 0.34),
    **dict.fromkeys("ftr()[]/\\-I", 0.4),
    **dict.fromkeys("cskvxyz", 0.58),
    **dict.fromkeys("mMW@%", 0.98),
    **dict.fromkeys("wOQGNDHU&=<>+~", 0.8),
}
_OPENING: Final = "（「『【"
_CLOSING: Final = "、。，．・：；？！）」』】"
_PARTICLES: Final = "をにでがはのともへや"
_NEVER_FIRST: Final = _CLOSING + "ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ"


def width_of(text: str, size: float, *, code: bool = False, bold: bool = False) -> float:
    """Return the estimated width of *text* in pixels.

    >>> width_of("メール", 12)
    36.0
    """
    # Not sum(): since Python 3.12 it rounds otherwise, and pictures are the same everywhere.
    ems = fsum(_code_em(char) if code else _em(char) for char in text)
    return ems * size * (_BOLD if bold and not code else 1)


def shorten(text: str, width: float, size: float, *, code: bool = False, bold: bool = False) -> str:
    """Return *text*, or as much of its beginning as fits into *width* with an ellipsis.

    >>> shorten("a long subject about trains", 90, 12)
    'a long subjec…'
    """
    # Four thousand characters never fit: an endless subject must not cost endless time.
    text = text[:4000]
    if width_of(text, size, code=code, bold=bold) <= width:
        return text
    room = width - width_of(ELLIPSIS, size, code=code, bold=bold)
    end = 0
    for char in text:
        room -= width_of(char, size, code=code, bold=bold)
        if room < 0:
            break
        end += 1
    return text[:end].rstrip() + ELLIPSIS


def wrap(text: str, width: float, size: float, lines: int, *, bold: bool = False) -> list[str]:
    """Return *text* in at most *lines* lines of *width*; the last one is shortened.

    Latin breaks between words, Japanese where the script changes; never before a 、 or 」.
    """
    wrapped: list[str] = []
    rest = text.strip()
    while rest and len(wrapped) < lines - 1 and width_of(rest, size, bold=bold) > width:
        cut = _break(rest, width, size, bold)
        wrapped.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*wrapped, shorten(rest, width, size, bold=bold)] if rest else wrapped


def balanced(text: str, width: float, size: float, lines: int, *, bold: bool = False) -> list[str]:
    """Return :func:`wrap`'s lines, but about equally long, so that no word is left alone."""
    best = wrap(text, width, size, lines, bold=bold)
    for share in (0.5, 0.6, 0.7, 0.8, 0.9):
        tried = wrap(text, width * share, size, lines, bold=bold)
        whole = len(tried) == len(best) and _letters(tried) == _letters(best)
        if whole and not any(_torn(text, *two) for two in pairwise(tried)):
            return tried
    return best


def _torn(text: str, line: str, after: str) -> bool:
    """Is a word, or a mark and its word, torn apart between these two lines of *text*?"""
    return line + after in text and not _may_break(line[-1], after[0])


def _letters(lines: list[str]) -> str:
    return "".join(lines).replace(" ", "")


def _break(text: str, width: float, size: float, bold: bool) -> int:
    best, dot, used = 0, 0, 0.0
    for place, char in enumerate(text):
        if place and _may_break(text[place - 1], char):
            best = place
        if place and text[place - 1] == ".":  # of a host's name
            dot = place
        used += width_of(char, size, bold=bold)
        # A 、 or ： may hang over: half of its square is empty.
        room = width + size / 2 if char in _CLOSING else width
        if used > room and char != " ":
            # Inside a word that has no room: not so that one character is left alone.
            return best or dot or max(place - (len(text) - place == 1), 1)
    return len(text)


def _may_break(before: str, after: str) -> bool:
    if after in _NEVER_FIRST or before in _OPENING:
        return False
    if before == " " or before in _CLOSING or after in _OPENING:
        return True
    # Words and their endings stay together: a line begins where the script changes, not with
    # hiragana, which mostly belongs to the word before it, and after hiragana only if that was
    # a particle (a verb like 取り出す changes its script in the middle).
    one, other = _script(before), _script(after)
    if one == "latin" or other in (one, "hiragana"):
        return False
    return one != "hiragana" or before in _PARTICLES


def _script(char: str) -> str:
    if not _wide(char):
        return "latin"
    if "\u3041" <= char <= "\u309f":
        return "hiragana"
    return "katakana" if "\u30a0" <= char <= "\u30ff" else "other"


@lru_cache(maxsize=4096)
def _em(char: str) -> float:
    known = _WIDTHS.get(char)
    if known is not None:
        return known
    if unicodedata.combining(char):
        return 0.0
    if _wide(char):
        return 1.0
    return 0.7 if char.isupper() else 0.62


@lru_cache(maxsize=4096)
def _code_em(char: str) -> float:
    if unicodedata.combining(char):
        return 0.0
    return 1.0 if _wide(char) else _CODE


def _wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WFA" and char != ELLIPSIS
