"""How much room everything gets, and that compared strips share it."""

import pytest

from labkit.plots.film_frame import GAP, TOP, frame_of
from labkit.plots.film_model import cells
from tests.plots.film_scenes import CULPRIT, EXPORTED, SHELVES
from tests.plots.scenes import DELETION, HAPPY, LONG


def strips(*scenes: tuple) -> list:  # type: ignore[type-arg]
    return [cells(snapshots, events) for events, snapshots in scenes]


def test_a_small_laptop_has_room_for_it() -> None:
    assert frame_of(strips(HAPPY)).width <= 820
    assert frame_of(strips(DELETION)).width <= 820
    assert frame_of(strips(EXPORTED)).width <= 820  # with the margin for files
    assert frame_of([]).columns == 0


def test_compared_strips_share_columns_and_scale() -> None:
    both = frame_of(strips(HAPPY, DELETION))
    alone = frame_of(strips(HAPPY))
    assert (both.columns, both.size.fixed) == (5, {"A": 0, "B": 1})
    assert alone.size.fixed == {"A": 0}
    assert both.size == frame_of(strips(DELETION, HAPPY)).size


def test_unfolded_shows_every_column() -> None:
    assert frame_of(strips(LONG)).columns == 4
    wide = frame_of(strips(LONG), unfold=True)
    assert wide.columns == 12
    assert wide.width == wide.left + 12 * wide.wide + 12


@pytest.mark.parametrize(("scene", "high"), [(CULPRIT, 92), (SHELVES, 108)])
def test_rows_with_shelves_are_higher(scene: tuple, high: int) -> None:  # type: ignore[type-arg]
    frame = frame_of(strips(scene))
    assert frame.row == high
    assert (frame.top(0), frame.top(1)) == (TOP, TOP + high + GAP)
    assert frame.end(2) == TOP + 2 * high + GAP


def test_only_files_take_a_margin() -> None:
    assert frame_of(strips(CULPRIT)).files == 0
    assert frame_of(strips(EXPORTED)).files > 0
