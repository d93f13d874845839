"""Build the notebooks of both languages from one source each, outputs included.

    .venv/bin/python scripts/notebooks.py [name ...]     (``make notebooks``)

A source is ``notebooks/src/*.py`` in jupytext's percent format. Prose stands twice, English
directly followed by Japanese; code stands once, so the editions cannot differ in it. Cell ids go
by position: building again gives the same bytes.
"""

from __future__ import annotations

import copy
import sys
from collections.abc import Iterable
from pathlib import Path

import jupytext
import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

NOTEBOOKS = Path(__file__).resolve().parents[1] / "notebooks"
LANGUAGES = ("en", "ja")
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
WIDGET = "application/vnd.jupyter.widget-view+json"


class MissingTwin(ValueError):
    """Prose stands in one language only, or in the wrong order."""


def edition(source: str, language: str) -> NotebookNode:
    """Return the notebook of *language*, not yet run. Raise MissingTwin where prose lacks its twin.

    >>> len(edition("# %%\\n1 + 1\\n", "ja").cells)
    1
    """
    book = jupytext.reads(source, fmt="py:percent")
    check_twins(book.cells)
    chosen = [c for c in book.cells if c.metadata.get("lang", language) == language]
    book.cells = [copy.deepcopy(cell) for cell in chosen]
    for position, cell in enumerate(book.cells):
        cell.id = f"c{position:03}"
        cell.metadata.pop("lines_to_next_cell", None)
    book.metadata = NotebookNode(kernelspec=KERNEL, lang=language)
    book.nbformat, book.nbformat_minor = 4, 5
    return book


def check_twins(cells: Iterable[NotebookNode]) -> None:
    """Raise MissingTwin unless the prose goes English, Japanese, English, Japanese …"""
    said = [cell.metadata.get("lang") for cell in cells]
    pairs = iter(enumerate(said))
    for position, language in pairs:
        if language is None:
            continue
        after = next(pairs, (0, None))[1]
        if (language, after) != LANGUAGES:
            raise MissingTwin(f"cell {position}: prose in {language}, then {after}; want en, ja")


def run(book: NotebookNode, folder: Path) -> None:
    """Run *book* in *folder* (it tells the lab its language) and keep what its cells show.

    No widget state and no view ids: a page with them wants scripts from the network, and a
    restarted kernel cannot revive them. The text and HTML beside a view stay.
    """
    hidden = {cell.id for cell in book.cells if cell.metadata.get("jupyter")}
    client = NotebookClient(
        book, timeout=60, store_widget_state=False, resources={"metadata": {"path": str(folder)}}
    )
    client.execute()
    book.metadata = NotebookNode(kernelspec=KERNEL, lang=book.metadata["lang"])
    for cell in book.cells:
        cell.metadata.pop("execution", None)  # time stamps
        for output in cell.get("outputs", ()):
            output.get("data", {}).pop(WIDGET, None)
        if cell.id in hidden:
            cell.metadata["jupyter"] = {"outputs_hidden": True}


def build(source: Path) -> list[Path]:
    """Write the editions of *source* and return where they are."""
    written = []
    for language in LANGUAGES:
        target = NOTEBOOKS / language / f"{source.stem}.ipynb"
        target.parent.mkdir(exist_ok=True)
        book = edition(source.read_text(encoding="utf-8"), language)
        run(book, target.parent)
        nbformat.validate(book)
        target.write_text(nbformat.writes(book) + "\n", encoding="utf-8")
        written.append(target)
    return written


def main(names: list[str]) -> int:
    sources = sorted((NOTEBOOKS / "src").glob("*.py"))
    for source in sources:
        if not names or any(source.stem.startswith(name) for name in names):
            for path in build(source):
                sys.stdout.write(f"{path.relative_to(NOTEBOOKS.parent)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
