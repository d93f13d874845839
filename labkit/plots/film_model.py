"""The film strip without a drawing: from what each holder held to what each cell shows.

One rule is behind all others: a device's row changes only when that device itself spoke to the
server. A strip that updated the phone at the laptop's deletion would teach a lie; so a device
without a snapshot of its own at an event keeps its last one, and what differs from the server by
then is *stale*.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from labkit.records import Event, Numbers, Protocol, Snapshot, Tile

COLUMNS: Final = 6  # older events fold
TILES: Final = 4  # more than these in a cell are counted
HOLDERS: Final = ("server", "phone", "laptop", "tablet", "pc")
SHELVES: Final = ("INBOX", "Sent", "Drafts", "Trash", "Junk")  # others follow, by name

# Letter, shelf, whether the server has it too, and which of several: a device's copies come first.
Key = tuple[str, str, bool, int]


@dataclass(frozen=True, slots=True)
class Kinds:
    """What the whole scene has in it, and so what has to be told apart."""

    imap: bool  # somebody looks by IMAP
    headers: bool  # somebody holds a header only


@dataclass(frozen=True, slots=True)
class Look:
    """A tile as one cell shows it."""

    tile: Tile
    changed: bool = False  # at this very step
    gone: bool = False  # it was here one step ago
    stale: bool = False  # the server has it otherwise by now
    cached: bool = False  # a view whose text is here too, where others hold the header only
    anew: bool = False  # another text than one step ago: a draft was saved again


@dataclass(frozen=True, slots=True)
class Cell:
    """What one holder shows after one event."""

    looks: tuple[Look, ...] = ()
    stale_since: int | None = None  # the event whose state a view still shows
    more: int = 0  # tiles left out
    lost: bool = False  # the device was gone by then
    numbers: Numbers | None = None  # by which the holder knew letters then


@dataclass(frozen=True, slots=True)
class Row:
    """One holder through all shown events."""

    holder: str
    protocol: Protocol | None
    online: bool
    cells: tuple[Cell, ...]
    lost: bool = False
    room: tuple[int, int] | None = None  # of a server with a quota: letters held, letters at most
    locked: bool = False  # of a server: a POP3 session has the maildrop
    files: tuple[str, ...] = ()  # letters that are files too, outside the strip
    keys: tuple[str, ...] = ()
    veiled: bool = False  # how it fetches is not told


@dataclass(frozen=True, slots=True)
class Strip:
    """The whole film; ``folded`` events before the first shown one are left out."""

    events: tuple[Event, ...]
    rows: tuple[Row, ...]
    folded: int = 0

    @property
    def shelved(self) -> bool:
        """Whether more than one shelf is in play."""
        looks = (look for row in self.rows for cell in row.cells for look in cell.looks)
        return len({look.tile.shelf for look in looks} | {"INBOX"}) > 1


def cells(snapshots: Iterable[Snapshot], events: Iterable[Event]) -> Strip:
    """Return the strip of all *events*: one row a holder, one cell an event."""
    columns = tuple(sorted(events, key=lambda event: event.number))
    taken = {(shot.holder, shot.event): shot for shot in snapshots}
    rows = {holder: _carried(holder, columns, taken) for holder in _holders(taken)}
    kinds = Kinds(
        imap=any(shot.protocol == "IMAP" for shot in taken.values()),
        headers=any(not tile.body for shot in taken.values() for tile in shot.tiles),
    )
    servers = [shots for shots in rows.values() if _is_server(shots)]
    return Strip(columns, tuple(_row(h, shots, servers, kinds) for h, shots in rows.items()))


def fold(strip: Strip, columns: int = COLUMNS) -> Strip:
    """Return *strip* with its last *columns* events; earlier ones are counted."""
    folded = max(0, len(strip.events) - columns)
    rows = tuple(replace(row, cells=row.cells[folded:]) for row in strip.rows)
    return Strip(strip.events[folded:], rows, strip.folded + folded)


def crowd(cell: Cell, tiles: int = TILES) -> Cell:
    """Return *cell* with at most *tiles* places: what happened stays, the rest becomes "+n"."""
    if len(cell.looks) <= tiles:
        return cell
    told = sorted(cell.looks, key=lambda look: not (look.changed or look.stale))[: tiles - 1]
    kept = tuple(look for look in cell.looks if any(look is one for one in told))
    return replace(cell, looks=kept, more=len(cell.looks) - len(kept))


def _holders(taken: Mapping[tuple[str, int], Snapshot]) -> list[str]:
    found = dict.fromkeys(holder for holder, _ in taken)
    known = [holder for holder in HOLDERS if holder in found]
    return known + [holder for holder in found if holder not in HOLDERS]


def _carried(
    holder: str, columns: tuple[Event, ...], taken: Mapping[tuple[str, int], Snapshot]
) -> list[Snapshot | None]:
    """Return the holder's snapshot at each event: its own, else the last one before."""
    shots: list[Snapshot | None] = []
    own = sorted(event for name, event in taken if name == holder)
    for column in columns:
        past = [event for event in own if event <= column.number]
        shots.append(taken[holder, past[-1]] if past else None)
    return shots


