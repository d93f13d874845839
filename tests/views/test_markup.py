import pytest

from labkit.views.markup import clean, el, html


def test_text_and_attributes_are_escaped() -> None:
    root = el(None, "p", "<script>alert(1)</script> & more", title='" onclick="x')
    written = html(root)
    assert "<script>" not in written
    assert "&lt;script&gt;" in written
    assert "&quot; onclick=&quot;x" in written


@pytest.mark.parametrize("bad", ["\x00", "\x07", "\x1b", "\x85", "\u202e", "\u2066", "\ud800"])
def test_characters_that_break_or_disguise_a_page_are_replaced(bad: str) -> None:
    assert clean(f"a{bad}b") == "a\ufffdb"


def test_layout_and_any_language_stay() -> None:
    text = "one\ntwo\t件名 é 😀"
    assert clean(text) == text
    assert clean("one\r\ntwo") == "one\ntwo"


def test_names_of_attributes() -> None:
    written = html(el(None, "path", stroke_width=2, class_="x", d=None))
    assert written == '<path stroke-width="2" class="x"></path>'
