"""What must be told apart can be, by every pair of eyes and in print without colour.

Where a colour would do, its distance has a bound; where it wouldn't (and in greyscale it hardly
ever does), a line style or a shape says the same, and is asserted here too.
"""

from itertools import combinations, pairwise
from typing import get_args
from xml.etree.ElementTree import Element

import pytest

from labkit.plots.film_model import Look, cells
from labkit.plots.film_tile import draw, size_for, tray
from labkit.plots.ladder_line import _SIGNS as PILL_SIGNS
from labkit.plots.palette import CHANGED, GHOST, HERE, INK, MUTED, PAPER, PILLS, PROTOCOLS, REFUSAL
from labkit.plots.svg import canvas
from tests.plots.film_scenes import tile
from tests.plots.scenes import DELETION
from tests.plots.vision import Eyes, contrast, distance

EYES = get_args(Eyes)
COLOUR = [eyes for eyes in EYES if eyes != "grey"]


def test_the_simulation_gives_what_is_known() -> None:
    assert distance("#FFFFFF", "#000000") == pytest.approx(100, abs=0.01)
    assert distance("#0072B2", "#0072B2", "tritan") == 0
    assert contrast("#FFFFFF", "#000000", "protan") == pytest.approx(21, abs=0.05)
    # Red and green, which deutan eyes mix up, and blue, which they don't.
    assert distance("#B2773C", "#7A8F3C") > 3 * distance("#B2773C", "#7A8F3C", "deutan")
    # What the visual language states of its three strokes.
    found = {e: min(distance(*p, e) for p in combinations(strokes(), 2)) for e in COLOUR}
    assert found == pytest.approx({"normal": 70, "protan": 37, "deutan": 53, "tritan": 17}, abs=0.5)


def strokes() -> list[str]:
    return [ink.stroke for ink in PROTOCOLS.values()]


@pytest.mark.parametrize("eyes", COLOUR)
def test_protocols_are_told_apart_by_colour(eyes: Eyes) -> None:
    assert min(distance(*pair, eyes) for pair in combinations(strokes(), 2)) >= 16


def test_and_without_it_by_dash_or_heads() -> None:
    styles = [(ink.dash, ink.heads) for ink in PROTOCOLS.values()]
    assert len(set(styles)) == len(styles)


@pytest.mark.parametrize("eyes", EYES)
def test_everything_stays_readable(eyes: Eyes) -> None:
    assert all(contrast(PAPER, colour, eyes) >= 4.5 for colour in PILLS.values())
    for ink in PROTOCOLS.values():
        assert contrast(ink.text, PAPER, eyes) >= 4.5
        assert contrast(ink.text, ink.tint, eyes) >= 4.2
        assert contrast(ink.stroke, PAPER, eyes) >= 3
    for words, ground in ((INK, HERE), (MUTED, PAPER), (MUTED, HERE), (REFUSAL, PAPER)):
        assert contrast(words, ground, eyes) >= 4.5
    assert contrast(GHOST, PAPER, eyes) >= 3


@pytest.mark.parametrize("eyes", EYES)
def test_a_flag_is_seen_on_its_tile(eyes: Eyes) -> None:
    assert distance(CHANGED, PAPER, eyes) >= 25
    assert distance(CHANGED, INK, eyes) >= 25  # its outline


def test_pills_are_told_apart_by_their_signs() -> None:
    # In greyscale four of them are one grey: the sign says which it is, and "info" has none.
    assert len(set(PILL_SIGNS.values())) == len(PILL_SIGNS)
    assert set(PILLS) - set(PILL_SIGNS) == {"info"}
    assert all(distance(PILLS["info"], PILLS[kind], "grey") >= 20 for kind in PILL_SIGNS)


STATES = {
    "original": Look(tile("A", "original")),
    "view": Look(tile("A", "view")),
    "copy": Look(tile("A", "copy")),
    "gone": Look(tile("A", "original"), changed=True, gone=True),
    "marked": Look(tile("A", "original", marked=True)),
    "read": Look(tile("A", "original", seen=True)),
    "changed": Look(tile("A", "original"), changed=True),
    "stale": Look(tile("A", "view"), stale=True),
}


def bare(look: Look) -> list[tuple[object, ...]]:
    """Return what a tile is without any colour and any word: shapes, lines, fills or none."""
    on = tray(canvas(100, 100, "t", "d", "en"))
    draw(on, look, size_for(cells(DELETION[1], DELETION[0]), 190), 10, 10, "en")
    return [_shape(node) for node in on if node.tag != "text"]


def _shape(node: Element) -> tuple[object, ...]:
    filled = node.get("fill") not in ("none", PAPER)
    return (node.tag, node.get("d"), node.get("r"), node.get("stroke-dasharray"),
            node.get("stroke-width"), filled)  # fmt: skip


def test_every_state_of_a_tile_has_a_shape_of_its_own() -> None:
    shapes = sorted(map(str, map(bare, STATES.values())))
    assert all(one != other for one, other in pairwise(shapes))


def test_flag_and_strike_are_shapes_for_their_colours_come_close() -> None:
    # POP3 and the flag, IMAP and the strike bar: 18 and 21 for deutan eyes.
    assert distance(PROTOCOLS["POP3"].stroke, CHANGED, "deutan") < 20
    assert distance(PROTOCOLS["IMAP"].stroke, REFUSAL, "deutan") < 25
    assert [name for name, *_ in bare(STATES["changed"])] == ["rect", "circle", "path"]
    assert [name for name, *_ in bare(STATES["marked"])] == ["rect", "path", "circle"]
