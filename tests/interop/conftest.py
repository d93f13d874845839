"""What interop tests ask for: servers, and a desk on which programs run."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.interop.desk import Desk
from tests.interop.office import Office


@pytest.fixture
def office() -> Iterator[Office]:
    """Return the lab's servers; they must end without a bug of their own."""
    running = Office()
    try:
        yield running
    finally:
        running.close()


@pytest.fixture
def desk(tmp_path: Path, program: Callable[[str], str]) -> Desk:
    """Return an empty home in which programs run."""
    return Desk(tmp_path, program)
