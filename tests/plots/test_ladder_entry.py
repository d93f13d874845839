"""A line in depth."""

from labkit.plots.ladder_entry import (
    MOST_OCTETS,
    Inside,
    Part,
    entries_of,
    explanation,
    glossary,
    meaning_of,
)
from labkit.records import Span
from tests.plots.scenes import INSIDE, TYPED, line

HELO, QUIT = Span(0, 4, "verb", "smtp.verb.helo"), Span(0, 4, "verb", "smtp.verb.quit")


def test_a_line_with_its_story_parts_and_octets() -> None:
    entry = entries_of(TYPED.lines, INSIDE, "en")[1]
    assert entry.said.startswith("HELO ")
    assert entry.story
    assert entry.parts[0] == Part("HELO", "command", "smtp.verb.helo")
    assert (entry.octets, entry.more) == ((b"HELO \xe9\x00ya\n",), 0)


def test_what_nobody_explains_is_said_and_never_fails() -> None:
    assert explanation("smtp.no_such_thing", "en") is None
    assert explanation("nobody.knows", "ja") is None
    assert meaning_of(Part("x", "words", "smtp.no_such_thing"), "en").startswith("There is no")


def test_equal_parts_of_a_line_are_explained_once() -> None:
    twice = (Span(0, 1, "continuation", "x.y"), Span(2, 3, "continuation", "x.y"))
    inside = Inside(lambda _: twice, lambda _: ())
    (entry,) = entries_of([line(1, "S", "· ·")], inside, "en")
    assert len(entry.parts) == 1


def test_many_octets_are_counted_not_shown() -> None:
    raw = (b"x" * (MOST_OCTETS - 2), b"abcde", b"fgh", None)
    (entry,) = entries_of([line(1, "C", "x")], Inside(lambda _: (), lambda _: raw), "en")
    assert entry.octets == (raw[0], b"ab", None)
    assert entry.more == 6


def test_each_meaning_stands_in_the_glossary_once() -> None:
    spans = iter([(HELO,), (QUIT,), (HELO,)])
    inside = Inside(lambda _: next(spans), lambda _: ())
    lines = [line(n, "C", text) for n, text in enumerate(("HELO", "QUIT", "helo"))]
    words = glossary(entries_of(lines, inside, "en"))
    assert [part.text for part in words] == ["HELO", "QUIT"]
