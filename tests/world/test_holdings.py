"""What lies where: in mailboxes and in queues."""

from __future__ import annotations

from labkit.world.faults import Faults
from labkit.world.household import Household
from labkit.world.scene import AYA, FULL, KEN
from labkit.world.world import World


def test_a_letter_is_found_where_it_lies(world: World) -> None:
    pc = Household(world, lambda: None).devices["pc"]
    pc.send()
    [row] = world.mailbox(KEN)
    assert (row.letter, row.tile.holding, row.tile.shelf) == ("A", "original", "INBOX")
    assert world.change(lambda: world._holdings.tiles(KEN)) == (row.tile,)
    stored = world.stored("A")
    assert stored is not None
    assert stored.message_id == row.tile.message_id
    assert world.queued("A") is None
    assert world.mailbox(AYA) == ()


def test_a_letter_that_waits_is_in_the_queue_and_in_no_mailbox(world: World) -> None:
    household = Household(world, lambda: None)
    Faults(household).down("mx.fuji.example")
    household.devices["pc"].send()
    assert world.stored("A") is None
    queued = world.queued("A")
    assert queued is not None
    assert queued.subject.startswith("A: ")
    assert [row.letter for row in world.queue()] == ["A"]


def test_everybody_of_the_scene_has_an_account(world: World) -> None:
    assert world.account(KEN).address == KEN.address
    assert world.account(FULL).store.quota == 0
