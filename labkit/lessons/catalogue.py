"""Which exercises there are: a module each in ``exercises``, named after it (``e03_2``)."""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import cast

from labkit.lessons.exercise import Exercise

_MODULE = re.compile(r"e(\d\d)_(\d)\.py")


@cache
def names() -> tuple[str, ...]:
    """Return the ids of all exercises in order: "00.2", "00.3" ..."""
    there = files(f"{__package__}.exercises").iterdir()
    found = (_MODULE.fullmatch(file.name) for file in there)
    return tuple(sorted(f"{match[1]}.{match[2]}" for match in found if match))


@cache
def exercise(id: str) -> Exercise:
    """Return the exercise with this *id*; raise KeyError for one that doesn't exist."""
    if id not in names():
        raise KeyError(id)
    module = import_module(f"{__package__}.exercises.e{id.replace('.', '_')}")
    return cast(Exercise, module.EXERCISE)
