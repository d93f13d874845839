"""Under the journey: the postmarks a letter got on its way, and its envelope beside its letter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

from labkit.plots.journey_routes import LEFT, WIDTH
from labkit.plots.measure import ELLIPSIS, balanced, width_of
from labkit.plots.palette import INK, MUTED, PAPER, QUIET, REFUSAL, RULE
from labkit.plots.svg import clean, el, write
from labkit.plots.symbols import sign
from labkit.records import Journey
from labkit.texts import Language, say

_WIDE: Final = WIDTH - 2 * LEFT
_LINE: Final = 40  # the mark, and its date below
_SIDE: Final = 100
_COLUMN: Final = 260
_ROOM: Final = _COLUMN - 18
_SUBJECT: Final = LEFT + _SIDE + 2 * _COLUMN
_MOST_PARTS: Final = 4
_BREAK: Final = re.compile(r"(?<=,) | (?=<)")
_MOST: Final = 6
_COMMENT: Final = re.compile(r" ?\([^()]*\)")
_ADDRESS: Final = re.compile(r"[^\s<>,;:\"()]+@[^\s<>,;:\"()]+")


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that envelope and letter both say, perhaps differently."""

    label: str
    envelope: str
    letter: str
    differs: bool


def rows_of(record: Journey, language: Language) -> tuple[Field, ...]:
    """Return sender and recipient as the envelope and as the letter has them."""
    # An empty sender is one too, that of an error mail.
    sender = "" if record.mail_from is None else f"<{record.mail_from}>"
    takers = ", ".join(f"<{address}>" for address in record.rcpt_tos)
    return (
        _field(say(language, "journey.from"), sender, record.header_from),
        _field(say(language, "journey.to"), takers, record.header_to),
    )


def marks_of(record: Journey) -> tuple[tuple[str, str], ...]:
    """Return each postmark as its text and its date, newest first.

    RFC 5321 section 4.4: the date of a Received field stands after its last semicolon.
    """
    found = []
    # Comments are for people who debug; here they would push "by" and "for" out of the picture.
    for mark in record.postmarks:
        shown = _COMMENT.sub("", clean(mark[:4000])).strip()
        text, semicolon, date = shown.rpartition(";")
        found.append((text.strip(), date.strip()) if semicolon else (shown, ""))
    return tuple(found)


def height(marks: tuple[tuple[str, str], ...], strip: tuple[Field, ...], subject: str) -> float:
    """Return how much room both boxes need."""
    lines = max(1, min(len(marks), _MOST))
    return 25 + lines * _LINE + 14 + 18 + _strip_height(strip, subject) + 24


def draw(
    svg: Element,
    marks: tuple[tuple[str, str], ...],
    strip: tuple[Field, ...],
    y: float,
    record: Journey,
    language: Language,
) -> None:
    """Draw both boxes from *y* downwards."""
    box = _marks(svg, marks, y, _unmarked(record, language), language)
    _strip(svg, strip, box + 18, record.subject, language)


def _unmarked(record: Journey, language: Language) -> str:
    """Return why there are no postmarks to see."""
    carriers = [error.letter for error in record.errors if error.state not in ("removed", "lost")]
    if carriers:
        return say(language, "journey.unmarked_error", letter=carriers[-1])
    taken = any(station.state == "handed over" for station in record.stations)
    return say(language, "journey.unmarked_any_more" if taken else "journey.unmarked_yet")


def _marks(
    svg: Element, marks: tuple[tuple[str, str], ...], y: float, none: str, language: Language
) -> float:
    write(svg, LEFT, y + 14, say(language, "journey.postmarks"), bold=True)
    lines = max(1, min(len(marks), _MOST))
    top, high = y + 25, lines * _LINE + 14
    el(svg, "rect", x=LEFT, y=top, width=_WIDE, height=high, rx=6, fill=QUIET, stroke=RULE)
    if not marks:
        write(svg, LEFT + 14, top + 23, none, size=12.5, fill=MUTED)
    for number, (text, date) in enumerate(marks[:_MOST]):
        base = top + 22 + number * _LINE
        write(svg, LEFT + 14, base, text, size=12, code=True, width=_WIDE - 28)
        if date:
            write(svg, LEFT + 14, base + 16, date, size=12, code=True, fill=MUTED, width=_WIDE - 28)
    return top + high


