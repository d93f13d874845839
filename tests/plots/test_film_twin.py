"""The film in words: what nbval compares, what a screen reader reads."""

from dataclasses import replace

from labkit.plots.film import film
from labkit.plots.film_model import cells
from labkit.plots.film_twin import column_words, twin_of
from labkit.records import Snapshot
from tests.plots.film_scenes import STATES
from tests.plots.scenes import DELETION, HAPPY, LONG, device, event, server, start, tiles


def test_one_row_a_holder_one_column_an_event() -> None:
    twin = twin_of(cells(LONG[1], LONG[0]), "en")
    assert len(twin.head) == 1 + 12
    assert [row[0] for row in twin.rows] == [
        "server",
        "phone (IMAP)",
        "laptop (IMAP)",
        "tablet (POP3)",
    ]


def test_cells_in_words() -> None:
    rows = {row[0]: row for row in twin_of(cells(DELETION[1], DELETION[0]), "en").rows}
    assert rows["server"][4] == "A original, unread; B gone"
    assert rows["phone (IMAP), offline"][3:5] == (
        "A view, unread; B view, read",
        "A view, unread; B view, read, old, from step 2",
    )
    assert rows["tablet (POP3)"][1] == "empty"


def test_the_answer_says_where_each_letter_is_in_the_end() -> None:
    twin = twin_of(cells(DELETION[1], DELETION[0]), "ja")
    assert twin.answer == (
        "4番のあと、サーバー：A（原本）／スマホ：A（表示）／ノートPC：A（表示）"
        "／タブレット：A（コピー）、B（コピー）。"
    )


def test_a_view_that_misses_a_letter_says_so() -> None:
    shots = (*start("A"), device(1, "phone", "A", synced=1), server(2, "AB"))
    rows = twin_of(cells(shots, [event(n) for n in range(3)]), "en").rows
    assert rows[1][3] == "A view, unread; still shows step 1"


def test_shelf_header_and_mark_are_words() -> None:
    tile = replace(tiles("A", "view", marked="A")[0], shelf="Trash", body=False)
    twin = twin_of(cells([Snapshot(0, "phone", "IMAP", (tile,), 0)], [event(0)]), "ja")
    assert twin.rows[0][1] == "A（表示（ヘッダーだけ）、ごみ箱、未読、削除マーク）"


def test_a_mailbox_with_a_quota_says_how_full_it_is() -> None:
    events, shots = HAPPY
    full = tuple(replace(s, quota=3) if s.protocol is None else s for s in shots)
    head = film(events, full, "en").text.splitlines()[2]
    assert head.startswith("server, 1 of 3 letters | ")
    assert "3通中1通" in film(events, full, "ja").text


def test_what_is_beside_the_strip_is_said_too() -> None:
    notes = STATES["exported"]("en").twin.notes
    assert notes == ("Laptop: B.eml, outside the strip",)
    assert STATES["culprit"]("en").twin.notes == (
        "At step 2 the server lost A, B: Laptop: gets, asks to delete (POP3).",
    )
    head = [row[0] for row in STATES["locked"]("en").twin.rows]
    assert head[:2] == [
        "server, 3 of 3 letters, in use [IN-USE]",
        "phone (IMAP), offline, keys: app-1",
    ]


def test_a_culprit_that_took_nothing_is_told_so() -> None:
    assert film(*HAPPY, "en", culprit=2).twin.notes[0].startswith("At step 2 the server lost noth")


def test_a_lost_device_has_no_empty_mailbox() -> None:
    assert STATES["lost"]("en").twin.rows[3][3:] == ("A gone; B gone", "lost")


def test_views_with_and_without_their_text_are_told_apart() -> None:
    rows = STATES["bodies"]("en").twin.rows
    assert rows[1][2] == "A view (header only), unread; B view (header only), unread"
    assert rows[2][3] == "A view, cached, unread; B view, cached, unread"


def test_a_column_in_words_says_what_happened_and_who_holds_what() -> None:
    strip = cells(DELETION[1], DELETION[0])
    assert column_words(strip, 3, "en") == (
        "3 laptop (IMAP: sync). server: A original, B gone; phone: A, B view, still shows step 2; "
        "laptop: A view; tablet: A, B COPY"
    )
