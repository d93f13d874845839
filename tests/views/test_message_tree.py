"""The MIME tree, nested as lists are."""

from labkit.records import PartNode
from labkit.texts import LANGUAGES
from labkit.views.markup import el, html
from labkit.views.message_tree import draw_tree, encoded, facts, purpose, tree_lines

TREE = PartNode(
    "", "multipart/mixed", 99, parts=(
        PartNode("1", "text/plain", 12, "quoted-printable", "utf-8"),
        PartNode("2", "image/png", 40, "base64", name="<b>.png"),
    ),
)  # fmt: skip


def test_the_tree_in_lines() -> None:
    assert tree_lines(TREE, "en") == [
        "multipart/mixed: 99 octets",
        "  1 text/plain: 12 octets; quoted-printable: odd octets written as =NN; "
        "characters as utf-8",
        "  2 image/png: 40 octets; base64: every 3 octets written as 4 letters; file name <b>.png",
    ]


def test_the_tree_in_lists() -> None:
    root = el(None, "div")
    draw_tree(root, TREE, "en")
    page = html(root)
    assert page.count("<ul") == 2
    assert page.count("<li>") == 3
    assert "A picture." in page
    assert "<b>" not in page


def test_what_nobody_knows_is_said_so() -> None:
    odd = PartNode("1", "x/y", 1, "x-uuencode")
    for language in LANGUAGES:
        assert "x-uuencode" in encoded("x-uuencode", language)
        assert purpose(odd, language) == ""
        assert "x-uuencode" in facts(odd, language)
    assert purpose(PartNode("", "text/html", 1), "en") == "A page in HTML, as on the web."
    assert purpose(PartNode("", "application/zip", 1), "en") == "A file for some program."
