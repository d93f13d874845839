"""What came of an action: a sentence to read, a notice to test, the letters it was about."""

from __future__ import annotations

import pytest

from labkit.agents.outcome import Outcome
from labkit.records import Notice

NOTICE = Notice("device.went_offline", {"who": Notice("device.phone")})


def test_it_shows_as_its_sentence() -> None:
    assert repr(Outcome(NOTICE)) == "Phone: offline now."
    assert repr(Outcome(NOTICE, "ja")) == "スマホ：オフラインになりました。"


def test_it_is_a_value() -> None:
    outcome = Outcome(NOTICE, "en", ("A",))
    assert outcome == Outcome(NOTICE, "en", ("A",))
    with pytest.raises(AttributeError):
        outcome.letters = ()  # type: ignore[misc]
