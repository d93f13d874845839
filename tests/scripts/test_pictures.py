"""The README's picture is what the lab draws today."""

import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_readmes_picture_is_fresh(monkeypatch, language):
    monkeypatch.syspath_prepend(ROOT / "scripts")
    monkeypatch.delitem(sys.modules, "pictures", raising=False)
    import pictures

    drawn = pictures.film(language)
    kept = (ROOT / "docs" / "pictures" / f"film-{language}.svg").read_text(encoding="utf-8")
    assert drawn == kept, "run: python scripts/pictures.py"
    assert ElementTree.fromstring(drawn).get("role") == "group"  # its steps can be chosen
    del sys.modules["pictures"]
