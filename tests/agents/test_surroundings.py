"""What a device is given."""

from __future__ import annotations

from labkit.agents.surroundings import NewLetter, Owner, Surroundings
from labkit.world.identity import Identity
from tests.agents.household import Household


def test_a_password_is_not_shown() -> None:
    owner = Owner("ken@fuji.example", "Ken", "mountain-view", "aya@sakura.example")
    assert "mountain-view" not in repr(owner)


def test_the_worlds_new_letters_fit() -> None:
    new: NewLetter = Identity("test").new_letter("aya@sakura.example")
    assert new.letter == "A"
    assert new.message_id.endswith("@sakura.example>")
    assert new.topic


def test_a_household_is_surroundings_enough() -> None:
    house = Household()
    surroundings: Surroundings = house
    assert surroundings.language == "en"
    house.close()
