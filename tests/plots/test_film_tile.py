"""One tile: border, dot, word, corner."""

from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest

from labkit.plots.film_model import Look, cells, fold
from labkit.plots.film_tile import Size, draw, size_for, tray, word_of
from labkit.plots.svg import canvas
from labkit.records import Tile
from tests.plots.scenes import DELETION, HAPPY, LONG

ORIGINAL = Tile("A", "<a>", "original")
VIEW = Tile("A", "<a>", "view", seen=False)
COPY = Tile("A", "<a>", "copy", seen=True)
LARGE = Size(58, 56, 76, 19, 1)


def drawn(look: Look) -> list[Element]:
    svg = canvas(100, 100, "t", "d", "en")
    on = tray(svg)
    draw(on, look, LARGE, 10, 10, "en")
    return list(on)


@pytest.mark.parametrize(
    ("look", "stroke", "width", "dash"),
    [
        (Look(ORIGINAL), "#1B1F24", None, None),  # the tray says 2
        (Look(VIEW), "#009E73", None, "5 3"),
        (Look(COPY), "#D55E00", "3.5", None),
        (Look(COPY, gone=True), "#767C83", None, "2 4"),
    ],
)
def test_the_border_says_who_owns_it(look: Look, stroke: str, width: str, dash: str | None) -> None:
    box = drawn(look)[0]
    assert (box.get("stroke"), box.get("stroke-width")) == (stroke, width)
    assert box.get("stroke-dasharray") == dash


@pytest.mark.parametrize(
    ("look", "word"),
    [
        (Look(ORIGINAL), ""),
        (Look(replace(ORIGINAL, shelf="Trash")), ""),  # where it lies the tab over it says
        (Look(VIEW), "view"),
        (Look(replace(VIEW, body=False)), "header only"),
        (Look(VIEW, cached=True), "view, cached"),
        (Look(COPY), "COPY"),
        (Look(replace(VIEW, marked=True)), "marked"),
        (Look(replace(VIEW, shelf="Trash", marked=True)), "marked"),
        (Look(VIEW, gone=True), "gone"),
    ],
)
def test_the_word_says_it_too(look: Look, word: str) -> None:
    assert word_of(look, "en")[0] == word
    texts = [node.text for node in drawn(look) if node.tag == "text"]
    assert texts[0] == "A"
    assert " ".join(text or "" for text in texts[1:]) == word


@pytest.mark.parametrize(
    ("seen", "dots", "weight"), [(None, 0, "400"), (True, 1, "400"), (False, 1, None)]
)
def test_unread_is_a_filled_dot_and_bold(seen: bool | None, dots: int, weight: str | None) -> None:
    nodes = drawn(Look(replace(ORIGINAL, seen=seen)))
    circles = [node for node in nodes if node.tag == "circle"]
    assert len(circles) == dots
    assert next(node for node in nodes if node.tag == "text").get("font-weight") == weight
    if circles:
        assert (circles[0].get("fill") == "#FFFFFF") == seen


def test_clock_and_flag_share_the_corner() -> None:
    flags = [n for n in drawn(Look(VIEW, changed=True)) if n.get("fill") == "#E69F00"]
    stale = drawn(Look(VIEW, changed=True, stale=True))
    assert len(flags) == 1
    assert not [n for n in stale if n.get("fill") == "#E69F00"]
    assert "a8.5 8.5" in stale[-1].get("d", "")


def test_a_mark_is_a_strike_bar() -> None:
    bars = [n for n in drawn(Look(replace(VIEW, marked=True))) if n.get("stroke") == "#8F3F6B"]
    assert len(bars) == 1


def test_a_letter_keeps_its_place_where_there_are_few() -> None:
    assert size_for(cells(HAPPY[1], HAPPY[0]), 190).fixed == {"A": 0}
    deletion = size_for(cells(DELETION[1], DELETION[0]), 190)
    assert (deletion.fixed, deletion.width) == ({"A": 0, "B": 1}, 58)
    crowded = size_for(fold(cells(LONG[1], LONG[0])), 190)
    assert (crowded.fixed, crowded.places) == ({}, 4)
    assert crowded.width < deletion.width
    assert crowded.span <= 190


def test_two_letters_get_smaller_with_the_room() -> None:
    strip = cells(DELETION[1], DELETION[0])
    assert [size_for(strip, room).width for room in (190, 132, 110)] == [58, 50, 43]
    assert all(size_for(strip, room).span + 20 <= room for room in (190, 132, 110))


def test_an_endless_letter_name_stays_in_its_tile() -> None:
    assert [n.text for n in drawn(Look(replace(ORIGINAL, letter="A" * 99)))][1] == "AAA"
