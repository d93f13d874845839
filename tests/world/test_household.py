"""Devices in a world: their stores after each event, and their part in keeping it alive."""

from __future__ import annotations

import gc
import itertools

import pytest

from labkit.records import Numbers, Snapshot
from labkit.world.faults import Faults
from labkit.world.household import Household
from labkit.world.scene import AYA, KEN
from labkit.world.world import World
from tests.world.retold import retold


@pytest.fixture
def household(world: World) -> Household:
    return Household(world, lambda: None)


def last(household: Household, holder: str) -> Snapshot:
    return [s for s in household.world.events()[1] if s.holder == holder][-1]


def letters(snapshot: Snapshot) -> list[tuple[str, str]]:
    return [(tile.letter, tile.holding) for tile in snapshot.tiles]


def test_the_history_begins_with_empty_hands(household: Household) -> None:
    events, snapshots = household.world.events()
    assert [event.what.key for event in events] == ["event.start"]
    assert [s.holder for s in snapshots] == ["server", "phone", "laptop", "tablet"]
    assert all(s.tiles == () for s in snapshots)


def test_only_the_server_holds_a_letter_that_nobody_has_fetched(household: Household) -> None:
    household.devices["pc"].send()
    assert letters(last(household, "server")) == [("A", "original")]
    assert letters(last(household, "phone")) == []


def test_a_row_changes_only_when_that_device_syncs(household: Household) -> None:
    pc, phone, laptop = (household.devices[name] for name in ("pc", "phone", "laptop"))
    pc.send()
    phone.sync()
    laptop.sync()
    laptop.expunge("A")
    assert letters(last(household, "server")) == []
    assert letters(last(household, "phone")) == [("A", "view")]
    assert last(household, "phone").synced_at == 2
    phone.sync()
    assert letters(last(household, "phone")) == []


def test_a_copy_stays_when_the_original_goes(household: Household) -> None:
    pc, laptop, tablet = (household.devices[name] for name in ("pc", "laptop", "tablet"))
    pc.send()
    tablet.get()
    laptop.sync()
    laptop.expunge("A")
    assert letters(last(household, "tablet")) == [("A", "copy")]
    assert household.copy("A") is not None


def test_cards_say_what_each_device_has(household: Household) -> None:
    household.devices["pc"].send()
    household.devices["tablet"].get()
    household.devices["phone"].sync()
    assert [(card.name, card.holds) for card in household.cards("A", KEN)] == [
        ("phone", "view"),
        ("laptop", "nothing"),
        ("tablet", "copy"),
    ]


def test_an_answer_is_shown_on_the_devices_of_whoever_gets_it(household: Household) -> None:
    household.devices["phone"].send()
    assert household.copy("A") is None
    household.devices["pc"].sync()
    assert [(card.name, card.holds) for card in household.cards("A", AYA)] == [("pc", "view")]
    assert household.copy("A") is not None


def test_a_reset_begins_anew_also_with_a_line_that_is_open(household: Household) -> None:
    def run() -> tuple[object, ...]:
        household.devices["pc"].send()
        household.devices["phone"].idle()
        household.devices["tablet"].connect()
        return retold(household.world), [s.id for s in household.world.sessions()]

    first = run()
    household.reset()
    assert household.world.sessions() == ()
    assert run() == first
    household.close()


def test_two_sessions_never_talk_at_once(household: Household) -> None:
    world, laptop = household.world, household.devices["laptop"]
    laptop.sent = "upload"
    laptop.send()
    for host in ("mx.sakura.example", "mx.fuji.example"):
        world.network.set_up(host, False)
    laptop.send()
    household.devices["pc"].send()
    for host in ("mx.sakura.example", "mx.fuji.example"):
        world.network.set_up(host, True)
    world.retry(None)
    world.settle()
    sessions = world.sessions()
    assert [session.who for session in sessions] == [
        *("laptop", "smtp.fuji.example", "laptop"),
        *("laptop", "laptop"),
        "pc",
        *("smtp.sakura.example", "smtp.fuji.example"),
    ]
    for one, next in itertools.pairwise(sessions):
        assert one.ended is not None
        assert one.ended < next.started


def test_views_are_told_after_every_event(world: World) -> None:
    told: list[int] = []
    household = Household(world, lambda: told.append(len(world.events()[0])))
    household.devices["pc"].send()
    household.devices["phone"].go_offline()
    assert told == [1, 2, 3]


def test_a_device_somebody_still_holds_keeps_the_servers_running() -> None:
    world = World("test")
    phone = Household(world, lambda: None).devices["phone"]
    gc.collect()
    phone.sync()
    assert not world.closed
    del phone
    gc.collect()
    assert world.closed


def test_each_holder_knows_letters_by_its_own_numbers(household: Household) -> None:
    pc, phone, tablet = (household.devices[name] for name in ("pc", "phone", "tablet"))
    pc.send()
    phone.sync()
    tablet.get()
    now = last(household, "server").numbers
    assert now is not None
    assert now == Numbers((("A", "1"),), now.validity)
    assert last(household, "phone").numbers == now
    assert last(household, "tablet").numbers == Numbers((("A", f"{now.validity}-1"),))
    assert last(household, "laptop").numbers == Numbers()


def test_a_device_keeps_the_old_numbers_until_it_looks(household: Household) -> None:
    pc, phone = household.devices["pc"], household.devices["phone"]
    pc.send()
    phone.sync()
    before = last(household, "server").numbers
    Faults(household).restore("ken@fuji.example")
    assert last(household, "phone").numbers == before != last(household, "server").numbers
    phone.sync()
    assert last(household, "phone").numbers == last(household, "server").numbers


def test_the_maildrop_is_locked_while_a_pop3_session_has_it(household: Household) -> None:
    tablet = household.devices["tablet"]
    tablet.get()
    assert not last(household, "server").locked
    tablet.connect()
    assert last(household, "server").locked
    tablet.disconnect()
    assert not last(household, "server").locked
