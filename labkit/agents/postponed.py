"""Changes that an IMAP device makes offline: shown at once, done on the server at the next visit.

A letter has one place at the server until then. So whatever is done to one that was moved offline
is done to it where it still lies, before it moves; and to move it back is never to have moved it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from labkit.agents.shelf import Change, Shelf

ShelfOf = Callable[[str], Shelf]  # a mailbox's name -> what the device shows of it


def postpone(shelf_of: ShelfOf, change: Change) -> None:
    """Show *change* now, and let it wait for the next visit."""
    here = shelf_of(change.held.shelf)
    move = here.arriving.get(change.held)
    if move is None:
        here.show(change)
        here.waiting.append(change)
        _let_arrive(shelf_of, change)
    elif change.deed in ("move", "expunge"):
        del here.arriving[change.held]
        _replan(shelf_of, move, change)
    else:
        here.show(change)
        waiting = shelf_of(move.held.shelf).waiting
        waiting.insert(waiting.index(move), replace(change, held=move.held))


def _replan(shelf_of: ShelfOf, move: Change, change: Change) -> None:
    """Let *change* be done instead of *move*, which still waits."""
    origin = shelf_of(move.held.shelf)
    place = origin.waiting.index(move)
    if change.target == origin.name:
        del origin.waiting[place]
        move.held.seen, move.held.marked = change.held.seen, change.held.marked
        origin.letters[int(move.held.key)] = move.held
        origin.letters = dict(sorted(origin.letters.items()))
    else:
        origin.waiting[place] = replace(change, held=move.held)
        _let_arrive(shelf_of, origin.waiting[place], shown=change)


def _let_arrive(shelf_of: ShelfOf, change: Change, shown: Change | None = None) -> None:
    """Show the letter that *change* moves where it will be, as *shown* has it now."""
    if change.deed == "move":
        held = replace((shown or change).held, shelf=change.target)
        shelf_of(change.target).arriving[held] = change
