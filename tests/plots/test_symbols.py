"""Signs are paths, placed by their middle."""

from typing import get_args

import pytest

from labkit.plots.svg import canvas
from labkit.plots.symbols import Name, clock, flag, sign, step


@pytest.mark.parametrize("name", get_args(Name))
def test_every_sign_is_one_path_and_no_character(name: Name) -> None:
    svg = canvas(20, 20, "t", "d", "en")
    sign(svg, name, 10, 10, size=12)
    drawn = svg[-1]
    assert drawn.tag == "path"
    assert drawn.text is None
    assert drawn.get("transform") == "translate(4 4) scale(0.75)"
    assert (drawn.get("fill") == "none") == (drawn.get("stroke") is not None)


def test_a_sign_of_its_own_size_is_not_scaled() -> None:
    svg = canvas(20, 20, "t", "d", "en")
    sign(svg, "tick", 8, 8)
    assert svg[-1].get("transform") == "translate(0 0)"


def test_flag_and_clock_differ_in_shape() -> None:
    svg = canvas(40, 40, "t", "d", "en")
    flag(svg, 30, 5)
    assert svg[-1].get("d") == "M10 5H30V25z"
    clock(svg, 20, 20)
    assert svg[-1].get("d") == "M11 20a9 9 0 1 0 18 0a9 9 0 1 0-18 0M20 14.6v5.4l4.05 2.7"


def test_a_step_is_its_number() -> None:
    svg = canvas(40, 40, "t", "d", "en")
    step(svg, 10, 10, "12")
    assert svg[-1].text == "12"
