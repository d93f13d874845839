"""Build the notebooks of both languages from one source each, outputs included.

    .venv/bin/python scripts/notebooks.py [name ...]     (``make notebooks``)
    .venv/bin/python scripts/notebooks.py --translated name ...

A source is ``notebooks/src/*.py`` in jupytext's percent format. Prose stands twice, English
directly followed by Japanese; code stands once, so the editions cannot differ in it. Cell ids go
by position: building again gives the same bytes.

A Japanese cell carries the stamp of the English one that it was written to (``of="1a2b3c4d"``).
Change the English, and the build stops until somebody has looked at both and says
``--translated``.
"""

from __future__ import annotations

import copy
import hashlib
import os
import re
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
REFUSED = {"en": "What the lab says:", "ja": "ラボの返事："}
WIDGET = "application/vnd.jupyter.widget-view+json"


_JA_HEAD = re.compile(r'^# %% \[markdown\] lang="ja"(?: of="\w*")?$', re.MULTILINE)


class MissingTwin(ValueError):
    """Prose stands in one language only, or in the wrong order."""


class OldTwin(ValueError):
    """The English was changed after the Japanese was written."""


def edition(source: str, language: str) -> NotebookNode:
    """Return the notebook of *language*, not yet run.

    Raises MissingTwin where prose lacks its twin, OldTwin where a twin is out of date.

    >>> len(edition("# %%\\n1 + 1\\n", "ja").cells)
    1
    """
    book = jupytext.reads(source, fmt="py:percent")
    check_twins(book.cells)
    check_stamps(book.cells)
    chosen = [c for c in book.cells if c.metadata.get("lang", language) == language]
    book.cells = [copy.deepcopy(cell) for cell in chosen]
    for position, cell in enumerate(book.cells):
        cell.id = f"c{position:03}"
        for ours in ("lines_to_next_cell", "of"):
            cell.metadata.pop(ours, None)
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


def check_stamps(cells: Iterable[NotebookNode]) -> None:
    """Raise OldTwin unless each Japanese cell carries the stamp of the English one above it."""
    english = ""
    for position, cell in enumerate(cells):
        if cell.metadata.get("lang") == "en":
            english = cell.source
        elif cell.metadata.get("lang") == "ja" and cell.metadata.get("of") != stamp(english):
            head = english.splitlines()[0][:60]
            raise OldTwin(f"cell {position}: written to another English text than {head!r}")


def stamp(prose: str) -> str:
    """Return the few letters by which a Japanese cell names the English one."""
    return hashlib.sha256(prose.encode()).hexdigest()[:8]


def stamped(source: str) -> str:
    """Return *source* with every Japanese cell stamped: somebody has looked at both."""
    cells = jupytext.reads(source, fmt="py:percent").cells
    check_twins(cells)
    stamps = iter([stamp(cell.source) for cell in cells if cell.metadata.get("lang") == "en"])
    return _JA_HEAD.sub(lambda _: f'# %% [markdown] lang="ja" of="{next(stamps)}"', source)


def run(book: NotebookNode, folder: Path) -> None:
    """Run *book* in *folder* (it tells the lab its language) and keep what its cells show.

    No widget state and no view ids: a page with them wants scripts from the network, and a
    restarted kernel cannot revive them. The text and HTML beside a view stay.
    """
    folded = {cell.id: cell.metadata.get("jupyter") for cell in book.cells}
    client = NotebookClient(
        book, timeout=60, store_widget_state=False, resources={"metadata": {"path": str(folder)}}
    )
    client.execute()
    book.metadata = NotebookNode(kernelspec=KERNEL, lang=book.metadata["lang"])
    for cell in book.cells:
        cell.metadata.pop("execution", None)  # time stamps
        for output in cell.get("outputs", ()):
            output.get("data", {}).pop(WIDGET, None)
            if output.output_type == "error":
                # JupyterLab shows its first line even where it is folded.
                output["traceback"] = [REFUSED[book.metadata["lang"]], output.evalue]
        if folded[cell.id]:  # running a cell opens it
            cell.metadata["jupyter"] = folded[cell.id]


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
    translated = "--translated" in names
    names = [name for name in names if not name.startswith("--")]
    os.environ["LABKIT_PROGRESS"] = ""  # what somebody has passed here is not in the notebooks
    for source in sorted((NOTEBOOKS / "src").glob("*.py")):
        if names and not any(source.stem.startswith(name) for name in names):
            continue
        if translated:
            text = source.read_text(encoding="utf-8")
            source.write_text(stamped(text), encoding="utf-8")
            continue
        for path in build(source):
            sys.stdout.write(f"{path.relative_to(NOTEBOOKS.parent)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
