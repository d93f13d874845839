"""Which switches are thrown is read off where the trouble is."""

from __future__ import annotations

from labkit.records import Fault
from labkit.wire.link import Cut
from labkit.world.faults import Faults
from labkit.world.household import Household
from labkit.world.thrown import DOMAINS, HOSTS, PEOPLE, thrown
from labkit.world.world import World


def test_a_lab_begins_without_trouble(world: World) -> None:
    assert list(thrown(Household(world, lambda: None))) == []
    assert HOSTS[0] == "mx.fuji.example"
    assert DOMAINS == ("fuji.example", "sakura.example")
    assert {"ken", "full", "aya"} <= set(PEOPLE)


def test_a_mailbox_that_is_small_from_the_start_is_thrown_once_it_says_never(world: World) -> None:
    household = Household(world, lambda: None)
    faults = Faults(household)
    faults.full("full", 0)
    assert faults.active == ()
    faults.full("full", 0, 552)
    assert faults.active == (Fault("full", "full", "0 552"),)


def test_whatever_is_wrong_is_seen_whoever_did_it(world: World) -> None:
    household = Household(world, lambda: None)
    world.network.outages.down.add("mx.fuji.example")
    world.provider("fuji.example").directory.policy.busy.add("pop.fuji.example")
    world.network.outages.cuts["tablet"] = Cut(before=bool, words="QUIT")
    household.devices["phone"].go_offline()
    household.devices["laptop"].lose()
    assert list(thrown(household)) == [
        Fault("down", "mx.fuji.example"),
        Fault("busy", "pop.fuji.example"),
        Fault("network", "phone", "offline"),
        Fault("cut", "tablet", "QUIT"),
    ]
