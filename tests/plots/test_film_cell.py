"""One cell: tiles at their places, shelves with names, and how old a view is."""

from dataclasses import replace
from xml.etree.ElementTree import Element

from labkit.plots.film_cell import arrow, draw
from labkit.plots.film_frame import frame_of
from labkit.plots.film_model import Cell, Look, Row, Strip, cells
from labkit.plots.film_tile import tray
from labkit.plots.svg import canvas
from labkit.texts import Language
from tests.plots.film_scenes import CULPRIT, SHELVES, originals, tile


def drawn(strip: Strip, row: Row, cell: Cell, language: Language = "en") -> list[Element]:
    on = tray(canvas(900, 200, "t", "d", language))
    draw(on, cell, row, frame_of([strip]), (200, 0), language)
    return list(on)


def words(nodes: list[Element]) -> list[str | None]:
    return [node.text for node in nodes if node.tag == "text"]


SHELVED = cells(SHELVES[1], SHELVES[0])
PLAIN = cells(CULPRIT[1], CULPRIT[0])


def test_each_run_of_tiles_on_one_shelf_has_a_tab() -> None:
    server = SHELVED.rows[0]
    shown = words(drawn(SHELVED, server, server.cells[2]))
    assert shown[:4] == ["Inbox", "Trash", "Sent", "Drafts"]
    assert shown[4:] == ["A", "C", "D", "B"]  # shelf by shelf
    assert words(drawn(SHELVED, server, server.cells[0])) == ["Inbox", "A", "B"]


def test_a_long_name_of_a_shelf_gives_way_to_a_short_one() -> None:
    server = SHELVED.rows[0]
    assert "受信トレイ" in words(drawn(SHELVED, server, server.cells[0], "ja"))
    assert words(drawn(SHELVED, server, server.cells[2], "ja"))[:2] == ["受信", "ごみ箱"]


def test_one_shelf_needs_no_name() -> None:
    server = PLAIN.rows[0]
    assert words(drawn(PLAIN, server, server.cells[0])) == ["A", "B"]


def test_an_endless_name_of_a_shelf_stays_over_its_tiles() -> None:
    looks = (Look(tile("A", "original", "x" * 200)),)
    strip = replace(SHELVED, rows=(replace(SHELVED.rows[0], cells=(Cell(looks),)),))
    assert words(drawn(strip, strip.rows[0], Cell(looks)))[0].endswith("…")  # type: ignore[union-attr]


def test_nothing_is_said_to_be_nothing_and_lost_to_be_lost() -> None:
    row = PLAIN.rows[1]
    assert words(drawn(PLAIN, row, Cell())) == ["empty"]
    assert words(drawn(PLAIN, row, Cell(lost=True))) == ["lost"]


def test_the_arrow_points_at_what_is_gone() -> None:
    svg, server = canvas(900, 200, "t", "d", "en"), PLAIN.rows[0]
    frame = frame_of([PLAIN])
    kept_a = Cell((Look(originals("A")[0]), Look(originals("B")[0], changed=True, gone=True)))
    for cell in (server.cells[2], kept_a, Cell()):
        arrow(svg, cell, frame, (200, 100), 80)
    at = [node.get("d", "").split()[0] for node in svg if node.tag == "path"][::2]
    assert at == ["M166", "M234", "M200"]
