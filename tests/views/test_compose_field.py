"""A field tells what is typed, and says under itself what is wrong."""

from labkit.records import Notice
from labkit.views.compose_field import Field


def field(typed: list[tuple[str, str]], lines: int = 1) -> Field:
    return Field("to", "a@b", "en", lambda name, value: typed.append((name, value)), lines)


def test_what_is_typed_is_told_with_the_fields_name() -> None:
    typed: list[tuple[str, str]] = []
    made = field(typed)
    made.input.value = "c@d"
    assert typed == [("to", "c@d")]
    assert (made.value, made.description) == ("c@d", "To")


def test_a_complaint_comes_and_goes_and_stays_text() -> None:
    made = field([])
    made.complain(Notice("compose.bad.odd", {"address": "<img src=x onerror=alert(1)>"}))
    assert "&lt;img src=x" in made.complaint
    assert "<img" not in made.complaint
    made.complain(None)
    assert made.complaint == ""


def test_a_longer_one_has_lines() -> None:
    assert field([], 7).input.rows == 7
