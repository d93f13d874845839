"""Text enters in one place, and whatever it holds the picture stays well formed."""

from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkit.plots.svg import canvas, clean, el, number, serialize, write

ANY = st.text(alphabet=st.characters(exclude_categories=()), max_size=60)


@given(text=ANY, title=ANY)
def test_any_text_is_well_formed_and_cannot_leave_its_place(text: str, title: str) -> None:
    svg = canvas(100, 50, title, "said", "en")
    write(svg, 1, 2, text)
    el(svg, "path", d=text, data_name=text)
    found = fromstring(serialize(svg))
    assert len(list(found)) == len(list(svg))
    assert [node.text or "" for node in found if node.tag.endswith("}text")] == [clean(text)]


@given(text=ANY)
def test_clean_text_is_one_line_that_runs_one_way(text: str) -> None:
    shown = clean(text)
    assert not set(shown) & set(map(chr, range(32)))
    assert not set(shown) & set(
        "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"
    )
    assert clean(shown) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("bell\x07", "bell"),
        ("two\r\nlines\tand more", "two lines and more"),
        ("\u202egnirts", "gnirts"),
        ("half \ud83d of a pair", "half  of a pair"),
        ("not a character \uffff", "not a character "),
        ("時刻表、だよ", "時刻表、だよ"),
        ("\\Seen", "\\Seen"),
    ],
)
def test_clean(text: str, shown: str) -> None:
    assert clean(text) == shown


@pytest.mark.parametrize(
    ("value", "written"), [(3, "3"), (3.0, "3"), (12.5, "12.5"), (1 / 3, "0.33"), (100.0, "100")]
)
def test_numbers_are_short(value: float, written: str) -> None:
    assert number(value) == written


def test_attributes() -> None:
    svg = canvas(10, 10, "t", "d", "en")
    node = el(svg, "rect", stroke_width=2.0, stroke=None)
    assert node.attrib == {"stroke-width": "2"}


def test_a_text_too_long_ends_in_an_ellipsis() -> None:
    svg = canvas(10, 10, "t", "d", "en")
    assert (write(svg, 0, 0, "a long subject about trains", width=80).text or "").endswith("…")
    assert write(svg, 0, 0, "short", width=80).text == "short"
