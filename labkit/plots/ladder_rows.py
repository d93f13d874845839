"""The ladder without a drawing: which rows it has, and what the server learned at each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from labkit.records import Notice, WireLine

MOST: Final = 160  # lines drawn; of a longer session the first and the last ones
_HEAD: Final = 100
_OPEN_HEAD: Final = 60  # lines that can be opened, of a longer session
_OPEN_TAIL: Final = 20


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a phase's tab, a line, or the mark that lines are left out."""

    line: WireLine | None = None
    phase: str = ""
    left_out: int = 0
    learned: tuple[Notice, ...] = ()  # what the server knows since this line
    forgot: bool = False  # it knows less than before

    @property
    def refused(self) -> bool:
        """Whether the server said no here, or not now, and knows what it knew before."""
        no = self.line is not None and self.line.pill in ("no", "later")
        return no and not self.learned and not self.forgot


def rows_of(lines: tuple[WireLine, ...]) -> tuple[Row, ...]:
    """Return all rows from top to bottom."""
    return tuple(_walk(lines))


def opening(rows: tuple[Row, ...]) -> tuple[WireLine, ...]:
    """Return the lines that can be opened: of a longer session the first and the last ones."""
    lines = tuple(row.line for row in rows if row.line is not None)
    if len(lines) <= _OPEN_HEAD + _OPEN_TAIL:
        return lines
    return lines[:_OPEN_HEAD] + lines[-_OPEN_TAIL:]


def runs_of(rows: tuple[Row, ...]) -> tuple[tuple[int, int, int], ...]:
    """Return (event, first row, last row) of rows that follow each other in one event.

    A tab belongs to the lines below it.
    """
    found: list[tuple[int, int, int]] = []
    begun = 0
    for place, row in enumerate(rows):
        if row.line is None:
            continue
        event = row.line.event
        if found and found[-1][0] == event:
            found[-1] = (event, found[-1][1], place)
        else:
            found.append((event, begun, place))
        begun = place + 1
    return tuple(found)


def _walk(lines: tuple[WireLine, ...]) -> Iterator[Row]:
    skip = range(_HEAD, _HEAD + len(lines) - MOST) if len(lines) > MOST else range(0)
    phase = ""
    known: tuple[Notice, ...] = ()
    for place, line in enumerate(lines):
        if place in skip:
            if place == skip.start:
                yield Row(left_out=len(skip))
            known = line.knows
            continue
        if line.phase != phase:
            phase = line.phase
            yield Row(phase=phase)
        yield _told(line, known)
        known = line.knows


def _told(line: WireLine, known: tuple[Notice, ...]) -> Row:
    if line.knows == known:  # mostly a server learns nothing new
        return Row(line=line)
    learned = tuple(notice for notice in line.knows if notice not in known)
    return Row(line=line, learned=learned, forgot=any(each not in line.knows for each in known))
