"""The learner's record: a line an attempt, in a file of this computer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from labkit.lessons.progress import FILE, Progress


def test_each_attempt_is_a_line_of_json_with_its_time(tmp_path: Path) -> None:
    record = Progress(tmp_path / FILE)
    record.note({"exercise": "03.2", "what": "check", "state": "not yet"})
    record.note({"exercise": "03.2", "what": "check", "state": "passed"})
    lines = [json.loads(line) for line in record.text().splitlines()]
    assert [line["state"] for line in lines] == ["not yet", "passed"]
    assert all(line["time"].endswith("+00:00") for line in lines)
    assert Progress(tmp_path / FILE).passed() == {"03.2"}


def test_half_a_line_loses_only_itself(tmp_path: Path) -> None:
    file = tmp_path / FILE
    file.write_text('{"exercise": "03.2", "state": "passed"}\n{"exerc\n[1]\n')
    assert Progress(file).passed() == {"03.2"}


def test_a_folder_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    record = Progress(tmp_path / "missing" / FILE)
    record.note({"exercise": "03.2"})
    assert (record.text(), record.passed()) == ("", frozenset())


def test_the_environment_names_the_file_or_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LABKIT_PROGRESS", raising=False)
    assert Progress.of_environment().path == Path(FILE)
    monkeypatch.setenv("LABKIT_PROGRESS", "")
    silent = Progress.of_environment()
    silent.note({"exercise": "03.2"})
    assert (silent.path, silent.text()) == (None, "")


def test_the_file_is_read_once_and_what_is_passed_since_is_known(tmp_path: Path) -> None:
    record = Progress(tmp_path / FILE)
    assert record.passed() == frozenset()
    record.note({"exercise": "03.2", "state": "passed"})
    (tmp_path / FILE).unlink()
    assert record.passed() == {"03.2"}
