"""The part of the live wire that lives in the browser.

On anywidget: lines are appended as custom messages with numbered rows, so that nothing is paid for
what is there already, and only what is small is a trait. What anywidget leaves to us: a message
reaches only the pages that are open, so a page asks for the whole when it is drawn, piece by piece
(Jupyter throws away what comes too fast), and asks again when it notices a gap; a page that was
closed without a word is never told from an open one, which costs a few messages; and a view of its
own does not notice that the kernel is gone, so it stands inside a box of ipywidgets, which does.
"""

from __future__ import annotations

from pathlib import Path

import anywidget
import traitlets


class WirePage(anywidget.AnyWidget):
    """What all open pages share. They ask by messages, ``{"ask": ..., "page": ...}``."""

    _esm = Path(__file__).with_name("wire.js")

    language = traitlets.Unicode("en").tag(sync=True)
    labels = traitlets.Dict(help="The words on the view itself.").tag(sync=True)
    events = traitlets.List(help="[number, words] of what can be jumped to.").tag(sync=True)
    selected = traitlets.List(help="[session, number] of the line to go to.").tag(sync=True)

    def __repr__(self) -> str:
        return self.labels.get("title", "")
