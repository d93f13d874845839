"""What each cell of the film shows, as a table of letters and marks.

In the tables a letter stands for its tile: ``A`` as it was, ``A!`` changed now, ``A-`` gone now,
``A?`` stale; a number after ``@`` is the step that a view still shows.
"""

from dataclasses import replace

import pytest

from labkit.plots.film_model import Cell, Look, Strip, cells, crowd, fold
from labkit.records import Snapshot, Tile
from tests.plots.scenes import DELETION, HAPPY, LONG, device, event, server, start, tiles


def drawn(cell: Cell) -> str:
    marks = (
        x.tile.letter + ("-" if x.gone else "?" if x.stale else "!" if x.changed else "")
        for x in cell.looks
    )
    since = "" if cell.stale_since is None else f" @{cell.stale_since}"
    return " ".join(marks) + since


def table(strip: Strip) -> dict[str, list[str]]:
    return {row.holder: [drawn(cell) for cell in row.cells] for row in strip.rows}


def strip_of(last: int, *snapshots: Snapshot) -> dict[str, list[str]]:
    return table(cells((*start("AB"), *snapshots), [event(n) for n in range(last + 1)]))


def test_the_happy_day() -> None:
    assert table(cells(HAPPY[1], HAPPY[0])) == {
        "server": ["", "A!", "A", "A"],
        "phone": ["", "", "", "A!"],
        "laptop": ["", "", "", ""],
        "tablet": ["", "", "A!", "A"],
    }


def test_a_deletion_reaches_a_view_only_when_it_syncs() -> None:
    assert table(cells(DELETION[1], DELETION[0])) == {
        "server": ["A B", "A B", "A B!", "A B-", "A"],
        "phone": ["", "", "A! B!", "A B? @2", "A B-"],
        "laptop": ["", "", "", "A!", "A"],
        "tablet": ["", "A! B!", "A B", "A B", "A B"],
    }


def test_a_ghost_stays_for_one_column() -> None:
    rows = strip_of(3, server(1, "A"), server(2, "A"), server(3, "A"))
    assert rows["server"] == ["A B", "A B-", "A", "A"]


def test_a_new_letter_makes_a_view_old_though_no_tile_of_it_is() -> None:
    rows = strip_of(2, device(1, "phone", "AB", synced=1), server(2, "ABC"))
    assert rows["phone"] == ["", "A! B!", "A B @1"]


def test_a_read_mark_makes_a_view_old() -> None:
    rows = strip_of(2, device(1, "phone", "AB", synced=1), server(2, "AB", read="B"))
    assert rows["phone"][2] == "A B? @1"


def test_a_copy_is_never_stale() -> None:
    rows = strip_of(2, device(1, "tablet", "AB", synced=1), server(2, ""))
    assert rows["tablet"] == ["", "A! B!", "A B"]


def test_a_view_beside_a_copy_is_held_against_the_servers_letter() -> None:
    held = tiles("A", "copy") + tiles("A", "view")
    both = replace(device(1, "phone", "A", synced=1), tiles=held)
    rows = strip_of(2, both, server(2, "AB"))
    assert rows["phone"] == ["", "A! A!", "A A @1"]  # B is missing; A's view is right


def test_who_never_spoke_to_the_server_shows_nothing_old() -> None:
    assert strip_of(1, server(1, "ABC"))["phone"] == ["", ""]


def test_who_just_synced_is_not_stale() -> None:
    rows = strip_of(2, device(1, "phone", "AB", synced=1), device(2, "phone", "A", synced=2))
    assert rows["phone"][2] == "A B-"


def test_views_are_compared_with_their_own_account() -> None:
    shots = (
        Snapshot(0, "server", None, tiles("A", "original"), account="ken"),
        Snapshot(0, "pc", "IMAP", tiles("Z", "view"), 0, account="aya"),
        Snapshot(1, "server", None, tiles("AB", "original"), account="ken"),
    )
    assert table(cells(shots, [event(0), event(1)]))["pc"] == ["Z", "Z"]


def test_a_letter_that_moves_leaves_no_ghost() -> None:
    moved = Snapshot(
        1, "server", None, (tiles("A", "original")[0], _shelved("B", "Trash")), synced_at=1
    )
    assert strip_of(1, moved)["server"] == ["A B", "A B!"]


def test_two_copies_of_one_letter_are_two_tiles() -> None:
    twice = Snapshot(1, "tablet", "POP3", tiles("A", "copy") * 2, 1)
    assert strip_of(1, twice)["tablet"] == ["", "A! A!"]


def test_without_an_imap_device_the_server_has_no_read_marks() -> None:
    shots = (server(0, "A"), device(0, "tablet", "A", synced=0))
    server_row, tablet = cells(shots, [event(0)]).rows
    assert server_row.cells[0].looks[0].tile.seen is None
    assert tablet.cells[0].looks[0].tile.seen is False


