"""Signs are drawn: no word of any picture needs a character that a Japanese font may lack.

Ticks, crosses, arrows and emoji come out as empty boxes where a reader has but one font. In the
browser ``tests/browser/test_pictures.py`` looks at the same with such a font alone.
"""

import unicodedata
from pathlib import Path

import matplotlib_fontja
import pytest
from fontTools.ttLib import TTFont

from labkit.texts import LANGUAGES, Language
from tests.plots.scenes import NAMES, picture, words

PUNCTUATION = frozenset(
    " !\"#%&'()*+,-./:;<=>?@[\\]^_`{|}~–—―…“”‘’　、。・ー「」『』（）：；？！＋～×"
    "•"  # of a masked password; the font below has it
)
SIGNS_BLOCKS = ((0x2190, 0x2BFF), (0x1F000, 0x1FAFF), (0xE000, 0xF8FF), (0xFE00, 0xFE0F))


def is_safe(char: str) -> bool:
    """Letters, digits, kana, kanji and ordinary punctuation."""
    if any(first <= ord(char) <= last for first, last in SIGNS_BLOCKS):
        return False
    return char in PUNCTUATION or unicodedata.category(char)[0] in "LN"


@pytest.fixture(scope="module")
def japanese() -> frozenset[int]:
    """Return the characters of a plain Japanese font."""
    fonts = Path(matplotlib_fontja.__file__).parent.rglob("*.ttf")
    with TTFont(next(fonts)) as font:
        return frozenset(font.getBestCmap())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_no_word_of_a_picture_needs_a_special_font(
    name: str, language: Language, japanese: frozenset[int]
) -> None:
    used = {char for word in words(picture(name, language)) for char in word}
    assert used
    assert {char for char in used if not is_safe(char)} == set()
    assert {char for char in used if ord(char) not in japanese} == set()


@pytest.mark.parametrize("char", "✓✗→▶⚠📱🔒☎★\ufe0f")
def test_what_is_a_sign_is_not_safe(char: str) -> None:
    assert not is_safe(char)


@pytest.mark.parametrize("char", "aZé9あア日、（～\\")
def test_what_is_writing_is_safe(char: str) -> None:
    assert is_safe(char)
