"""A session held open between two actions: ended politely, or dropped without a word."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from labkit.agents.clients import Line, pop3
from labkit.agents.open_line import OpenLine
from tests.agents.household import DOORS, Household


def line(house: Household) -> Line:
    return Line(house.network, "tablet", *DOORS.pop)


def test_it_stays_open_until_it_is_ended(house: Household) -> None:
    held = OpenLine(pop3(line(house)))
    held.client.capa()
    assert house.said() == ["CAPA"]
    held.end()
    assert house.said() == ["CAPA", "QUIT"]
    assert house.network.connections == {}


def test_dropped_it_says_no_goodbye(house: Household) -> None:
    held = OpenLine(pop3(line(house)))
    held.drop()
    house.quiet()
    assert house.said() == []
    assert house.network.connections == {}
    held.drop()
    held.end()
    assert house.said() == []


def test_a_goodbye_that_fails_closes_all_the_same(house: Household) -> None:
    held = OpenLine(pop3(line(house)))
    house.network.set_up(DOORS.pop[0], False)
    with pytest.raises(ConnectionResetError):
        held.end()
    house.quiet()
    assert house.network.connections == {}


def test_where_nobody_picks_up_nothing_is_held(house: Household) -> None:
    house.network.set_up(DOORS.pop[0], False)
    with pytest.raises(ConnectionRefusedError):
        OpenLine(pop3(line(house)))


def test_another_error_at_the_end_is_not_swallowed() -> None:
    @contextmanager
    def session() -> Iterator[str]:
        try:
            yield "client"
        finally:
            raise ZeroDivisionError

    for end in (OpenLine.end, OpenLine.drop):
        with pytest.raises(ZeroDivisionError):
            end(OpenLine(session()))
