"""Which rows a ladder has, and what the server learned at each."""

from dataclasses import replace

from labkit.plots.ladder_rows import MOST, rows_of, runs_of
from tests.plots.scenes import KNOWS, SMTP, line


def test_a_tab_at_each_new_phase() -> None:
    rows = rows_of(SMTP.lines)
    assert [row.phase for row in rows if row.phase] == ["hello", "envelope", "letter", "goodbye"]
    assert [row.line for row in rows if row.line] == list(SMTP.lines)


def test_learned_and_forgot() -> None:
    one, two = KNOWS
    lines = (
        line(1, "S", "a"),
        line(2, "S", "b", knows=(one,)),
        line(3, "S", "no", knows=(one,)),
        line(4, "S", "c", knows=(one, two)),
        line(5, "S", "reset", knows=(two,)),
    )
    rows = [row for row in rows_of(lines) if row.line]
    assert [row.learned for row in rows] == [(), (one,), (), (two,), ()]
    assert [row.forgot for row in rows] == [False, False, False, False, True]


def test_the_middle_of_a_long_session_is_left_out() -> None:
    lines = tuple(line(n, "C", str(n)) for n in range(1000))
    rows = rows_of(lines)
    kept = [row.line.text for row in rows if row.line]
    assert len(kept) == MOST
    assert (kept[0], kept[99], kept[100], kept[-1]) == ("0", "99", "940", "999")
    assert [row.left_out for row in rows if row.left_out] == [840]


def test_a_session_of_just_as_many_lines_is_whole() -> None:
    rows = rows_of(tuple(line(n, "C", str(n)) for n in range(MOST)))
    assert not any(row.left_out for row in rows)


def test_nothing_said() -> None:
    assert rows_of(()) == ()


def test_rows_of_one_event_run_together_with_their_tab() -> None:
    lines = [replace(line(n, "C", "x", "work"), event=event) for n, event in enumerate((3, 3, 4))]
    rows = rows_of((*lines[:2], replace(lines[2], phase="leave")))
    assert runs_of(rows) == ((3, 0, 2), (4, 3, 4))
    assert runs_of(()) == ()


def test_a_refusal_changes_nothing() -> None:
    rows = [row for row in rows_of(SMTP.lines) if row.refused]
    assert [row.line.code for row in rows if row.line] == ["550", "452"]
