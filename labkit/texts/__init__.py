"""What labkit says to people: ``en/`` and ``ja/`` side by side, a file for each family of keys.

A key is dotted, its first part names the file: "film.gone" stands in ``film.toml``, which is read
when somebody first says something of it. A sentence may hold ``{names}``, filled from the values.
Words on the wire are never here: protocols aren't translated.

``meanings`` explains the parts of a line on the wire; :func:`explained` reads it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple, cast

from labkit.records import Notice

Language = Literal["en", "ja"]
LANGUAGES: tuple[Language, ...] = ("en", "ja")


def say(language: Language, key: str, /, **values: object) -> str:
    """Return the sentence *key* in *language*, with *values* filled in.

    Raises KeyError for an unknown key or a value that the sentence wants and did not get: both
    are bugs of ours, and a test walks all keys.
    """
    return _family(language, key.partition(".")[0])[key].format(**values)


def find(language: Language, key: str) -> str | None:
    """Return the sentence *key* as it stands, or None where there is none."""
    family = key.partition(".")[0]
    return _family(language, family).get(key) if family in families(language) else None


def tell(language: Language, notice: Notice) -> str:
    """Return *notice* in *language*, the notices among its values too."""
    values = {
        name: tell(language, value) if isinstance(value, Notice) else value
        for name, value in notice.values.items()
    }
    return say(language, notice.key, **values)


class Explanation(NamedTuple):
    """What a part of a line means: for a beginner, for the curious, and where it is laid down."""

    plain: str
    curious: str
    source: str  # "RFC 5321 section 4.1.1.2"


def explained(language: Language, meaning: str) -> Explanation:
    """Return the explanation of *meaning*, a key such as "smtp.verb.mail".

    Raises KeyError for an unknown one: a bug of ours, and a test walks all of them.
    """
    protocol = meaning.partition(".")[0]
    told = _read(f"{language}/meanings/{protocol}.toml")
    source = _read(f"sources/{protocol}.toml")[meaning]
    return Explanation(told[f"{meaning}.plain"], told[f"{meaning}.curious"], source)


def headings(language: Language) -> Explanation:
    """Return what stands above each part of an explanation."""
    return Explanation(*(say(language, f"meaning.{part}") for part in Explanation._fields))


def kind_word(language: Language, kind: str) -> str:
    """Return the word for a part of a line by ``Span.kind``, the kind itself if nobody named it."""
    named = find(language, f"meaning.kind.{kind}") or find(language, f"imap_kind.{kind}")
    return named or kind


def meanings(language: Language) -> tuple[str, ...]:
    """Return every key that :func:`explained` knows in *language*."""
    found = []
    for file in files(__name__).joinpath(language, "meanings").iterdir():
        if file.name.endswith(".toml"):
            told = _read(f"{language}/meanings/{file.name}")
            found += [key.removesuffix(".plain") for key in told if key.endswith(".plain")]
    return tuple(sorted(found))


def catalogue(language: Language) -> Mapping[str, str]:
    """Return all sentences of *language*, keys dotted; reads every file."""
    return {
        key: said for name in families(language) for key, said in _family(language, name).items()
    }


@cache
def families(language: Language) -> tuple[str, ...]:
    """Return the first words of all keys of *language*."""
    found = (file.name for file in files(__name__).joinpath(language).iterdir())
    return tuple(sorted(n.removesuffix(".toml") for n in found if n.endswith(".toml")))


@cache
def _family(language: Language, name: str) -> Mapping[str, str]:
    if name not in families(language):
        raise KeyError(name)
    return _read(f"{language}/{name}.toml")


@cache
def _read(path: str) -> Mapping[str, str]:
    source = files(__name__).joinpath(path).read_text(encoding="utf-8")
    return dict(_flatten("", tomllib.loads(source)))


def _flatten(prefix: str, table: Mapping[str, object]) -> list[tuple[str, str]]:
    flat: list[tuple[str, str]] = []
    for key, value in table.items():
        if isinstance(value, dict):
            flat.extend(_flatten(f"{prefix}{key}.", cast(Mapping[str, object], value)))
        else:
            flat.append((prefix + key, str(value)))
    return flat
