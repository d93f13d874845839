"""What a notebook gets of a ladder."""

from labkit.plots.ladder import ladder
from tests.plots.scenes import INSIDE, TYPED


def test_the_list_stands_between_caption_and_table_and_is_not_in_the_drawing() -> None:
    shown = ladder(TYPED, "en", INSIDE)
    html = shown.html
    assert html.index("<figcaption") < html.index("labkit-lines") < html.index("<table")
    assert "labkit-lines" not in shown.svg


def test_the_text_is_the_table_and_what_is_open() -> None:
    shallow, deep = (ladder(TYPED, "ja", INSIDE, depth) for depth in (1, 2))
    assert shallow.text == shallow.twin.text()
    assert deep.text.startswith(deep.twin.text())
    assert deep.text != deep.twin.text()
