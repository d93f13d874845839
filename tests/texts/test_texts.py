"""Both languages say the same things, each in its own way."""

import re
import string
from pathlib import Path

import pytest

import labkit
from labkit.records import Notice
from labkit.texts import LANGUAGES, Language, catalogue, headings, kind_word, say, tell
from tests.texts.typography import AVOIDED, faults

EN, JA = catalogue("en"), catalogue("ja")
PACKAGE = Path(labkit.__file__).parent
SCRIPTS = PACKAGE.parent / "scripts"
SPEAKING = [*PACKAGE.rglob("*.py"), *SCRIPTS.glob("*.py"), *SCRIPTS.glob("page/*.j2")]
SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in sorted(SPEAKING))


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def test_both_languages_have_the_same_keys() -> None:
    assert set(EN) ^ set(JA) == set()


@pytest.mark.parametrize("key", sorted(set(EN) & set(JA)))
def test_both_sentences_want_the_same_values(key: str) -> None:
    assert placeholders(EN[key]) == placeholders(JA[key])
    assert EN[key].strip()
    assert JA[key].strip()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_can_be_said(language: Language) -> None:
    for key, sentence in catalogue(language).items():
        values = {name: f"<{name}>" for name in placeholders(sentence)}
        said = say(language, key, **values)
        assert all(value in said for value in values.values())


# What an exercise says is held against the exercise itself, by tests/lessons/test_exercises.py.
OF_NO_EXERCISE = [key for key in sorted(EN) if not re.match(r"e\d\d_\d\.", key)]


@pytest.mark.parametrize("key", OF_NO_EXERCISE)
def test_every_sentence_is_used(key: str) -> None:
    """A key stands in the source whole, or its beginning does where the rest is put together."""
    parts = key.split(".")
    families = [".".join(parts[:end]) for end in range(1, len(parts))]
    built = [rf'f"{re.escape(family)}\.[^"]*\{{' for family in families]
    # "view.{key}" and "{table}.{key}" alike: the last word stands alone somewhere.
    alone = rf'"{re.escape(parts[-1])}"' if len(parts) > 1 else "$^"
    prefix = rf'f"{re.escape(key.rpartition("_")[0])}_\{{' if "_" in parts[-1] else "$^"
    # "event.get" + "_delete" * asked: put together from pieces.
    first, *others = key.split("_")
    pieces = f'"{first}"' in SOURCE and all(f'"_{piece}"' in SOURCE for piece in others)
    found = key in SOURCE or pieces
    found = found or any(re.search(pattern, SOURCE) for pattern in (*built, prefix, alone))
    assert found, f"nobody says {key}"


@pytest.mark.parametrize("key", sorted(JA))
def test_japanese_typography(key: str) -> None:
    assert faults(JA[key]) == []


@pytest.mark.parametrize("word", AVOIDED)
def test_words_that_the_japanese_edition_avoids(word: str) -> None:
    assert [key for key, sentence in JA.items() if re.search(word, sentence)] == []


def test_notices_are_told_with_the_notices_inside_them() -> None:
    inner = Notice("picture.holder.phone")
    assert (
        tell("ja", Notice("film.holder", {"holder": inner, "protocol": "IMAP"})) == "スマホ（IMAP）"
    )
    assert (
        tell("en", Notice("film.holder", {"holder": inner, "protocol": "IMAP"})) == "phone (IMAP)"
    )


def test_an_unknown_key_and_a_missing_value_are_bugs() -> None:
    with pytest.raises(KeyError):
        say("en", "no.such.key")
    with pytest.raises(KeyError):
        say("en", "film.still")


def test_a_kind_of_part_has_its_word_or_stays_what_it_is() -> None:
    assert [kind_word(language, "address") for language in LANGUAGES] == ["address", "アドレス"]
    assert kind_word("ja", "nobody_named_this") == "nobody_named_this"


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_part_of_an_explanation_has_its_heading(language: Language) -> None:
    assert len({*headings(language)}) == 3
