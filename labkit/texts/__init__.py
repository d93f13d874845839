"""What labkit says to people, in English and Japanese: ``en.toml`` and ``ja.toml`` side by side.

A key is dotted ("film.gone"); its sentence may hold ``{names}``, filled from the values. Words on
the wire are never here: protocols aren't translated.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal, cast

from labkit.records import Notice

Language = Literal["en", "ja"]
LANGUAGES: tuple[Language, ...] = ("en", "ja")


def say(language: Language, key: str, /, **values: object) -> str:
    """Return the sentence *key* in *language*, with *values* filled in.

    Raises KeyError for an unknown key or a value that the sentence wants and did not get: both
    are bugs of ours, and a test walks all keys.
    """
    return catalogue(language)[key].format(**values)


def tell(language: Language, notice: Notice) -> str:
    """Return *notice* in *language*, the notices among its values too."""
    values = {
        name: tell(language, value) if isinstance(value, Notice) else value
        for name, value in notice.values.items()
    }
    return say(language, notice.key, **values)


@cache
def catalogue(language: Language) -> Mapping[str, str]:
    """Return all sentences of *language*, keys dotted."""
    source = files(__name__).joinpath(f"{language}.toml").read_text(encoding="utf-8")
    return dict(_flatten("", tomllib.loads(source)))


def _flatten(prefix: str, table: Mapping[str, object]) -> list[tuple[str, str]]:
    flat: list[tuple[str, str]] = []
    for key, value in table.items():
        if isinstance(value, dict):
            flat.extend(_flatten(f"{prefix}{key}.", cast(Mapping[str, object], value)))
        else:
            flat.append((prefix + key, str(value)))
    return flat
