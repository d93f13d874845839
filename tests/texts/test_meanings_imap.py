"""What is said of the parts of IMAP: the same keys in both languages, short, sourced, well set."""

from __future__ import annotations

import re

import pytest

from labkit.protocols.imap.spans import spans_of
from labkit.texts import LANGUAGES, Language, explained, find, meanings
from tests.protocols.imap.parts import all_transcripts
from tests.texts.typography import JAPANESE

KEYS = [key for key in meanings("en") if key.startswith("imap.")]
# The standards that this catalogue rests on.
RFCS = (
    *(2177, 2221, 2342, 2971, 3501, 3691, 4315, 4469, 4616, 4731, 4959, 4978, 5161, 5182, 5256),
    *(5258, 5530, 5788, 5819, 6154, 6851, 6855, 7162, 7888, 8438, 8457, 9051, 9208),
)
SOURCE = re.compile(r"RFC ([0-9]+) section [0-9]+(?:\.[0-9]+)*")
KINDS_OF_ALL_PROTOCOLS = {"base64", "capability", "number", "secret", "text", "verb", "argument"}
LONGEST = 170  # characters of a sentence


def test_both_languages_explain_the_same() -> None:
    assert [key for key in meanings("ja") if key.startswith("imap.")] == KEYS
    assert len(KEYS) > 300


@pytest.mark.parametrize("key", KEYS)
def test_each_names_its_standard(key: str) -> None:
    match = SOURCE.fullmatch(explained("en", key).source)
    assert match
    assert int(match[1]) in RFCS


def test_every_listed_standard_is_used() -> None:
    used = {int(explained("en", key).source.split()[1]) for key in KEYS}
    assert used == set(RFCS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", KEYS)
def test_sentences_are_plain_text(key: str, language: Language) -> None:
    plain, curious, _ = explained(language, key)
    assert plain != curious
    for said in (plain, curious):
        assert said == said.strip()
        assert said.endswith("。" if language == "ja" else (".", "?"))
        assert len(said) <= LONGEST
        assert not re.search(r"\{[a-z_]*\}", said), "nothing is filled in"


@pytest.mark.parametrize("key", KEYS)
def test_japanese_typography(key: str) -> None:
    plain, curious, _ = explained("ja", key)
    for said in (plain, curious):
        assert re.search(f"[{JAPANESE}]", said)
        assert not re.search("[\uff61-\uff9f]", said), "half-width kana"
        assert not re.search("サーバ(?!ー)|フォルダ(?!ー)|ヘッダ(?!ー)|メーラー|写し|ゴミ箱", said)
        assert not re.search(rf"[{JAPANESE}、。] [A-Za-z0-9]|[A-Za-z0-9] [{JAPANESE}]", said)
        assert not re.search(rf"[{JAPANESE}][,.!?;:](\s|$)", said), "full-width 、。！？"
        assert not re.search(rf"\([{JAPANESE}]|[{JAPANESE}]\)", said), "full-width （）"
        assert not re.search("であ(る|った)[。、]|だ。", said), "です・ます"


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_kind_of_part_has_its_word(language: Language) -> None:
    kinds = {span.kind for shown in all_transcripts() for span in spans_of(shown)}
    wordless = {kind for kind in kinds if find(language, f"imap_kind.{kind}") is None}
    assert wordless <= KINDS_OF_ALL_PROTOCOLS
