from pathlib import Path

import pytest

from labkit.agents.trouble import Trouble
from labkit.lab.language import checked, language_here


@pytest.mark.parametrize(
    ("folder", "variable", "expected"),
    [
        ("ja", "", "ja"),
        ("en", "", "en"),
        ("work", "", "en"),
        ("en", "ja", "ja"),
        ("ja", "fr", "en"),
    ],
)
def test_the_variable_counts_first_then_the_notebooks_folder(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    folder: str,
    variable: str,
    expected: str,
) -> None:
    (tmp_path / folder).mkdir()
    monkeypatch.chdir(tmp_path / folder)
    monkeypatch.setenv("LABKIT_LANG", variable)
    assert language_here() == expected


def test_a_language_that_the_lab_does_not_speak_is_refused_in_a_sentence() -> None:
    for odd in ("fr", 3, ["en"]):
        with pytest.raises(Trouble, match='"en" and "ja"'):
            checked(odd)  # type: ignore[arg-type]