def _is_server(shots: list[Snapshot | None]) -> bool:
    return any(shot is not None and shot.protocol is None for shot in shots)


def _row(
    holder: str, shots: list[Snapshot | None], servers: list[list[Snapshot | None]], kinds: Kinds
) -> Row:
    found: list[Cell] = []
    for place, shot in enumerate(shots):
        # The first column is where we begin: nothing in it has changed yet.
        before = shots[place - 1] if place else shot
        found.append(_cell(before, shot, _truth(shot, place, servers), kinds))
    last = next((shot for shot in reversed(shots) if shot is not None), None)
    if last is None:
        return Row(holder, None, True, tuple(found))
    room = None if last.quota is None else (len(last.tiles), last.quota)
    return Row(
        holder,
        last.protocol,
        last.online,
        tuple(found),
        last.lost,
        room,
        last.locked,
        last.files,
        last.keys,
    )


def _truth(
    shot: Snapshot | None, place: int, servers: list[list[Snapshot | None]]
) -> Snapshot | None:
    """Return what the server of this holder's account holds at the same moment."""
    if shot is None or shot.protocol != "IMAP" or shot.lost:
        return None
    found = (shots[place] for shots in servers)
    return next((s for s in found if s is not None and s.account == shot.account), None)


def _cell(
    before: Snapshot | None, shot: Snapshot | None, truth: Snapshot | None, kinds: Kinds
) -> Cell:
    if shot is None:
        return Cell()
    old = _keyed(before, kinds)
    new = _keyed(shot, kinds)
    real = _keyed(truth, kinds)
    behind = _is_behind(shot, truth)
    looks = {key: _look(old.get(key), tile, behind, real.get(key)) for key, tile in new.items()}
    if kinds.headers:
        looks = {key: replace(look, cached=_is_cached(look.tile)) for key, look in looks.items()}
    still_here = {tile.letter for tile in new.values()}
    for key, tile in old.items():
        # A letter that only moved to another shelf is not gone: its new tile carries the flag.
        if key not in new and tile.letter not in still_here:
            looks[key] = Look(tile, changed=True, gone=True)
    ordered = tuple(looks[key] for key in sorted(looks, key=_order))
    shown = {tile.shelf for tile in new.values()} | {"INBOX"}
    missing = any(key not in new and key[1] in shown for key in real)
    stale = behind and (missing or any(look.stale for look in ordered))
    since = shot.synced_at if stale else None
    return Cell(ordered, since, lost=shot.lost, numbers=shot.numbers)


def _order(key: Key) -> tuple[object, ...]:
    letter, shelf, *which = key
    place = SHELVES.index(shelf) if shelf in SHELVES else len(SHELVES)
    return place, shelf, len(letter), letter, which


def _is_cached(tile: Tile) -> bool:
    return tile.holding == "view" and tile.body


def _is_behind(shot: Snapshot, truth: Snapshot | None) -> bool:
    if truth is None:
        return False
    return shot.synced_at is None or shot.synced_at < truth.event


def _look(old: Tile | None, tile: Tile, behind: bool, real: Tile | None) -> Look:
    stale = behind and tile.holding == "view" and not _agrees(tile, real)
    anew = old is not None and _differ(old, tile)
    return Look(tile, changed=tile != old and not stale, stale=stale, anew=anew)


def _differ(one: Tile, other: Tile) -> bool:
    """Whether the texts differ: a draft was saved again under the same name."""
    return None not in (one.size, other.size) and one.size != other.size


def _agrees(view: Tile, real: Tile | None) -> bool:
    if real is None or real.marked != view.marked:
        return False
    if _differ(view, real):
        return False
    return view.seen is None or real.seen is None or view.seen == real.seen


def _keyed(shot: Snapshot | None, kinds: Kinds) -> dict[Key, Tile]:
    if shot is None:
        return {}
    seen: Counter[tuple[str, str, bool]] = Counter()
    keyed: dict[Key, Tile] = {}
    for tile in shot.tiles:
        # A copy is never what the server's letter is held against.
        kind = (tile.letter, tile.shelf, tile.holding != "copy")
        seen[kind] += 1
        if shot.protocol is None and not kinds.imap:
            # \Seen lives on the server for IMAP alone; without a device that looks, no dot.
            tile = replace(tile, seen=None)
        keyed[*kind, seen[kind]] = tile
    return keyed
