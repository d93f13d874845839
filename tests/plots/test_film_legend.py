"""The legend explains what the strip shows and nothing else."""

from labkit.plots.film_legend import draw, height, used
from labkit.plots.film_model import Strip, cells
from labkit.plots.svg import canvas
from tests.plots.film_scenes import CULPRIT, EXPORTED, LOCKED, LOST
from tests.plots.scenes import DELETION, HAPPY, LONG


def test_only_what_is_used() -> None:
    assert used(Strip((), ())) == ()
    assert used(cells(HAPPY[1], HAPPY[0])) == ("original", "view", "copy", "unread", "changed")
    assert used(cells(DELETION[1], DELETION[0])) == (
        "original",
        "view",
        "copy",
        "gone",
        "unread",
        "read",
        "changed",
        "stale",
        "offline",
    )


def test_what_stands_beside_the_tiles_is_explained_too() -> None:
    assert used(cells(LOCKED[1], LOCKED[0]))[-3:] == ("locked", "offline", "keys")
    assert used(cells(EXPORTED[1], EXPORTED[0]))[-1] == "file"
    assert used(cells(CULPRIT[1], CULPRIT[0]), 2)[-1] == "culprit"
    assert "culprit" not in used(cells(CULPRIT[1], CULPRIT[0]), 99)
    assert "offline" not in used(cells(LOST[1], LOST[0]))


def test_it_wraps_where_it_gets_too_long() -> None:
    items = used(cells(LONG[1], LONG[0]))
    assert height((), 500, "en") == 0
    assert height(items, 300, "en") > height(items, 900, "en")
    svg = canvas(340, 300, "t", "d", "ja")
    draw(svg, items, 20, 0, 300, "ja")
    places = [float(node.get("x", "0")) for node in svg if node.tag == "text"]
    assert len(places) == len(items)
    assert max(places) < 320