def _strip(
    svg: Element, strip: tuple[Field, ...], y: float, subject: str, language: Language
) -> None:
    """Draw two aligned lines: what the servers read, and what the reader reads."""
    high = _strip_height(strip, subject)
    el(svg, "rect", x=LEFT, y=y, width=_WIDE, height=high, rx=6, fill=PAPER, stroke=RULE)
    el(svg, "path", d=f"M{LEFT} {y + 30}h{_WIDE}", stroke=RULE)
    bases = (y + 53, y + 53 + 28 + 16 * (_lines(strip)[0] - 1))
    for base, key in zip(bases, ("envelope", "letter"), strict=True):
        write(svg, LEFT + 14, base, say(language, f"journey.{key}"), size=13, bold=True)
    for place, field in enumerate(strip):
        _column(svg, field, LEFT + _SIDE + place * _COLUMN, y, bases, high, language)
    write(svg, _SUBJECT, y + 20, say(language, "journey.subject"), size=12, fill=MUTED)
    write(svg, _SUBJECT, bases[0], say(language, "journey.none"), size=12, fill=MUTED)
    for number, line in enumerate(_subject(subject)):
        write(svg, _SUBJECT, bases[1] + number * 16, line, size=12.5)


def _subject(subject: str) -> list[str]:
    return balanced(clean(subject[:4000]), LEFT + _WIDE - _SUBJECT - 10, 12.5, 2)


def _strip_height(strip: tuple[Field, ...], subject: str) -> float:
    envelope, letter = _lines(strip)
    return 96 + 16 * (envelope + max(letter, len(_subject(subject))) - 2)


def _lines(strip: tuple[Field, ...]) -> tuple[int, int]:
    """Return of how many lines envelope and letter are."""
    sides = ([f.envelope for f in strip], [f.letter for f in strip])
    most = [max((len(_parts(text)) for text in side), default=1) for side in sides]
    return most[0], most[1]


def _parts(text: str) -> list[str]:
    """Return *text* in lines: names may be shortened, addresses are what is compared here."""
    shown = clean(text[:4000])
    if width_of(shown, 12, code=True) <= _ROOM:
        return [shown]
    parts = [part.strip() for part in _BREAK.split(shown) if part.strip()]
    if len(parts) <= _MOST_PARTS:
        return parts
    return [*parts[: _MOST_PARTS - 1], f"{parts[_MOST_PARTS - 1].rstrip(',')}, {ELLIPSIS}"]


def _column(
    svg: Element,
    field: Field,
    x: float,
    y: float,
    bases: tuple[float, float],
    high: float,
    language: Language,
) -> None:
    write(svg, x, y + 20, field.label, size=12, fill=MUTED)
    if field.differs:
        el(svg, "rect", x=x - 8, y=y + 36, width=_COLUMN - 8, height=high - 42, rx=5, fill="none",
           stroke=REFUSAL, stroke_width=2)  # fmt: skip
        words = say(language, "journey.differs")
        sign(svg, "differs", x + 52, y + 16, ink=REFUSAL)
        write(svg, x + 64, y + 20, words, size=12, fill=REFUSAL)
    none = say(language, "journey.none")
    for base, text in zip(bases, (field.envelope, field.letter), strict=True):
        for number, line in enumerate(_parts(text) if text else [none]):
            write(svg, x, base + number * 16, line, size=12, code=True, width=_ROOM,
                  fill=INK if text else MUTED)  # fmt: skip


def _field(label: str, envelope: str, letter: str) -> Field:
    # Only what both of them say can differ; an endless header must not cost endless time.
    differs = bool(envelope and letter) and _addresses(envelope) != _addresses(letter)
    return Field(label, envelope, letter, differs)


def _addresses(text: str) -> set[str]:
    return {address.lower() for address in _ADDRESS.findall(text[:4000])}
