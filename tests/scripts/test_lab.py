"""What ``make lab`` starts."""

import sys
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parent.parent.parent / "scripts"


@pytest.fixture
def lab(monkeypatch):
    """scripts/lab.py as it is when it is run: its folder is the first place to import from."""
    monkeypatch.syspath_prepend(SCRIPTS)
    for name in ("lab", "prepare"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    import lab

    yield lab
    for name in ("lab", "prepare"):
        del sys.modules[name]


@pytest.mark.parametrize("language", ["en", "ja"])
def test_jupyterlab_opens_notebook_00_in_the_language_asked_for(lab, monkeypatch, language):
    monkeypatch.setenv("LABKIT_LANG", language)
    words = lab.command([])
    address = "/lab/tree/" + lab.FIRST.format(language)
    assert f"--LabApp.default_url={address}" in words
    assert address.endswith("00-your-first-letter.ipynb")


def test_the_whole_repository_is_within_reach(lab):
    assert f"--ServerApp.root_dir={SCRIPTS.parent}" in lab.command([])


def test_jupyterlabs_own_options_are_handed_on(lab):
    assert lab.command(["--no-browser", "--port=0"])[-2:] == ["--no-browser", "--port=0"]


def test_root_in_a_container_is_not_refused(lab, monkeypatch):
    monkeypatch.setattr(lab.os, "geteuid", lambda: 0, raising=False)
    assert "--allow-root" in lab.command([])
    monkeypatch.setattr(lab.os, "geteuid", lambda: 1000, raising=False)
    assert "--allow-root" not in lab.command([])
