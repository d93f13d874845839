"""Without its set-up a cell says a sentence, never a traceback."""

from __future__ import annotations

import shutil
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from labkit.texts import LANGUAGES, Language, say

CONFIG = Path(__file__).resolve().parents[2] / "scripts" / "ipython_config.py"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place where kernels load what scripts/prepare.py gives them."""
    profile = tmp_path / "ipython" / "profile_default"
    profile.mkdir(parents=True)
    shutil.copy(CONFIG, profile)
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    monkeypatch.delenv("LABKIT_LANG", raising=False)
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_cell_without_its_set_up_says_where_to_begin(folder: Path, language: Language) -> None:
    there = folder / language
    there.mkdir()
    cells = [nbformat.v4.new_code_cell(code) for code in ('lab.check("03.2")', "other", "1 + 1")]
    book = nbformat.v4.new_notebook(cells=cells)
    NotebookClient(book, allow_errors=True, resources={"metadata": {"path": str(there)}}).execute()
    [told], [own], [sum_] = (cell.outputs for cell in book.cells)
    sentence = say(language, "lab.not_started", name="lab")
    assert (told.evalue, told.traceback) == (sentence, [sentence])
    assert len(own.traceback) > 1  # a name of the learner's own is Python's business
    assert sum_.data["text/plain"] == "2"
