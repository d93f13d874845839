from datetime import timedelta

import pytest

from labkit.wire.clock import START, STEP, LabClock


def test_the_lab_clock_stands_still_until_it_is_moved() -> None:
    clock = LabClock()
    assert clock.now() == clock.now() == START
    clock.tick()
    assert clock.now() == START + STEP
    clock.advance(timedelta(days=5))
    assert clock.now() == START + STEP + timedelta(days=5)


def test_the_lab_day_starts_on_a_monday_at_nine_in_japan() -> None:
    assert (START.strftime("%A %H:%M:%S %z")) == "Monday 09:00:00 +0900"


def test_the_lab_clock_never_goes_back() -> None:
    with pytest.raises(ValueError, match="forward"):
        LabClock().advance(timedelta(seconds=-1))
