import itertools

import pytest

from labkit.records import Tile
from labkit.texts import Language
from labkit.views.letter import describe, draw_tile, render_row, render_text, shown_name, words
from labkit.views.markup import html
from tests.views.rows import row


def drawn(tile: Tile) -> str:
    return html(draw_tile(None, tile))


def test_every_state_looks_different_without_colour() -> None:
    tiles = [
        Tile("A", "", holding, seen=seen, marked=marked)  # type: ignore[arg-type]
        for holding, seen, marked in itertools.product(
            ("original", "view", "copy"), (None, True, False), (True, False)
        )
    ]
    greys = {drawn(t).replace("#009E73", "#").replace("#D55E00", "#") for t in tiles}
    assert len(greys) == len(tiles)


def test_no_dot_where_nobody_can_say() -> None:
    assert "<circle" not in drawn(Tile("A", "", "original", seen=None))
    assert "<circle" in drawn(Tile("A", "", "original", seen=True))


def test_words_say_what_the_drawing_says() -> None:
    tile = Tile("A", "", "copy", seen=False, marked=True, body=False)
    assert words(tile, "en") == "COPY, unread, header only, marked as deleted"
    assert words(tile, "ja") == "コピー、未読、ヘッダーのみ、削除マーク"
    assert words(Tile("A", "", "original"), "en") == ""


def test_words_say_where_a_letter_is_if_not_in_the_inbox() -> None:
    assert words(Tile("A", "", "view", seen=True, shelf="Trash"), "en") == "view, in Trash, read"
    assert words(Tile("A", "", "original", shelf="Trash"), "ja") == "ごみ箱の中"
    assert words(Tile("A", "", "original", shelf="Work"), "en") == "in Work"


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_hostile_subject_stays_text(language: Language) -> None:
    written = render_row(row(subject="<img src=x onerror=alert(1)>\x07"), language)
    assert "<img" not in written
    assert "&lt;img src=x onerror=alert(1)&gt;\ufffd" in written


def test_a_hostile_text_stays_text_and_is_reached_by_the_keyboard() -> None:
    written = render_text("</pre><script>x</script>", "en")
    assert "<script>" not in written
    assert 'tabindex="0"' in written


def test_a_missing_text_says_where_it_is() -> None:
    assert "comes from the server" in render_text(None, "en")


def test_one_line_of_the_twin() -> None:
    assert describe(row(), "en") == "A [view, unread] Aya: A: trains"
    assert describe(row(holding="original", seen=None), "en") == "A Aya: A: trains"


@pytest.mark.parametrize(
    ("sender", "shown"),
    [
        ('"Aya" <aya@sakura.example>', "Aya"),
        ("Aya B. <aya@sakura.example>", "Aya B."),
        ("aya@sakura.example", "aya@sakura.example"),
        ("<aya@sakura.example>", "<aya@sakura.example>"),
        ("<" * 5000, "<" * 5000),
        ("", ""),
    ],
)
def test_a_list_shows_the_name_before_an_address(sender: str, shown: str) -> None:
    assert shown_name(sender) == shown
