"""Every picture, every language: golden drawings, twins, and what all of them owe their readers."""

import os
import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest

from labkit.plots.palette import SANS
from labkit.plots.picture import Picture, Twin, compare, folded_note
from labkit.plots.svg import canvas
from labkit.records import Notice
from labkit.texts import LANGUAGES, Language, say
from tests.plots.scenes import NAMES, picture, tree

GOLDEN = Path(__file__).parent.parent / "golden"
EACH = [(name, language) for name in NAMES for language in LANGUAGES]


@pytest.mark.parametrize(("name", "language"), EACH)
@pytest.mark.parametrize("form", ["svg", "txt"])
def test_golden(name: str, language: Language, form: str) -> None:
    # LABKIT_GOLDEN=1 writes them anew: look at the difference before it is committed.
    shown = picture(name, language)
    made = shown.svg if form == "svg" else f"{shown!r}\n"
    golden = GOLDEN / f"{name}.{language}.{form}"
    if os.environ.get("LABKIT_GOLDEN"):
        golden.write_text(made, encoding="utf-8", newline="\n")
    assert golden.read_text(encoding="utf-8") == made


def test_no_golden_without_its_picture() -> None:
    wanted = {f"{name}.{language}.{form}" for name, language in EACH for form in ("svg", "txt")}
    assert {path.name for path in GOLDEN.iterdir()} == wanted


@pytest.mark.parametrize(("name", "language"), EACH)
def test_named_described_and_in_its_language(name: str, language: Language) -> None:
    shown = picture(name, language)
    root = tree(shown)
    # An image has no parts to a screen reader: where some can be chosen it is a group of them.
    choices = [node for node in root.iter() if node.get("tabindex") == "0"]
    links = list(root.iter("a"))  # for pointing; Tab goes through what they lead to
    events = list(root.iter("style"))
    assert root.get("role") == ("group" if choices or links or events else "img")
    assert all(node.get("tabindex") == "-1" and node.get("aria-label") for node in links)
    assert all(node.get("role") == "img" and node.get("aria-label") for node in choices)
    assert root.get("lang") == language
    assert [node.tag for node in root][:2] == ["title", "desc"]
    assert all(root.findtext(tag) for tag in ("title", "desc"))
    assert shown.caption in _text_of(shown.html)


def sizes(node: Element, size: float = 0) -> Iterator[tuple[float, Element]]:
    """Yield each text and how large it is written, said by itself or by the group it is in."""
    size = float(node.get("font-size", size))
    if node.tag.endswith("text"):
        yield size, node
    for child in node:
        yield from sizes(child, size)


@pytest.mark.parametrize(("name", "language"), EACH)
def test_nothing_smaller_than_it_can_be_read(name: str, language: Language) -> None:
    for size, node in sizes(tree(picture(name, language))):
        badge = name.startswith("film") and size >= 10.5
        assert size >= 12 or badge, node.text


@pytest.mark.parametrize(("name", "language"), EACH)
def test_nothing_outside_and_no_theme_colour(name: str, language: Language) -> None:
    shown = picture(name, language)
    root = tree(shown)
    assert "currentColor" not in shown.svg
    assert "NaN" not in shown.svg
    width, height = float(root.get("width", "")), float(root.get("height", ""))
    assert root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}"
    for node in root.iter():
        assert -1 <= float(node.get("x", "0")) <= width
        assert -1 <= float(node.get("y", "0")) <= height
        if node.tag == "rect":
            assert float(node.get("x", "0")) + float(node.get("width", "0")) <= width
            assert float(node.get("y", "0")) + float(node.get("height", "0")) <= height


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_of_all_pictures_shares_no_id(language: Language) -> None:
    # Shown twice a ladder has the same ids twice, and what they lead to is the same.
    page = "".join(picture(name, language).html for name in NAMES)
    ids = Counter(re.findall(r'\sid="([^"]*)"', page))
    assert [name for name, count in ids.items() if count > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_untrusted_text_stays_text(language: Language) -> None:
    for name in ("journey-forged", "ladder-cut"):
        html = picture(name, language).html
        assert "<script" not in html
        assert "&lt;script&gt;" in html
        assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e\ud800-\udfff\ufffe\uffff]", html)


