"""Names in the sentences of a lesson, in both languages."""

from __future__ import annotations

from labkit.lessons.naming import holder, listed
from labkit.records import Notice
from labkit.texts import tell


def test_a_list_is_told_as_its_language_does() -> None:
    names = listed(["A", "B", holder("phone")])
    assert isinstance(names, Notice)
    assert (tell("en", names), tell("ja", names)) == ("A, B, phone", "A、B、スマホ")


def test_one_name_stands_for_itself_and_none_is_empty() -> None:
    assert (listed(["A"]), listed([])) == ("A", "")
