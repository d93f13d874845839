"""``lab.faults`` in a notebook: words, a board, and both always say the same."""

from __future__ import annotations

import pytest

from labkit import Lab
from labkit.agents.trouble import Trouble
from labkit.lab.switches import METHODS
from labkit.records import Fault
from labkit.world.faults import Faults


def test_it_says_what_is_thrown(lab: Lab) -> None:
    assert repr(lab.faults) == "All is well: no switch is thrown."
    lab.faults.down("mx.fuji.example")
    assert repr(lab.faults) == "mx.fuji.example is down"
    lab.language = "ja"
    assert "mx.fuji.example" in repr(lab.faults)


def test_every_switch_is_on_the_board(lab: Lab) -> None:
    public = {name for name in vars(Faults) if not name.startswith("_")} - {"active"}
    assert set(METHODS) == public


def test_the_board_follows_whatever_throws_a_switch(lab: Lab) -> None:
    board = lab.faults.board()
    lab.faults.full("ken", letters=2)
    assert board.faults == (Fault("full", "ken", "2 452"),)
    lab.faults.cut("tablet", before="QUIT")
    lab.aya.send()
    with pytest.raises(Trouble):
        lab.tablet.get()
    assert board.faults == (Fault("full", "ken", "2 452"),)  # pulled, and in again
    lab.reset()
    assert board.faults == ()


def test_the_board_throws_a_switch(lab: Lab) -> None:
    board = lab.faults.board()
    row = board.cards["hosts"].rows["down"]
    row.button.click()
    [fault] = lab.faults.active
    assert fault.kind == "down"
    board.clear.click()
    assert lab.faults.active == ()


def test_a_cell_that_ends_with_it_shows_the_board_and_its_twins(lab: Lab) -> None:
    bundle = lab.faults._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert "lab.faults.down" in str(bundle["text/html"])
    assert str(bundle["text/plain"]).startswith("Switchboard")


def test_a_closed_lab_has_no_switches(lab: Lab) -> None:
    faults = lab.faults
    lab.close()
    with pytest.raises(Trouble, match="The lab is closed"):
        faults.down("mx.fuji.example")
