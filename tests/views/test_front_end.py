"""The code that a browser is sent for the views is small, and no build step stands before it."""

from __future__ import annotations

import re
from pathlib import Path

import labkit.views

FOLDER = Path(labkit.views.__file__).parent
MOST = 60_000  # octets, minified
_LOCAL = re.compile(r"\b(?:const|let|function|class) (\w+)|(\w+) =>|\((\w+), (\w+)\) =>")


def minified(path: Path) -> str:
    """Return the file as a minifier leaves it, roughly: esbuild makes it a little smaller still.

    Comments, indents and spare spaces are gone, and a name that is local has one letter.
    """
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".css":
        text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
        text = re.sub(r"\s*([{};:,>]|!important)\s*", r"\1", text).strip()
        return re.sub(r"\b0(?=\.)", "", text.replace(";}", "}"))
    lines = (line.strip() for line in text.splitlines())
    code = "\n".join(line for line in lines if line and not line.startswith("//"))
    for name in {name for found in _LOCAL.findall(code) for name in found if name}:
        code = re.sub(rf"(?<![\w.$]){name}\b(?!:)", "x", code)
    code = re.sub(r"\s?(=>|===|&&|\|\||[{}(),;:?=+]) ?", r"\1", code)
    code = re.sub(r"([;{},])\n", r"\1", code)
    return code.replace(";const x=", ",x=").replace(";}", "}")


def test_the_scripts_of_all_views_are_at_most_sixty_kilobytes() -> None:
    sizes = {path.name: len(minified(path).encode()) for path in FOLDER.glob("*.js")}
    assert sum(sizes.values()) <= MOST, sizes


def test_a_view_brings_no_more_style_than_it_needs() -> None:
    for path in FOLDER.glob("css/*.css"):
        assert len(minified(path).encode()) <= MOST // 5, path.name


def test_no_view_makes_markup_of_text() -> None:
    for path in FOLDER.glob("*.js"):
        assert not re.search(r"innerHTML|insertAdjacentHTML|document\.write", path.read_text())
