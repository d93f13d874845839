"""What is on its way between servers: by itself, held, and where a machine is off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from labkit.agents.clients import Line
from labkit.agents.submitting import submit
from labkit.world.faults import Faults
from labkit.world.household import Household
from labkit.world.scene import AYA, KEN, MIKA, SUBMISSION
from labkit.world.world import World


@pytest.fixture
def household(world: World) -> Iterator[Household]:
    made = Household(world, lambda: None)
    yield made
    made.close()


def test_steps_go_through_relay_and_delivery(household: Household, world: World) -> None:
    world.change(lambda: world.traffic.hold(True))
    household.devices["pc"].send("ken@fuji.example, mika@fuji.example")
    assert [world.step().kind for _ in range(4)] == [
        "looked up", "handed over", "delivered", "nothing",
    ]  # fmt: skip
    assert len(world.mailbox(KEN)) == len(world.mailbox(MIKA)) == 1


def test_a_machine_that_is_off_hands_nothing_over_and_keeps_its_queue(
    household: Household, world: World
) -> None:
    faults = Faults(household)
    faults.down("mx.fuji.example")
    household.devices["pc"].send()
    faults.down("smtp.sakura.example")
    faults.up("mx.fuji.example")
    household.wait(timedelta(hours=3))
    [row] = world.queue()
    assert (row.letter, row.tries) == ("A", 1)  # nobody was there to try
    faults.up("smtp.sakura.example")
    assert [row.letter for row in world.mailbox(KEN)] == ["A"]


def test_no_step_makes_a_machine_work_that_is_off(household: Household, world: World) -> None:
    faults = Faults(household)
    world.change(lambda: world.traffic.hold(True))
    household.devices["pc"].send()
    for host, then in (
        ("smtp.sakura.example", ["looked up", "handed over"]),
        ("mx.fuji.example", ["delivered"]),
    ):
        faults.down(host)
        assert world.step().kind == "nothing"
        faults.up(host)
        assert [world.step().kind for _ in then] == then


def test_a_host_that_comes_back_goes_on_only_if_nobody_steps(
    household: Household, world: World
) -> None:
    world.change(lambda: world.traffic.hold(True))
    household.devices["pc"].send()
    faults = Faults(household)
    faults.down("smtp.sakura.example")
    faults.up("smtp.sakura.example")
    assert [row.letter for row in world.queue()] == ["A"]


def test_old_letters_go_on_the_labs_clock_and_who_waits_hears_of_it(
    household: Household, world: World
) -> None:
    Faults(household).expire("fuji.example", days=3)
    household.devices["pc"].send()
    laptop = household.devices["laptop"]
    laptop.idle()
    household.wait(timedelta(days=2))
    assert len(world.mailbox(KEN)) == 1
    household.wait(timedelta(days=2))
    assert (world.mailbox(KEN), laptop.tiles()) == ((), ())


def test_an_expiry_that_is_thrown_late_counts_from_the_letters_own_day(
    household: Household, world: World
) -> None:
    household.devices["pc"].send()
    household.wait(timedelta(days=10))
    Faults(household).expire("fuji.example", days=3)
    assert world.mailbox(KEN) == ()


def test_a_letter_is_tried_and_given_up_by_hand(household: Household, world: World) -> None:
    Faults(household).down("mx.fuji.example")
    household.devices["pc"].send()
    assert world.retry("A") == 1
    world.settle()
    assert world.queue()[0].tries == 2
    assert world.retry("Z") == 0
    assert (world.give_up("A"), world.give_up("A"), world.give_up("Z")) == (1, 0, 0)


def test_a_letter_that_nobody_knows_is_none_without_a_message_id(
    household: Household, world: World
) -> None:
    Faults(household).down("mx.fuji.example")
    network = household.network
    line = Line(network, "guest", "smtp.sakura.example", SUBMISSION)
    login = (AYA.address, AYA.password)
    nameless = b"Message-ID: \r\nSubject: hello\r\n\r\nHi.\r\n"
    submit(line, "program.example", login, AYA.address, (KEN.address,), nameless)
    world.settle()
    assert (len(world.queue()), world.retry("Z")) == (1, 0)
    assert world.retry(None) == 1
