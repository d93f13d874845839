"""What .ci/run, the GitHub Actions and the tests must agree on."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import PACKAGES, find_program

ROOT = Path(__file__).parent.parent


def test_ci_installs_every_program_that_a_test_may_ask_for():
    script = (ROOT / ".ci/run").read_text(encoding="utf-8")
    installed = dict(re.findall(r"\b([\w-]+):([\w-]+)\b", script.split('wanted="')[1]))
    assert PACKAGES.items() <= installed.items()
    assert "fonts-noto-cjk" in script


@pytest.mark.skipif(os.name == "nt", reason="Windows files have no executable bit")
def test_ci_script_can_be_run_and_read():
    assert os.access(ROOT / ".ci/run", os.X_OK)
    subprocess.run(["bash", "-n", ROOT / ".ci/run"], check=True)


def test_a_missing_program_is_skipped_on_a_laptop_and_says_what_to_install(monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="apt install isync"):
        find_program("mbsync")


def test_a_missing_program_is_a_failure_in_ci(monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="apt install isync"):
        find_program("mbsync")


def test_a_program_that_is_there_is_given_by_its_path(monkeypatch):
    here = Path(sys.executable)
    monkeypatch.setenv("PATH", str(here.parent))
    assert Path(find_program(here.stem)) == here


def test_nobody_skips_for_want_of_a_program_in_a_way_of_his_own():
    # Such a skip would stay unseen in CI.
    own = re.compile(r"shutil\.which|importorskip")
    found = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "tests").rglob("*.py")
        if path.name not in ("conftest.py", Path(__file__).name)
        and own.search(text := path.read_text(encoding="utf-8"))
        and "pytest" in text
    ]
    assert found == []