def test_rows_stand_in_a_fixed_order_and_know_their_protocol() -> None:
    strip = cells(DELETION[1][::-1], DELETION[0][::-1])
    assert [(row.holder, row.protocol) for row in strip.rows] == [
        ("server", None),
        ("phone", "IMAP"),
        ("laptop", "IMAP"),
        ("tablet", "POP3"),
    ]
    assert [row.online for row in strip.rows] == [True, False, True, True]


def test_older_columns_fold() -> None:
    whole = cells(LONG[1], LONG[0])
    shown = fold(whole)
    assert [e.number for e in shown.events] == [6, 7, 8, 9, 10, 11]
    assert shown.folded == 6
    assert all(len(row.cells) == 6 for row in shown.rows)
    # What changed before is judged by the whole film, not by its shown part.
    assert table(shown)["server"] == table(whole)["server"][6:]
    assert fold(cells(HAPPY[1], HAPPY[0])).folded == 0


@pytest.mark.parametrize(("letters", "more"), [("ABCD", 0), ("ABCDE", 2), ("ABCDEFGH", 5)])
def test_a_crowded_cell_counts_the_rest(letters: str, more: int) -> None:
    cell = crowd(Cell(tuple(Look(tile) for tile in tiles(letters, "copy"))))
    assert (len(cell.looks), cell.more) == (len(letters) - more, more)


def test_in_a_crowd_what_happened_stays() -> None:
    looks = [Look(tile) for tile in tiles("ABCDEF", "copy")]
    looks[5] = Look(looks[5].tile, changed=True)
    assert drawn(crowd(Cell(tuple(looks)))) == "A B F!"


def test_nothing_yet() -> None:
    assert cells((), ()) == Strip((), ())


def _shelved(letter: str, shelf: str) -> Tile:
    return replace(tiles(letter, "original")[0], shelf=shelf)


def test_a_lost_device_is_behind_nobody() -> None:
    shots = [
        *(server(0, "A"), device(0, "phone", "A", synced=0)),
        *(server(1, "A"), replace(device(1, "phone", "", online=False), lost=True)),
    ]
    strip = cells(shots, (event(0, "server"), event(1)))
    phone = next(row for row in strip.rows if row.holder == "phone")
    assert phone.lost
    assert drawn(phone.cells[-1]) == "A-"


def test_where_somebody_has_headers_only_a_view_with_its_text_says_so() -> None:
    header = Snapshot(0, "phone", "IMAP", tiles("A", "view", body=False), 0)
    whole = Snapshot(0, "laptop", "IMAP", tiles("A", "view"), 0)
    taken = device(0, "tablet", "A", synced=0)

    def cached(*shots: Snapshot) -> list[bool]:
        rows = cells((server(0, "A"), *shots), [event(0)]).rows
        return [look.cached for row in rows for look in row.cells[0].looks]

    assert cached(header, whole, taken) == [False, False, True, False]
    assert cached(whole, taken) == [False, False, False]


def test_letters_stand_shelf_by_shelf() -> None:
    held = (_shelved("A", "Trash"), _shelved("B", "Work"), _shelved("C", "INBOX"),
            _shelved("D", "Drafts"), _shelved("E", "Sent"))  # fmt: skip
    strip = cells([Snapshot(0, "server", None, held, 0)], [event(0)])
    assert drawn(strip.rows[0].cells[0]) == "C E D A B"
    assert strip.shelved
    assert not cells(HAPPY[1], HAPPY[0]).shelved


def test_what_is_beside_the_tiles_comes_from_the_last_snapshot() -> None:
    told = {"locked": True, "files": ("A",), "keys": ("app-1",)}
    strip = cells([server(0, ""), replace(server(1, ""), **told)], [event(0), event(1)])
    row = strip.rows[0]
    assert (row.locked, row.files, row.keys) == (True, ("A",), ("app-1",))


def test_a_cell_knows_whether_its_device_was_lost_by_then() -> None:
    shots = (device(0, "phone", "A", synced=0), replace(device(1, "phone", ""), lost=True))
    row = cells(shots, [event(n) for n in range(3)]).rows[0]
    assert [cell.lost for cell in row.cells] == [False, True, True]


def test_a_draft_that_was_saved_again_is_flagged_and_makes_other_views_old() -> None:
    def saved(event: int, holder: str, size: int, synced: int = 0) -> Snapshot:
        shot = (
            server(event, "A") if holder == "server" else device(event, holder, "A", synced=synced)
        )
        return replace(shot, tiles=tuple(replace(tile, size=size) for tile in shot.tiles))

    rows = cells(
        (
            saved(0, "server", 5),
            saved(0, "phone", 5),
            saved(0, "laptop", 5),
            saved(1, "server", 6),
            saved(1, "phone", 6, 1),
        ),
        [event(0), event(1)],
    )
    assert table(rows) == {
        "server": ["A", "A!"],
        "phone": ["A", "A!"],
        "laptop": ["A", "A? @0"],
    }
    assert [row.cells[1].looks[0].anew for row in rows.rows] == [True, True, False]
