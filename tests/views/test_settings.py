import pytest

from labkit.texts import Language
from labkit.views.settings import PlaceField, Settings
from labkit.views.switches import Choice, Number, Place


def place() -> tuple[Settings, PlaceField]:
    settings = Settings((Place(),), "en")
    [field] = settings.parts
    assert isinstance(field, PlaceField)
    return settings, field


def test_what_stands_in_the_fields_is_given_by_name() -> None:
    settings = Settings((Number("letters", 3, 0, 100), Choice("code", (452, 552))), "en")
    assert settings.values == {"letters": 3, "code": 452}
    settings.parts[1].field.value = 552
    assert settings.values == {"letters": 3, "code": 552}


def test_a_number_keeps_within_its_bounds() -> None:
    settings = Settings((Number("minutes", 5, 1, 60), Number("seconds", 0.2, 0.1, 10, 0.1)), "en")
    for part in settings.parts:
        part.field.value = 1_000_000
    assert settings.values == {"minutes": 60, "seconds": 10.0}


def test_the_cable_is_pulled_before_quit_unless_told_otherwise() -> None:
    settings, _ = place()
    assert settings.values == {"before": "QUIT"}


@pytest.mark.parametrize(
    ("where", "values"),
    [
        (("before", "C"), {"before": "QUIT"}),
        (("after_lines", "C"), {"after_lines": 3}),
        (("after_octets", "C"), {"after_octets": 100}),
        (("before", "S"), {"before": "250", "direction": "S"}),
        (("after_lines", "S"), {"after_lines": 3, "direction": "S"}),
        (("after_octets", "S"), {"after_octets": 100, "direction": "S"}),
    ],
)
def test_each_place_begins_with_a_value_that_makes_sense(
    where: tuple[str, str], values: dict[str, object]
) -> None:
    settings, field = place()
    field.place.value = where
    assert settings.values == values


def test_only_the_field_that_counts_is_seen() -> None:
    _, field = place()
    assert (field.word.layout.display, field.count.layout.display) == (None, "none")
    field.place.value = ("after_octets", "C")
    assert (field.word.layout.display, field.count.layout.display) == ("none", None)


def test_a_change_in_any_field_is_told() -> None:
    settings, field = place()
    told: list[object] = []
    settings.on_change(lambda: told.append(dict(settings.values)))
    field.word.value = "DELE"
    field.place.value = ("after_lines", "S")
    field.count.value = 7
    assert told[0] == {"before": "DELE"}
    assert told[-1] == {"after_lines": 7, "direction": "S"}


@pytest.mark.parametrize(("language", "label"), [("en", "minutes"), ("ja", "分")])
def test_a_field_has_a_label(language: Language, label: str) -> None:
    settings = Settings((Number("minutes", 5, 1, 60),), language)
    assert settings.parts[0].field.description == label
