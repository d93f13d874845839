"""One line of a ladder in depth: its story, what its parts mean, and its octets."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from labkit.plots.ladder_line import shown
from labkit.plots.svg import clean
from labkit.records import Span, WireLine
from labkit.texts import Explanation, Language, explained, kind_word, say, tell

Explain = Callable[[WireLine], tuple[Span, ...]]
Octets = Callable[[WireLine], tuple[bytes | None, ...]]  # a raw line each, None for a secret

MOST_OCTETS: Final = 480  # of one line; the rest is counted
_UNKNOWN: Final = "meaning.unknown"


@dataclass(frozen=True, slots=True)
class Inside:
    """How to look into a line: its parts, and its octets, a secret's left out."""

    explain: Explain
    octets: Octets


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a line: its *text*, in words what it is (*kind*), and the key of its meaning."""

    text: str
    kind: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A line to be opened. ``octets`` are raw lines, None for a secret; ``more`` are left out."""

    line: WireLine
    said: str
    story: str
    parts: tuple[Part, ...]
    octets: tuple[bytes | None, ...]
    more: int


def entries_of(lines: Iterable[WireLine], inside: Inside, language: Language) -> tuple[Entry, ...]:
    """Return an entry for each of *lines*."""
    return tuple(_entry(line, inside, language) for line in lines)


def meaning_of(part: Part, language: Language) -> str:
    """Return what *part* means in a sentence for a beginner, or that nobody explains it here."""
    told = explanation(part.meaning, language)
    return told.plain if told else say(language, _UNKNOWN)


def explanation(meaning: str, language: Language) -> Explanation | None:
    """Return the explanation of *meaning*, None where there is none: a picture never fails."""
    try:
        return explained(language, meaning)
    except (KeyError, FileNotFoundError):
        return None


def glossary(entries: Iterable[Entry]) -> tuple[Part, ...]:
    """Return the first part of each meaning: what is said of it at length is said once."""
    first: dict[str, Part] = {}
    for entry in entries:
        for part in entry.parts:
            first.setdefault(part.meaning, part)
    return tuple(first.values())


def _entry(line: WireLine, inside: Inside, language: Language) -> Entry:
    kept, more = _bounded(inside.octets(line))
    story = tell(language, line.story) if line.story is not None else ""
    parts = _parts(line, inside.explain, language)
    return Entry(line, clean(shown(line, language)), story, parts, kept, more)


def _parts(line: WireLine, explain: Explain, language: Language) -> tuple[Part, ...]:
    cut = ((clean(line.text[s.start : s.end]), s) for s in explain(line))
    parts = (Part(t, kind_word(language, s.kind), s.meaning) for t, s in cut if t.strip())
    return tuple(dict.fromkeys(parts))  # of equal ones the first says it


def _bounded(raw: tuple[bytes | None, ...]) -> tuple[tuple[bytes | None, ...], int]:
    """Return the first octets of *raw*, and how many are left out."""
    kept: list[bytes | None] = []
    room, more = MOST_OCTETS, 0
    for octets in raw:
        piece = octets if octets is None else octets[:room]
        if piece is None or piece:
            kept.append(piece)
        room -= len(piece or b"")
        more += len(octets or b"") - len(piece or b"")
    return tuple(kept), more
