"""A lab in each language, in a folder of its own; its record of progress is not kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from labkit import Lab
from labkit.texts import LANGUAGES


@pytest.fixture(scope="module", params=LANGUAGES)
def labs(request: pytest.FixtureRequest) -> Iterator[Lab]:
    """One running lab for all tests of a module: each starts its exercise afresh."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LABKIT_PROGRESS", "")
        lab = Lab(language=request.param)
        yield lab
        lab.close()


@pytest.fixture
def lab(labs: Lab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lab:
    """The lab, its letters exported to a folder that is thrown away."""
    monkeypatch.chdir(tmp_path)
    labs.reset()
    return labs
