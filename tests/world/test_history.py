from dataclasses import replace

import pytest

from labkit.records import Hop, Notice, Numbers, Snapshot, Tile
from labkit.wire.clock import START
from labkit.world.history import MAX_TILES, History

TABLET = Snapshot(0, "tablet", "POP3", ())


def test_events_are_numbered_and_snapshots_belong_to_them() -> None:
    history = History(lambda message_id: "A")
    history.add(START, "lab", Notice("event.start"), (), (TABLET,), frozenset())
    event = history.add(
        START, "tablet", Notice("event.get"), (1,), (TABLET,), frozenset({"tablet"})
    )
    assert (event.number, event.sessions) == (1, (1,))
    assert [(s.event, s.synced_at) for s in history.snapshots] == [(0, None), (1, 1)]


def test_a_holder_keeps_the_event_of_its_last_sync() -> None:
    history = History(lambda message_id: "A")
    for synced in (frozenset({"tablet"}), frozenset[str](), frozenset[str]()):
        history.add(START, "x", Notice("event.get"), (), (TABLET,), synced)
    assert [s.synced_at for s in history.snapshots] == [0, 0, 0]


@pytest.mark.slow
def test_what_did_not_change_is_kept_once_and_all_of_it_is_bounded() -> None:
    history = History(lambda message_id: "A")

    def add(count: int) -> None:
        tiles = tuple(Tile(f"{n}", f"<{n}@x>", "copy") for n in range(count))
        held = replace(TABLET, tiles=tiles)
        history.add(START, "tablet", Notice("event.get"), (), (held,), frozenset())

    add(3)
    add(3)
    first, second = history.snapshots
    assert first.tiles is second.tiles
    for turn in range(2 * MAX_TILES // 100_000):
        add(100_000 + turn)
    assert sum(len(snapshot.tiles) for snapshot in history.snapshots) < MAX_TILES + 200_000


def test_a_hop_is_known_by_the_letters_name() -> None:
    history = History({"<1@x>": "A"}.__getitem__)
    history.note_hop(Hop("<1@x>", "mx", "mx.fuji.example", "stored", START))
    assert history.hops[0].letter == "A"


def test_numbers_that_stay_are_kept_once() -> None:
    history = History(lambda message_id: message_id)
    for _ in range(3):
        numbers = Numbers((("A", "1"),), 7)
        shot = Snapshot(0, "server", None, (), numbers=numbers)
        history.add(START, "lab", Notice("event.start"), (), (shot,), frozenset())
    kept = [snapshot.numbers for snapshot in history.snapshots]
    assert len(kept) == 3
    assert kept[0] is kept[1] is kept[2]


def test_a_hop_belongs_to_the_event_that_is_recorded_after_it_until_all_begins_anew() -> None:
    history = History(lambda message_id: "A")
    history.add(START, "lab", Notice("event.start"), (), (), frozenset())
    history.note_hop(Hop("<1@x>", "mx", "mx.fuji.example", "stored", START))
    event = history.add(START, "pc", Notice("event.get"), (), (), frozenset())
    assert history.hops[0].event == event.number == 1
    history.forget_events()
    assert history.hops[0].event is None


def test_an_error_mail_is_found_by_the_letter_it_is_about() -> None:
    history = History({"<1@x>": "A", "<2@x>": "B"}.__getitem__)
    history.note_hop(Hop("<1@x>", "mx", "mx.fuji.example", "refused", START))
    written = Hop("<2@x>", "submission", "smtp", "written", START, about="<1@x>")
    history.note_hop(written)
    ((hop,),) = history.errors("A")
    assert (hop.letter, hop.about) == ("B", "A")
    assert history.errors("B") == ()
    assert [hop.state for hop in history.way("A")] == ["refused"]


def test_who_was_in_step_before_all_begins_anew_is_so_at_the_start() -> None:
    history = History(lambda message_id: "A")
    empty, phone = Snapshot(0, "server", None, ()), Snapshot(0, "phone", "IMAP", ())
    full = replace(empty, tiles=(Tile("A", "<1@x>", "original"),))
    for server, synced in ((empty, "tablet"), (full, "server"), (full, "phone")):
        history.add(
            START, "lab", Notice("event.sync"), (), (server, phone, TABLET), frozenset({synced})
        )
    history.forget_events()
    history.add(START, "lab", Notice("event.start"), (), (full, phone, TABLET), frozenset())
    assert {s.holder: s.synced_at for s in history.snapshots} == {
        "server": 0,
        "phone": 0,
        "tablet": None,
    }
