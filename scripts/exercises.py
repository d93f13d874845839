"""Write docs/exercises.md: which belief is met where, and how the check is proved.

    .venv/bin/python scripts/exercises.py     (``make notebooks`` does it too)

Everything in the page comes from the exercises themselves: their design notes, claims, planted
mistakes and sources.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from labkit.lessons.catalogue import exercise, names
from labkit.lessons.exercise import Exercise
from labkit.texts import find, say

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "exercises.md"
_PART = re.compile(r"^(Belief|Checked|Not checked): ", re.MULTILINE)

HEAD = """# Exercises

Which belief each exercise overturns, what its check looks at, which planted mistakes prove that the
check can fail, and where the behaviour is laid down. Written by `scripts/exercises.py` from
`labkit/lessons/exercises/`; a test keeps it fresh. CI proves each exercise in both languages:
untouched it is *not attempted*, each planted mistake gets its message, the solution passes.

"""


def note(each: Exercise) -> dict[str, str]:
    """Return the parts of an exercise's design note by their names."""
    text = import_module(f"labkit.lessons.exercises.{each.family}").__doc__ or ""
    parts = _PART.split(text)
    told = {}
    for name, words in zip(parts[1::2], parts[2::2], strict=True):
        told[name] = " ".join(words.split())
    return told


def page() -> str:
    """Return docs/exercises.md."""
    all_of_them = [exercise(name) for name in names()]
    return HEAD + "\n".join([*beliefs(all_of_them), "", *details(all_of_them)]) + "\n"


def beliefs(all_of_them: list[Exercise]) -> Iterator[str]:
    """Yield the table of beliefs."""
    yield "| Belief | Notebook | Exercises |"
    yield "|---|---|---|"
    for belief in sorted({belief for each in all_of_them for belief in each.beliefs}):
        met = [each for each in all_of_them if belief in each.beliefs]
        books = ", ".join(dict.fromkeys(each.id[:2] for each in met))
        yield f"| {belief} | {books} | {', '.join(each.id for each in met)} |"


def details(all_of_them: list[Exercise]) -> Iterator[str]:
    """Yield the table of exercises."""
    heads = ("Exercise", "Belief", "Checked", "Not checked", "Planted mistakes", "Sources")
    yield f"| {' | '.join(heads)} |"
    yield "|---|---|---|---|---|---|"
    for each in all_of_them:
        told = note(each)
        title = say("en", f"{each.family}.title")
        wrongs = " · ".join(
            f"`{wrong.lines.replace(chr(10), '; ')}`: {_sees(each, wrong.sight)}"
            for wrong in each.wrongs
        )
        cells = (
            f"{each.id} {title}",
            told["Belief"],
            told["Checked"],
            told["Not checked"],
            wrongs,
            ", ".join(each.sources) or "–",
        )
        yield f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _sees(each: Exercise, sight: str) -> str:
    return (find("en", f"{each.family}.see.{sight}") or "").replace("{", "*").replace("}", "*")


def main() -> int:
    PAGE.write_text(page(), encoding="utf-8")
    sys.stdout.write(f"{PAGE.relative_to(ROOT)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
