"""Ken's provider and Aya's with Ken's, closed after each test; no bug may go unnoticed in them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from labkit.agents.device import Device
from tests.agents.household import Household
from tests.agents.post import Post


@pytest.fixture
def house() -> Iterator[Household]:
    house = Household()
    yield house
    house.close()


@pytest.fixture
def phone(house: Household) -> Device:
    return house.device("phone")


@pytest.fixture
def laptop(house: Household) -> Device:
    return house.device("laptop")


@pytest.fixture
def tablet(house: Household) -> Device:
    return house.device("tablet", "POP3")


@pytest.fixture
def post() -> Iterator[Post]:
    post = Post()
    yield post
    post.close()
