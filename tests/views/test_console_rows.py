"""Rows say who speaks, the reply's pill, what it means; nothing from the wire becomes markup."""

from labkit.records import Notice
from labkit.views.console_rows import known, rows_of
from tests.views.talking import GREETING, line, record


def test_a_row_for_each_line_with_phase_pill_and_meaning() -> None:
    asked = line(2, "C", "EHLO me")
    rows = [str(row) for row in rows_of(record(GREETING, asked), {}, "en")]
    assert [row.count("labkit-talk-phase") for row in rows] == [1, 0]
    assert "✓" in rows[0]
    assert "'220'" in rows[0]
    assert "['code', {}, 'ready', []]" in rows[0]
    assert "labkit-talk-mine" in rows[1]


def test_how_it_ended_stands_at_the_end() -> None:
    assert "ended with QUIT" in str(rows_of(record(GREETING, end="QUIT"), {}, "en")[-1])


def test_hostile_words_stay_words() -> None:
    evil = "<img src=x onerror=alert(1)>"
    letter = line(3, "C", "x", kind="content")
    rows = rows_of(record(line(2, "C", evil), letter), {3: evil}, "ja")
    assert str(rows).count(f"['code', {{}}, '{evil}', []]") == 2
    knows = (Notice("knows.smtp.client", {"client": evil}),)
    assert "<img" not in known(record(line(2, "C", "x", knows=knows)), "en")


def test_what_the_server_knows() -> None:
    knows = (Notice("knows.smtp.client", {"client": "me"}),)
    assert "Say hello" in known(None, "en")
    assert "<li>" in known(record(line(2, "C", "x", knows=knows)), "en")
