"""A world of its own for each test, closed afterwards; no bug may have gone unnoticed in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from labkit.world.world import World


@pytest.fixture
def world() -> Iterator[World]:
    """A running world."""
    made = World("test")
    yield made
    made.close()
    assert made.thread.errors == []
