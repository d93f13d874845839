"""A film strip that doesn't tell by which protocol anybody fetches: a riddle.

Whatever gives it away is left out: the name of the protocol, how a letter is held, how old a view
is, numbers. What is left is who has which letter after each step, and its read mark.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from labkit.plots.film_model import Cell, Look, Row, Strip
from labkit.records import Event, Notice

# The words of an event, and what is said instead.
_PLAIN: Final = {
    "event.get": "event.fetch",
    "event.get_delete": "event.fetch",
    "event.sync": "event.fetch",
    "event.expunge": "event.delete",
    "event.delete_copy": "event.delete",
}


def veiled(strip: Strip) -> Strip:
    """Return *strip* without what tells protocols apart; who never holds anything is left out."""
    rows = tuple(
        _row(row)
        for row in strip.rows
        if row.protocol is None or any(cell.looks for cell in row.cells)
    )
    return replace(strip, events=tuple(map(_event, strip.events)), rows=rows)


def _event(event: Event) -> Event:
    key = _PLAIN.get(event.what.key, event.what.key)
    return replace(event, what=Notice(key, event.what.values))


def _row(row: Row) -> Row:
    if row.protocol is None:
        return replace(row, cells=tuple(replace(cell, numbers=None) for cell in row.cells))
    return replace(row, cells=tuple(map(_cell, row.cells)), veiled=True)


def _cell(cell: Cell) -> Cell:
    return replace(cell, looks=tuple(map(_look, cell.looks)), stale_since=None, numbers=None)


def _look(look: Look) -> Look:
    tile = replace(look.tile, holding="veiled", body=True)
    return replace(look, tile=tile, stale=False, cached=False)
