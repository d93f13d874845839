"""The queue against a model: no letter is ever nowhere, and none is handed over twice."""

from __future__ import annotations

import itertools
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkit.agents.queue import GIVE_UP, OVERHEAD, SCHEDULE, Attempt, Queue, QueuedLetter
from labkit.agents.transfer import state_of
from labkit.mail.envelope import Envelope
from labkit.wire.clock import START

TOS = ("a@x.example", "b@x.example", "c@y.example")


def letter(id: str = "Q1", *recipients: str) -> QueuedLetter:
    return QueuedLetter(id, Envelope("s@x.example", recipients or TOS), b"", START)


def attempt(queued: QueuedLetter, replies: dict[str, str]) -> None:
    """Let *queued* be tried when it is due, as the relay does."""
    assert queued.next_try is not None
    now = queued.next_try
    queued.attempts.append(Attempt(now, "x.example", "mx", tuple(replies.items())))
    for recipient, reply in replies.items():
        state = state_of(reply)
        if state == "deferred" and queued.is_over(now):
            state = "failed"
        queued.note(recipient, state, reply, "mx", now)
    queued.reschedule(now)


def test_the_schedule_grows_and_ends_after_five_days() -> None:
    queued = letter()
    times = [queued.next_try]
    while queued.open:
        attempt(queued, dict.fromkeys(queued.open, "451 4.4.1 later"))
        times.append(queued.next_try)
    assert times[-1] is None
    pauses = [b - a for a, b in itertools.pairwise(times) if a and b]
    assert tuple(pauses[: len(SCHEDULE)]) == SCHEDULE
    assert max(pauses) == SCHEDULE[-1]
    assert times[-2] == START + GIVE_UP
    assert {bounce.recipient for bounce in queued.bounces} == set(TOS)
    assert queued.state == "failed"


answers = st.sampled_from(["250 2.1.5 ok", "450 4.2.0 later", "451 4.4.1 gone", "550 5.1.1 no", ""])


@given(st.lists(st.tuples(answers, answers, answers), max_size=60))
def test_each_recipient_ends_in_exactly_one_way(rounds: list[tuple[str, str, str]]) -> None:
    queued = letter()
    handed: list[str] = []
    for said in [*rounds, *[("451 4.4.1 gone",) * 3] * 60]:
        if not queued.open:
            break
        replies = {to: reply for to, reply in zip(TOS, said, strict=True) if to in queued.open}
        attempt(queued, replies)
        handed += [to for to, reply in replies.items() if reply.startswith("2")]
        bounced = [bounce.recipient for bounce in queued.bounces]
        assert all(bounce.action == "failed" for bounce in queued.bounces)
        assert sorted([*handed, *bounced, *queued.open]) == sorted(TOS)
        assert (queued.next_try is None) == (not queued.open)
    assert queued.open == []
    assert queued.state == ("failed" if queued.bounces else "handed over")


@given(st.lists(st.integers(0, 20), min_size=1, max_size=8))
def test_what_is_due_comes_oldest_first_and_nothing_before_its_time(minutes: list[int]) -> None:
    queue, now = Queue(), START + timedelta(minutes=10)
    for number, minute in enumerate(minutes):
        queue.add(letter(f"Q{number}"))
        queue.letters()[number].next_try = START + timedelta(minutes=minute)
    assert queue.next_due == START + timedelta(minutes=min(minutes))
    seen = []
    while (due := queue.due(now)) is not None:
        seen.append(due.next_try)
        queue.remove(due)
    assert seen == sorted(START + timedelta(minutes=m) for m in minutes if m <= 10)
    assert len(queue) == sum(minute > 10 for minute in minutes)


def test_a_held_letter_is_not_due() -> None:
    queue, queued = Queue(), letter()
    queued.held = True
    queue.add(queued)
    assert queue.due(START) is None
    assert queue.held
    assert queued.state == "held"
    queued.held = False
    assert queue.due(START) is queued
    assert queue.letters() == (queued,)


def test_a_full_queue_takes_no_more_until_something_leaves(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    queue, first, second = Queue(), letter("Q1"), letter("Q2")
    monkeypatch.setattr("labkit.agents.queue.MAX_WEIGHT", 2 * OVERHEAD)
    queue.add(first)
    assert queue.has_room
    queue.add(second)
    assert not queue.has_room
    queue.remove(first)
    assert queue.has_room


def test_an_id_is_given_once() -> None:
    queue = Queue()
    queue.add(letter())
    with pytest.raises(ValueError, match="Q1"):
        queue.add(letter())
