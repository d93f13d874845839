"""How large everything in a film strip is; strips that are compared share one frame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from labkit.plots import film_tile
from labkit.plots.film_model import COLUMNS, Strip, fold

MARGIN: Final = 12
GUTTER: Final = 140
FOLD: Final = 64
TOP: Final = 118
FILES: Final = 72  # outside the strip, for letters that are files too
GAP: Final = 12
TAB: Final = 16  # what a row is higher for where shelves have names

_COLUMN: Final = 190  # at most; many columns are narrower, down to what their tiles need
_UNFOLDED: Final = 132  # where all columns are shown, and the picture scrolls anyway
_NARROW: Final = 109  # for the longest word of an event
_FEWEST: Final = 4
_WIDTH: Final = 820  # what JupyterLab on a small laptop has, its side bar open
_LEAST: Final = 640
_ROW: Final = 92


@dataclass(frozen=True, slots=True)
class Frame:
    """``columns`` are those that are shown, each ``wide``; the first begins at ``left``."""

    size: film_tile.Size
    columns: int
    wide: float
    left: float
    tab: float = 0  # height of the shelves' names
    files: float = 0  # width of the margin for files

    @property
    def row(self) -> float:
        """Height of one holder's row."""
        return _ROW + self.tab

    @property
    def right(self) -> float:
        """Where the rows end; files stand beyond."""
        return max(self.left + self.wide * self.columns, _LEAST)

    @property
    def width(self) -> float:
        """Width of the whole picture."""
        return self.right + self.files + MARGIN

    def top(self, place: int) -> float:
        """Return where row number *place* begins."""
        return TOP + place * (self.row + GAP)

    def end(self, rows: int) -> float:
        """Return where the last of so many *rows* ends."""
        return self.top(rows) - GAP if rows else TOP

    def column(self, place: int) -> float:
        """Return where column number *place* begins."""
        return self.left + place * self.wide


def frame_of(wholes: Sequence[Strip], unfold: bool = False) -> Frame:
    """Return the frame in which all of *wholes* have room: with six columns, or down to four.

    With *unfold* every column is shown, however wide the picture gets.
    """
    most = max((len(whole.events) for whole in wholes), default=0)
    if unfold:
        return _frame(wholes, most, _UNFOLDED)[0]
    for columns in range(COLUMNS, _FEWEST - 1, -1):
        shown = min(columns, most)
        folded = FOLD if most > columns else 0
        room = (_WIDTH - 2 * MARGIN - GUTTER - folded - _files(wholes)) / max(1, shown)
        frame, fits = _frame(wholes, columns, room)
        if fits:
            break
    return frame


def _frame(wholes: Sequence[Strip], columns: int, room: float) -> tuple[Frame, bool]:
    strips = [fold(whole, columns) for whole in wholes]
    rows = tuple(row for strip in strips for row in strip.rows)
    size = film_tile.size_for(Strip((), rows), room)
    wide = max(min(max(room, _NARROW), _COLUMN), size.span + 20)
    folded = any(strip.folded for strip in strips)
    frame = Frame(
        size,
        max((len(strip.events) for strip in strips), default=0),
        wide,
        MARGIN + GUTTER + (FOLD if folded else 0),
        TAB if any(strip.shelved for strip in strips) else 0,
        _files(wholes),
    )
    return frame, wide <= room


def _files(wholes: Sequence[Strip]) -> float:
    return FILES if any(row.files for whole in wholes for row in whole.rows) else 0
