"""What runs before anything is installed."""

import string
import subprocess
import sys

import pytest

from scripts import prepare


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    monkeypatch.setenv("LABKIT_LANG", "en")


@pytest.fixture
def tree(monkeypatch, tmp_path):
    """A repository of its own: the requirements, a .venv that looks made, no wheels."""
    for name in prepare.INPUTS:
        (tmp_path / name).write_text(name, encoding="utf-8")
    monkeypatch.setattr(prepare, "ROOT", tmp_path)
    monkeypatch.setattr(prepare, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(prepare, "WHEELS", tmp_path / "wheels")
    prepare.venv_python().parent.mkdir(parents=True)
    prepare.venv_python().touch()
    return tmp_path


def stamp(purpose: str) -> None:
    (prepare.VENV / f"ready-{purpose}").write_text(prepare.digest(), encoding="utf-8")


def test_an_old_python_hears_what_is_needed_and_how_to_get_it():
    complaint = prepare.missing((3, 10, 13))
    assert "3.11 or newer" in complaint
    assert "3.10.13" in complaint
    assert "apt install python3" in complaint


@pytest.mark.parametrize("module", ["venv", "ensurepip"])
def test_a_python_without_venv_hears_which_package_brings_it(monkeypatch, module):
    monkeypatch.setitem(sys.modules, module, None)  # as where Debian's python3-venv is missing
    assert "apt install python3-venv" in prepare.missing()


def test_this_python_lacks_nothing():
    assert prepare.missing() == ""


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LABKIT_LANG": "ja", "LANG": "en_US.UTF-8"}, "ja"),
        ({"LABKIT_LANG": "en", "LANG": "ja_JP.UTF-8"}, "en"),
        ({"LANG": "ja_JP.UTF-8"}, "ja"),
        ({"LC_ALL": "C", "LANG": "ja_JP.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
    ],
)
def test_the_language_is_the_one_asked_for_else_the_machines(monkeypatch, variables, language):
    for name in ("LABKIT_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert prepare.language() == language


def test_windows_says_its_language_in_words(monkeypatch):
    for name in ("LABKIT_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(prepare.locale, "setlocale", lambda *_: "Japanese_Japan.932")
    assert prepare.language() == "ja"


def test_messages_are_there_in_both_languages_with_the_same_values():
    def blanks(text: str) -> set[str | None]:
        return {field for _, field, _, _ in string.Formatter().parse(text)} - {None}

    english, japanese = prepare.MESSAGES["en"], prepare.MESSAGES["ja"]
    assert {key: blanks(text) for key, text in english.items()} == {
        key: blanks(text) for key, text in japanese.items()
    }


@pytest.mark.usefixtures("tree")
def test_nothing_is_ready_before_the_first_install():
    assert not prepare.is_ready("lab")


@pytest.mark.usefixtures("tree")
def test_the_tests_installation_serves_the_lab_and_not_the_reverse():
    stamp("lab")
    assert prepare.is_ready("lab")
    assert not prepare.is_ready("tests")
    stamp("tests")
    (prepare.VENV / "ready-lab").unlink()
    assert prepare.is_ready("lab")


@pytest.mark.parametrize("name", prepare.INPUTS)
def test_a_change_of_requirements_is_installed(tree, name):
    stamp("lab")
    (tree / name).write_text("changed", encoding="utf-8")
    assert not prepare.is_ready("lab")


def test_a_moved_folder_is_installed_again(tree, monkeypatch):
    stamp("lab")
    moved = tree.with_name("moved")
    tree.rename(moved)
    monkeypatch.setattr(prepare, "ROOT", moved)
    monkeypatch.setattr(prepare, "VENV", moved / ".venv")
    assert not prepare.is_ready("lab")


def test_wheels_are_used_and_the_network_asked_where_they_do_not_fit(tree, monkeypatch):
    ran = []

    def pip(*words: str, check: bool = True) -> int:
        ran.append(words)
        return 1 if "--find-links" in words else 0

    monkeypatch.setattr(prepare, "pip", pip)
    (tree / "wheels").mkdir()
    (tree / "wheels/some-1.0-py3-none-any.whl").touch()
    prepare.install("lab")
    offline, online, labkit = ran
    assert "--no-index" in offline
    assert "--no-index" not in online
    assert online[-3:] == ("-r", "requirements.txt", "setuptools")
    assert labkit[-2:] == ("-e", ".")


def test_an_unknown_purpose_is_explained():
    words = [sys.executable, prepare.__file__, "supper"]
    answer = subprocess.run(words, capture_output=True, text=True, check=False)
    assert answer.returncode == 1
    assert "lab | tests | wheels" in answer.stderr