def test_the_bundle_is_html_and_the_same_in_words() -> None:
    shown = picture("film-happy", "en")
    bundle = shown._repr_mimebundle_()
    assert bundle == {"text/html": shown.html, "text/plain": repr(shown)}
    assert repr(shown) == shown.text


def test_html_is_well_formed_and_scrolls_in_its_own_box() -> None:
    html = picture("journey-forged", "ja").html
    figure = fromstring(html)
    box = next(node for node in figure.iter("div"))
    assert "overflow-x:auto" in (style := box.get("style", ""))
    assert "border-radius:8px" in style
    assert "background:#FFFFFF" in style
    assert box.get("tabindex") == "0"
    assert box.get("aria-label") == figure.findtext(".//{*}title")


def test_the_drawing_is_never_scaled() -> None:
    drawing = canvas(300, 100, "Where?", "There.", "en")
    assert "max-width:none" in drawing.get("style", "")
    assert drawing.get("font-family") == SANS


def test_a_twin_says_table_notes_and_answer() -> None:
    twin = Twin("Where?", "There.", ("who", "what"), (("phone", "A\x07 <b>"),), ("note & more",))
    assert twin.text() == "Where?\nwho | what\nphone | A <b>\nnote & more\nThere."
    assert "<p>note &amp; more</p>" in twin.html()
    assert 'scope="col"' in twin.html()
    assert "A &lt;b&gt;" in twin.html()


def test_equal_records_give_equal_bytes() -> None:
    for name in NAMES:
        assert picture(name, "ja").html == picture(name, "ja").html


def _text_of(html: str) -> str:
    class Reader(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.found: list[str] = []

        def handle_data(self, data: str) -> None:
            self.found.append(data)

    reader = Reader()
    reader.feed(html)
    return "".join(reader.found)


def test_an_own_picture_needs_only_a_drawing_and_a_twin() -> None:
    drawing: Element = canvas(10, 10, "t", "d", "en")
    shown = Picture(drawing, Twin("t", "d", (), ()), "Look.", "en")
    assert "Look." in shown.html
    assert shown.svg.startswith("<svg")


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_the_svg_is_taken_out_one_line_is_left(language: Language) -> None:
    """A fresh clone isn't trusted: JupyterLab's sanitizer takes the tags and leaves the words."""
    figure = fromstring(picture("journey-sent", language).html)
    box = next(node for node in figure.iter("div"))
    assert "font-size:0" in box.get("style", "")
    hints = list(figure.iter("{http://www.w3.org/2000/svg}p"))
    assert [node.text for node in hints] == [say(language, "picture.run")]
    assert "font-size:14px" in hints[0].get("style", "")
    # Every drawn word has a size of its own, so the box takes nothing from a trusted picture.
    drawn = [size for size, _ in sizes(next(figure.iter("{http://www.w3.org/2000/svg}svg")))]
    assert drawn
    assert all(drawn)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_folded_output_invites_to_run_the_cell(language: Language) -> None:
    first = picture("film-happy", language).html.splitlines()[0]
    title = say(language, "film.title")
    assert first == f"<!-- {say(language, 'picture.folded', title=title)} -->"


def test_no_title_ends_the_comment_before_its_time() -> None:
    note = folded_note("--> <script>", "en")
    assert note.index("-->") == len(note) - 3
    assert "<script" not in note


def test_what_was_predicted_stands_below_what_was_seen() -> None:
    made = compare(
        picture("ladder-cut", "en"), (Notice("lesson.not_predicted"), Notice("e03_2.saw.kept"))
    )
    assert made.text.splitlines()[-2].startswith("You predicted: You did not predict")
    assert made.text.splitlines()[-1] == "You saw: A is still on the server."
    assert (
        made.html.index("<svg") < made.html.index("You predicted") < made.html.index("figcaption")
    )
    assert "You predicted" not in compare(picture("ladder-cut", "en"), None).html


def test_no_space_follows_the_colon_of_a_japanese_label() -> None:
    made = compare(
        picture("ladder-cut", "ja"), (Notice("lesson.not_predicted"), Notice("e03_2.saw.kept"))
    )
    assert made.text.splitlines()[-2].startswith("予想：予想していません")
    assert "<b>予想：</b>予想していません" in made.html
