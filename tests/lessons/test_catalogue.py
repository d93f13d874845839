"""Every module of the folder is an exercise, found by its id."""

import pytest

from labkit.lessons.catalogue import exercise, names


def test_each_exercise_is_found_by_its_own_id() -> None:
    assert [exercise(name).id for name in names()] == sorted(names())


def test_an_unknown_id_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        exercise("03.99")
