"""Names come from the catalogue; what has none stays as it is."""

from labkit.plots.names import capital, clock_time, listed, named, person
from tests.plots.scenes import NINE


def test_holders_and_people() -> None:
    assert named("en", "holder", "pc") == "Aya's PC"
    assert named("ja", "holder", "laptop") == "ノートPC"
    assert named("ja", "holder", "smtp.sakura.example") == "smtp.sakura.example"
    assert [person("ja", name) for name in ("ken", "Ken", "ken@fuji.example", "x")] == [
        "ケン",
        "ケン",
        "ケン",
        "x",
    ]


def test_lists() -> None:
    assert listed("en", []) == ""
    assert listed("en", ["a", "b", "c"]) == "a, b, c"
    assert listed("ja", ["a", "b"]) == "a、b"
    assert listed("en", ["a", "b"], "picture.semicolon") == "a; b"


def test_labels() -> None:
    assert capital("phone") == "Phone"
    assert capital("") == ""
    assert clock_time(NINE) == "09:00:00"
    assert clock_time(None) == ""
