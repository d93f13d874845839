"""A provider's policy: what holds at first, and that everybody sees a change of it."""

from __future__ import annotations

from datetime import timedelta

from labkit.mail.policy import MAX_LETTER, Policy


def test_at_first_nothing_is_forbidden() -> None:
    policy = Policy()
    assert policy.size_limit == MAX_LETTER
    assert (policy.greylist, policy.expire_days, policy.login_delay) == (None, None, 0)
    assert (policy.seen_on_retr, policy.disk_full, policy.busy) == (False, False, set())


def test_a_reset_reaches_whoever_holds_it() -> None:
    policy = Policy(size_limit=1, greylist=timedelta(minutes=5), expire_days=3)
    policy.disk_full = True
    policy.busy.add("mx.fuji.example")
    held_by_a_server = policy
    policy.reset()
    fresh = Policy()
    for name in Policy.__slots__:
        assert getattr(held_by_a_server, name) == getattr(fresh, name)
