"""What all charts share: fixed bytes, own ids, a font for Japanese, the lab's clock."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from labkit.plots.chart import FigurePicture, blank, clock, duration, look, naive
from labkit.plots.picture import Twin

TWIN = Twin("What?", "That.", ("a",), (("b",),))


def chart(title: str) -> FigurePicture:
    with look():
        drawn, [axes] = blank(3, 1, title)
        axes.bar([0], [1], hatch="////", edgecolor="black")
    return FigurePicture(drawn, TWIN, "caption", "ja")


def test_the_first_chart_and_the_next_have_the_same_bytes() -> None:
    # A process of its own: only there the font is loaded for the first time.
    code = "from tests.plots.test_chart import chart; print(chart('題').svg == chart('題').svg)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("True\n", "")


def test_japanese_has_glyphs(recwarn: pytest.WarningsRecorder) -> None:
    chart("容量上限")
    assert [str(each.message) for each in recwarn] == []


def test_the_axis_shows_the_labs_clock_and_the_day_where_it_matters() -> None:
    noon = datetime(2026, 4, 6, 12, tzinfo=UTC)
    for span, shown in ((timedelta(hours=1), "12:00:00"), (timedelta(days=2), "04-06 12:00")):
        with look():
            _, [axes] = blank(3, 1, "")
            axes.plot([naive(noon), naive(noon + span)], [0, 1])
            clock(axes, span)
            assert axes.xaxis.get_major_formatter()(axes.convert_xunits(naive(noon))) == shown


def test_a_duration_of_days_is_told_in_hours() -> None:
    assert duration(timedelta(days=1, seconds=1)) == "24:00:01"


def test_what_is_in_a_picture_and_a_png() -> None:
    made = chart("x")
    assert made.png.startswith(b"\x89PNG")
    assert "<title>What?</title>" in made.svg
    assert "<style" not in made.svg
