"""The row of tabs over a workbench.

On anywidget, for ipywidgets' own tabs neither wrap on a narrow screen nor make a page only when
it is first opened.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import anywidget
import traitlets

from labkit.texts import Language


class Tabs(anywidget.AnyWidget):
    """Assign ``names`` and ``chosen``; observe ``chosen`` for what the learner picks."""

    _esm = Path(__file__).with_name("tabs.js")
    names = traitlets.List(help="(name, words) of each page, in order.").tag(sync=True)
    chosen = traitlets.Unicode(help="The name of the page that shows.").tag(sync=True)
    label = traitlets.Unicode(help="What the pages are pages of, for screen readers.").tag(
        sync=True
    )
    language = traitlets.Unicode("en").tag(sync=True)

    def say(self, names: Sequence[tuple[str, str]], label: str, language: Language) -> None:
        """Name the pages anew, in *language*; the chosen one stays."""
        with self.hold_sync():
            self.language, self.label = language, label
            self.names = [list(pair) for pair in names]

    def __repr__(self) -> str:
        return " · ".join(words for _, words in self.names)
