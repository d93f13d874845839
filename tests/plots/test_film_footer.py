"""What was predicted and what was seen: two sentences, however long."""

from labkit.plots.film_footer import draw, height, lines_of
from labkit.plots.svg import canvas
from labkit.records import Notice
from tests.plots.scenes import PREDICTION


def test_without_a_prediction_there_is_no_footer() -> None:
    assert lines_of(None, "en", 800) == []
    assert height([]) == 0
    svg = canvas(800, 200, "t", "d", "en")
    before = len(svg)
    draw(svg, [], 0, 0, 800)
    assert len(svg) == before


def test_a_long_sentence_goes_on_under_itself() -> None:
    lines = lines_of(PREDICTION, "en", 800)
    assert [label for label, _ in lines] == ["You predicted:", "You saw:", ""]
    assert height(lines) > height(lines[:2])


def test_both_languages_say_both() -> None:
    short = Notice("film.gone")
    assert lines_of((short, short), "ja", 800) == [("予想：", "消えた"), ("結果：", "消えた")]
