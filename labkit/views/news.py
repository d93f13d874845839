"""What became of the letters that wait, told from the queues before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from labkit.records import Notice, QueueRow
from labkit.views.differences import listed

MOST = 3  # sentences

Row = tuple[str, str, str]  # letter, holder, recipient


@dataclass(frozen=True, slots=True)
class Said:
    """What an action said, and what happened to the queues meanwhile, as one sentence after it."""

    result: object
    news: tuple[Notice, ...]

    @property
    def notice(self) -> object:
        """The sentences, if the action said one."""
        told = getattr(self.result, "notice", None)
        for each in self.news:
            if isinstance(told, Notice):
                told = Notice("clock.then", {"told": told, "news": each})
        return told


def news(before: Sequence[QueueRow], after: Sequence[QueueRow]) -> tuple[Notice, ...]:
    """Return what happened between two looks at the queues, the most important first."""
    old = {_name(row): row for row in before}
    new = {_name(row): row for row in after}
    told = []
    if tried := [row for name, row in new.items() if name in old and row.tries > old[name].tries]:
        told.append(_tried(tried))
    if gone := [row.letter for name, row in old.items() if name not in new]:
        told.append(Notice("clock.news.gone", {"letters": listed(gone)}))
    if come := [row.letter for name, row in new.items() if name not in old]:
        told.append(Notice("clock.news.come", {"letters": listed(come)}))
    return tuple(told[:MOST])


def _tried(rows: Sequence[QueueRow]) -> Notice:
    letters = listed([row.letter for row in rows])
    reply = rows[0].reply
    if not reply:
        return Notice("clock.news.tried_silent", {"letters": letters})
    return Notice("clock.news.tried", {"letters": letters, "reply": reply})


def _name(row: QueueRow) -> Row:
    return row.letter, row.host, row.to
