"""docs/exercises.md is what the exercises say of themselves."""

from labkit.lessons.catalogue import exercise, names
from scripts.exercises import PAGE, note, page


def test_the_page_is_fresh() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "out of date: run `make notebooks`"


def test_every_exercise_and_belief_stands_in_it() -> None:
    told = page()
    for name in names():
        assert f"| {name} " in told
        assert all(f"| {belief} |" in told for belief in exercise(name).beliefs)


def test_a_design_note_is_told_by_its_parts() -> None:
    parts = note(exercise("03.2"))
    assert list(parts) == ["Belief", "Checked", "Not checked"]
    assert parts["Belief"].startswith("M01")
