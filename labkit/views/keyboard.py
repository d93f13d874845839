"""The part of the console that lives in the browser: the growing conversation and the input."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import anywidget
import traitlets

MOST_LINES = 200  # typed lines that the arrow keys bring back
LONGEST = 64 * 1024  # characters that a browser may hand in as one line


class Keyboard(anywidget.AnyWidget):
    """``rows`` is the conversation, each row a tree; *typed* is called with each line."""

    _esm = Path(__file__).with_name("console.js")
    rows = traitlets.List().tag(sync=True)
    history = traitlets.List(traitlets.Unicode()).tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    fill = traitlets.Dict().tag(sync=True)

    def __init__(self, words: Mapping[str, str], typed: Callable[[str], None]) -> None:
        super().__init__(words=dict(words), fill={"text": "", "count": 0})
        self._typed = typed
        self.on_msg(self._heard)
        self.add_class("labkit-keyboard")

    def put(self, text: str) -> None:
        """Put *text* into the input line, without sending it."""
        self.fill = {"text": text, "count": self.fill["count"] + 1}

    def remember(self, line: str) -> None:
        """Let the arrow keys bring *line* back."""
        if line and self.history[-1:] != [line]:
            self.history = [*self.history, line][-MOST_LINES:]

    def _heard(self, _widget: object, content: object, _buffers: object) -> None:
        line = content.get("line") if isinstance(content, dict) else None
        if isinstance(line, str):
            self._typed(line[:LONGEST])
