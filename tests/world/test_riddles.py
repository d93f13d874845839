"""Each riddle has one telling cell: with the other protocol it looks different."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

import pytest

from labkit.lessons.exercises.e05_7 import CELLS
from labkit.plots.film_model import Cell, Strip, cells
from labkit.plots.film_veil import veiled
from labkit.world.household import Household
from labkit.world.riddles import RIDDLES, Riddle, run
from labkit.world.world import World


def strip_of(riddle: Riddle) -> Strip:
    household = Household(World("test", "en"), lambda: None)
    with closing(household):
        run(household, riddle)
        events, snapshots = household.world.events()
    return veiled(cells(snapshots, events))


def shown(strip: Strip, cell: tuple[str, int]) -> Cell:
    holder, step = cell
    return next(row for row in strip.rows if row.holder == holder).cells[step]


@pytest.mark.parametrize("place", range(len(RIDDLES)))
def test_with_the_other_protocol_the_telling_cell_and_no_other_looks_different(place: int) -> None:
    riddle, (telling, others) = RIDDLES[place], CELLS[place]
    other = "POP3" if riddle.ways[riddle.device] == "IMAP" else "IMAP"
    swapped = replace(riddle, ways={**riddle.ways, riddle.device: other})
    one, two = strip_of(riddle), strip_of(swapped)
    assert shown(one, telling) != shown(two, telling)
    for cell in others:
        assert shown(one, cell).looks == shown(two, cell).looks or cell[1] > telling[1]


def test_there_is_a_riddle_for_every_set_of_cells() -> None:
    assert len(RIDDLES) == len(CELLS)
