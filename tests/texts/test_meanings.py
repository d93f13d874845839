"""What the parts of a line mean: the same in both languages, short, and each with its source."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from importlib.resources import files

import pytest

from labkit.texts import LANGUAGES, Language, explained, meanings
from tests.texts.typography import AVOIDED, faults

EN, JA = meanings("en"), meanings("ja")
LONGEST = {"en": (140, 220), "ja": (80, 120)}
SOURCE = re.compile(r"RFC \d{3,4}( section \d+(\.\d+)*)?|IANA registry")


def rows(table: Mapping[str, object], prefix: str = "") -> set[str]:
    """Return the dotted keys of a file of sources."""
    found: set[str] = set()
    for key, value in table.items():
        whole = f"{prefix}{key}"
        found |= rows(value, f"{whole}.") if isinstance(value, dict) else {whole}
    return found


def test_both_languages_explain_the_same() -> None:
    assert EN
    assert set(EN) ^ set(JA) == set()


def test_all_and_only_what_is_explained_has_a_source() -> None:
    texts = files("labkit.texts")
    told = {
        file.name: rows(tomllib.loads(file.read_text(encoding="utf-8")))
        for file in texts.joinpath("sources").iterdir()
    }
    assert set().union(*told.values()) == set(EN)
    for name, keys in told.items():
        assert {key.partition(".")[0] for key in keys} == {name.removesuffix(".toml")}
        for language in LANGUAGES:
            assert texts.joinpath(language, "meanings", name).is_file()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("meaning", sorted(set(EN) & set(JA)))
def test_an_explanation(meaning: str, language: Language) -> None:
    plain, curious, source = explained(language, meaning)
    longest_plain, longest_curious = LONGEST[language]
    assert 0 < len(plain) <= longest_plain
    assert 0 < len(curious) <= longest_curious
    assert plain != curious
    assert SOURCE.fullmatch(source)
    for sentence in (plain, curious):
        assert not re.search(r"[{}]|\s\s|^\s|\s$", sentence)
        if language == "ja":
            assert faults(sentence) == []
            assert not any(re.search(word, sentence) for word in AVOIDED)
            assert re.search(r"[。）]$", sentence)
        else:
            assert re.search(r"[.:;!?)\"]$|\d$", sentence)


def test_an_unknown_meaning_is_a_bug() -> None:
    with pytest.raises(KeyError):
        explained("en", "smtp.verb.nothing")
