"""Who is known, and since when."""

from __future__ import annotations

from datetime import timedelta

import pytest

from labkit.agents import greylist
from labkit.agents.greylist import Greylist
from labkit.wire.clock import START

TRIPLET = ("mx.crow.example", "crow@crow.example", "ken@fuji.example")
WAIT = timedelta(minutes=5)
SECOND = timedelta(seconds=1)


def test_who_comes_again_after_the_wait_is_known_for_good() -> None:
    known = Greylist()
    assert known.must_wait(TRIPLET, START, WAIT)
    assert known.must_wait(TRIPLET, START + WAIT - SECOND, WAIT)
    assert not known.must_wait(TRIPLET, START + WAIT, WAIT)
    assert not known.must_wait(TRIPLET, START + 100 * WAIT, WAIT)


@pytest.mark.parametrize("changed", range(3))
def test_another_host_sender_or_recipient_is_unknown(changed: int) -> None:
    known = Greylist()
    known.must_wait(TRIPLET, START, WAIT)
    other = (*TRIPLET[:changed], "other", *TRIPLET[changed + 1 :])
    assert known.must_wait(other, START + WAIT, WAIT)


def test_the_oldest_are_forgotten_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(greylist, "MOST", 2)
    known = Greylist()
    for host in "abc":
        known.must_wait((host, "", ""), START, WAIT)
    assert len(known) == 2
    assert not known.must_wait(("c", "", ""), START + WAIT, WAIT)
    assert known.must_wait(("a", "", ""), START + WAIT, WAIT)


def test_forget() -> None:
    known = Greylist()
    known.must_wait(TRIPLET, START, WAIT)
    known.forget()
    assert known.must_wait(TRIPLET, START + WAIT, WAIT)
