"""What is broken, and what a caller meets because of it."""

from __future__ import annotations

import pytest

from labkit.wire.link import Cut
from labkit.wire.outages import BlockedPort, Outages, Unreachable

MX = "mx.fuji.example"


def test_at_first_everybody_reaches_everybody() -> None:
    Outages().check("pc", MX, 25)


def test_each_trouble_meets_whom_it_is_about_and_nobody_else() -> None:
    outages = Outages(unplugged={"phone"}, down={MX}, blocked={"pc": frozenset({25})})
    with pytest.raises(Unreachable):
        outages.check("phone", "imap.fuji.example", 143)
    with pytest.raises(ConnectionRefusedError):
        outages.check("laptop", MX, 25)
    with pytest.raises(BlockedPort, match="port 25"):
        outages.check("pc", MX, 25)
    outages.check("pc", "smtp.sakura.example", 587)


def test_all_is_mended_at_once() -> None:
    outages = Outages({"phone"}, {MX}, {"pc": frozenset({25})}, {"pc": 0.1}, {"pc": Cut()})
    outages.clear()
    assert outages.cuts == outages.latency == outages.blocked == {}
    outages.check("phone", MX, 25)
    outages.check("pc", MX, 25)
