"""Every program of the interop list tells its version; whoever reads a failure wants to know it."""

from collections.abc import Callable

import pytest

from tests.interop import versions

pytestmark = pytest.mark.interop


@pytest.mark.parametrize("name", versions.PROGRAMS)
def test_program_tells_its_version(program: Callable[[str], str], name: str, record_property):
    number = versions.of_program(program(name), versions.PROGRAMS[name])
    record_property("version", number)
    assert number[0].isdigit()


def test_the_list_has_everything():
    assert set(versions.PROGRAMS) < set(versions.versions())
