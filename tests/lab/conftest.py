"""A lab of its own for each test, in English, closed afterwards."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from labkit import Lab


@pytest.fixture
def lab() -> Iterator[Lab]:
    """A running lab."""
    made = Lab(seed="test", language="en")
    yield made
    made.close()
