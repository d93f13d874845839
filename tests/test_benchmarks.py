"""The benchmarks run and print every row. How fast anything is, no test asks."""

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import client, local
from benchmarks.cases import CASES, LIMIT, OURS, Target
from benchmarks.letters import LARGE, SIZE, large_letter, letter

ROOT = Path(__file__).parent.parent


def test_letters_are_alike_in_size_and_not_in_text():
    letters = {letter(number) for number in (0, 1, 9_999)}
    assert len(letters) == 3
    assert {len(octets) for octets in letters} == {SIZE}
    large = {large_letter(number) for number in (0, 1)}
    assert [len(octets) for octets in large] == [LARGE] * 2
    assert all(
        octets.endswith(b"\r\n") and b"\n." not in octets and b"\r\r" not in octets
        for octets in letters | large
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_row_is_measured_by_a_program_that_knows_it(case):
    assert case.name in (client.CASES if case.protocol else local.CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_target_tells_fast_from_slow(case):
    def reached(found: float, references: dict[str, float], target: Target) -> bool | None:
        return target.reached({OURS: found, **references})

    references = {LIMIT: 10.0, "dovecot": 200.0}
    verdicts = {reached(found, references, case.target) for found in (1e-6, 1e6)}
    assert verdicts == {True, False}


@pytest.mark.slow
def test_a_quick_run_prints_every_row():
    words = [sys.executable, "-m", "benchmarks", "--quick"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    rows = [line for line in done.stdout.splitlines() if line.endswith(("yes", "NO", "-"))]
    assert [row.startswith(case.title) for row, case in zip(rows, CASES, strict=True)] == [
        True
    ] * len(CASES)
