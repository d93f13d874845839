"""EXPIRE: a provider's broom, on a clock that is handed in (RFC 2449 section 6.7)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkit.mail.expiry import expire, next_expiry, over
from labkit.mail.message import Message
from labkit.mail.store import MemoryStore

START = datetime(2026, 1, 5, 9, tzinfo=UTC)
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


def store_with(*dates: datetime) -> MemoryStore:
    store = MemoryStore(count(7).__next__)
    for date in dates:
        store.get("INBOX").append(Message(b"A: b\r\n\r\n", date))
    return store


def test_a_letter_is_kept_for_whole_days() -> None:
    store = store_with(START, START + DAY)
    assert next_expiry(store, 3) == START + 3 * DAY
    assert expire(store, START + 3 * DAY - SECOND, 3) == []
    assert [entry.uid for entry in expire(store, START + 3 * DAY, 3)] == [1]
    assert list(store.get("INBOX").entries) == [2]
    assert next_expiry(store, 3) == START + 4 * DAY


def test_the_order_of_the_dates_does_not_matter() -> None:
    store = store_with(START + DAY, START)
    assert next_expiry(store, 1) == START + DAY
    assert [entry.uid for entry in over(store, START + DAY, 1)] == [2]


@pytest.mark.parametrize("days", [None, 0])
def test_never_and_not_by_the_clock(days: int | None) -> None:
    # With 0 days the clock must not take what nobody has fetched.
    store = store_with(START)
    assert next_expiry(store, days) is None
    assert expire(store, START + 10_000 * DAY, days) == []


def test_only_the_maildrop_is_swept() -> None:
    store = store_with()
    store.get("Sent").append(Message(b"A: b\r\n\r\n", START))
    assert next_expiry(store, 1) is None
    assert expire(store, START + 9 * DAY, 1) == []
    assert store.used == 1


def test_who_listens_hears_of_it_and_who_has_it_can_read_it() -> None:
    store, heard = store_with(START), []
    store.get("INBOX").listen(heard.append)
    (entry,) = expire(store, START + DAY, 1)
    assert [change.kind for change in heard] == ["expunged"]
    assert entry.gone
    assert entry.message.octets == b"A: b\r\n\r\n"


@pytest.mark.parametrize("days", [1, 10**9, 10**20])
def test_a_date_at_the_end_of_the_calendar_raises_nothing(days: int) -> None:
    store = store_with(datetime.max.replace(tzinfo=UTC))
    assert next_expiry(store, days) is None
    assert expire(store, START, days) == []


@given(st.lists(st.integers(0, 100), max_size=9), st.integers(1, 9), st.integers(0, 120))
def test_something_is_over_if_and_only_if_the_next_time_has_come(
    ages: list[int], days: int, hours: int
) -> None:
    store = store_with(*[START + timedelta(hours=age) for age in ages])
    now, due = START + timedelta(hours=hours), next_expiry(store, days)
    assert bool(over(store, now, days)) == (due is not None and due <= now)
    expire(store, now, days)
    assert over(store, now, days) == []
    left = next_expiry(store, days)
    assert left is None or left > now
