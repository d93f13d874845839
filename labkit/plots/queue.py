"""The letters that servers still have to hand over, as a table: who holds what, since when.

There is nothing to draw here that a table doesn't say better.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from html import escape

from labkit.plots.picture import Twin, folded_note
from labkit.records import QueueRow
from labkit.texts import Language, say

_COLUMNS = ("letter", "to", "host", "since", "after", "tries", "next_try", "reply")


class QueueTable:
    """The queues as a notebook shows them; show it by ending a cell with it."""

    def __init__(self, rows: Sequence[QueueRow], language: Language) -> None:
        self.rows = tuple(rows)
        self._language = language

    def __repr__(self) -> str:
        twin = self._twin()
        return twin.text() if self.rows else f"{twin.title}\n{twin.answer}"

    def _repr_html_(self) -> str:
        twin = self._twin()
        # A row stays a row where there is little room: it scrolls in a box of its own.
        scroll = '<div style="overflow-x:auto;white-space:nowrap" tabindex="0">'
        table = f"{scroll}{twin.html()}</div>" if self.rows else ""
        return (
            f"{folded_note(twin.title, self._language)}\n"
            f'<figure class="labkit-queue" lang="{self._language}" style="margin:0">\n'
            f"{table}<figcaption>{escape(twin.answer)}</figcaption>\n</figure>"
        )

    def _twin(self) -> Twin:
        language = self._language
        answer = say(language, f"queue.{'answer' if self.rows else 'empty'}")
        head = tuple(say(language, f"queue.{column}") for column in _COLUMNS)
        cells = tuple(
            (row.letter, row.to, row.host, _time(row.since), _after(row, language), str(row.tries),
             _time(row.next_try), row.reply)
            for row in self.rows
        )  # fmt: skip
        return Twin(say(language, "queue.title"), answer, head if cells else (), cells)


def _after(row: QueueRow, language: Language) -> str:
    """Return which reply made the holder responsible, and where it was said."""
    if not row.after:
        return say(language, "queue.written")
    if row.session is None:
        return row.after
    return say(language, "queue.said_in", reply=row.after, session=row.session)


def _time(moment: datetime | None) -> str:
    """Return day and time: a letter may wait for days."""
    return f"{moment:%Y-%m-%d %H:%M}" if moment else ""
