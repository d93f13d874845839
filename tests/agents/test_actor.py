"""What every action has: one event at its end, whatever came of it, and the way to a server."""

from __future__ import annotations

import pytest

from labkit.agents.actor import Actor
from labkit.agents.trouble import Trouble
from labkit.records import Notice
from tests.agents.household import DOORS, KEN, Household

EVENT = Notice("event.forget", {"who": "x"})
TOLD = Notice("device.forgot_view", {"who": "x"})


@pytest.fixture
def actor(house: Household) -> Actor:
    return Actor("phone", KEN, DOORS, house)


def fails(actor: Actor, reached: bool) -> Notice:
    if reached:
        actor.reached()
    raise actor.trouble("trouble.offline")


def test_an_action_is_told_once_and_says_its_sentence(house: Household, actor: Actor) -> None:
    outcome = actor.act(EVENT, lambda: TOLD, ("A",))
    assert (outcome.notice, outcome.language, outcome.letters) == (TOLD, "en", ("A",))
    assert house.happenings == [("phone", "event.forget", 0)]


def test_an_event_may_depend_on_how_it_went(house: Household, actor: Actor) -> None:
    went: list[str] = []

    def work() -> Notice:
        went.append("sync")
        return TOLD

    actor.act(lambda: actor.notice(f"event.{went[0]}"), work)
    assert house.happenings == [("phone", "event.sync", 0)]


def test_what_failed_is_an_event_only_if_somebody_was_reached(
    house: Household, actor: Actor
) -> None:
    with pytest.raises(Trouble):
        actor.act(EVENT, lambda: fails(actor, reached=False))
    assert house.happenings == []
    with pytest.raises(Trouble):
        actor.act(lambda: EVENT, lambda: fails(actor, reached=True))
    assert house.happenings == [("phone", "event.failed", 0)]
    with pytest.raises(Trouble):  # each action begins anew
        actor.act(EVENT, lambda: fails(actor, reached=False))
    assert len(house.happenings) == 1


def test_in_step_is_the_last_action_only(house: Household, actor: Actor) -> None:
    def work() -> Notice:
        actor.in_step()
        return TOLD

    assert actor.last_sync is None
    actor.act(EVENT, work)
    assert (actor.synced, actor.last_sync) == (True, house.now())
    actor.act(EVENT, lambda: TOLD)
    assert (actor.synced, actor.last_sync) == (False, house.now())


def test_the_cable(house: Household, actor: Actor) -> None:
    actor.need_network()
    actor.set_online(False)
    assert house.network.outages.unplugged == {"phone"}
    with pytest.raises(Trouble, match="Phone is offline"):
        actor.need_network()
    actor.set_online(True)
    assert house.network.outages.unplugged == set()


def test_a_door_that_does_not_open_is_a_sentence(house: Household, actor: Actor) -> None:
    house.network.set_up("pop.fuji.example", False)
    with (
        pytest.raises(Trouble, match=r"pop\.fuji\.example does not answer at port 110"),
        actor.explained(DOORS.pop),
        actor.line(DOORS.pop).dialled(),
    ):
        pytest.fail("nobody is there")


def test_names(house: Household, actor: Actor) -> None:
    assert (actor.who(), actor.host_name) == (Notice("device.phone"), "phone.fuji.example")
    watch = Actor("watch", KEN, DOORS, house)
    assert (watch.who(), watch.notice("x").values) == ("watch", {"who": "watch"})
    name = house.arrive()
    found, message = actor.named(house.entries()[0].message.octets)
    assert (found, message.message_id) == (name, house.entries()[0].message.message_id)
