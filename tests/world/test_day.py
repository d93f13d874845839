"""The same day with other settings ends otherwise."""

from __future__ import annotations

import pytest

from labkit.world import day
from labkit.world.household import Household
from labkit.world.world import World


def held_at_the_end(world: World, ways: tuple[str, ...]) -> dict[str, list[str]]:
    household = Household(world, lambda: None)
    day.run(household, dict(zip(day.DEVICES, ways, strict=True)))
    events, snapshots = world.events()
    assert [event.what.key for event in events].count("event.start") == 1
    last = [shot for shot in snapshots if shot.event == events[-1].number]
    return {shot.holder: [tile.letter for tile in shot.tiles] for shot in last}


@pytest.mark.parametrize(
    ("name", "server", "phone", "laptop", "tablet"),
    [
        ("all_pop3", "ABC", "ABC", "AB", "ABC"),
        ("all_imap", "ABC", "ABC", "AB", "ABC"),  # the laptop's view is old
        ("mixed", "C", "C", "AB", "C"),
    ],
)
def test_who_holds_what_in_the_end(
    world: World, name: str, server: str, phone: str, laptop: str, tablet: str
) -> None:
    held = held_at_the_end(world, day.USUAL[name])
    expected = {"server": server, "phone": phone, "laptop": laptop, "tablet": tablet}
    assert {holder: "".join(letters) for holder, letters in held.items()} == expected


def test_the_day_begins_with_two_letters_in_the_mailbox(world: World) -> None:
    held_at_the_end(world, day.USUAL["all_imap"])
    events, snapshots = world.events()
    first = next(shot for shot in snapshots if shot.holder == "server" and shot.event == 0)
    assert [tile.letter for tile in first.tiles] == ["A", "B"]
    assert len(events) == 6
