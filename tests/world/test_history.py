from labkit.records import Hop, Notice, Snapshot
from labkit.wire.clock import START
from labkit.world.history import History

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


def test_a_hop_is_known_by_the_letters_name() -> None:
    history = History({"<1@x>": "A"}.__getitem__)
    history.note_hop(Hop("<1@x>", "mx", "mx.fuji.example", "stored", START))
    assert history.hops[0].letter == "A"
