"""What a device has and the server does not, or otherwise: found, ordered, told in words.

Nothing here asks anybody: rows and states are compared as they stand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from labkit.records import DeviceState, LetterRow, Notice, Tile
from labkit.texts import find

INBOX = "INBOX"
MOST_SENTENCES = 6
MOST_NAMES = 6

Key = tuple[str, str]  # which letter, on which shelf
Server = Mapping[str, Mapping[str, Tile]]  # which letter -> shelf -> how it lies there

# In this order a device's differences are told.
_KINDS = (
    *("gone", "lost", "only_here", "moved", "unread", "read", "marked", "unmarked", "twice"),
    *("own_marks", "missing"),
)
_OWN_AFFAIR = frozenset({"only_here", "twice", "own_marks"})  # no visit to the server ends these


@dataclass(frozen=True, slots=True)
class Difference:
    """One sentence about one device, and which of its letters it is about.

    ``mark`` names the few words that stand beside these letters, "" where nothing is to mark.
    """

    holder: str
    sentence: Notice
    mark: str = ""
    letters: tuple[Key, ...] = ()


def differences(
    server: Sequence[LetterRow], states: Sequence[DeviceState]
) -> tuple[Difference, ...]:
    """Return what differs between the *server*'s mailbox and each device, device by device."""
    there: dict[str, dict[str, Tile]] = {}
    for row in server:
        there.setdefault(identity(row), {})[row.tile.shelf] = row.tile
    return tuple(found for state in states for found in _of_device(state, server, there))


def marks(found: Iterable[Difference], holder: str) -> dict[Key, tuple[str, ...]]:
    """Return, for each letter of *holder* that differs, the names of its marks."""
    told: dict[Key, tuple[str, ...]] = {}
    for each in found:
        if each.holder == holder and each.mark:
            for key in each.letters:
                told[key] = (*told.get(key, ()), each.mark)
    return told


def bounded(found: Sequence[Difference]) -> tuple[Notice, ...]:
    """Return the first sentences, and how many there are beyond them."""
    sentences = [each.sentence for each in found]
    more = len(sentences) - MOST_SENTENCES
    if more <= 0:
        return tuple(sentences)
    return (*sentences[:MOST_SENTENCES], Notice("differs.more", {"count": more}))


def identity(row: LetterRow) -> str:
    """Return what tells *row*'s letter from others: its Message-ID, or what else there is."""
    return row.tile.message_id or f"{row.letter} {row.subject}"


def key_of(row: LetterRow) -> Key:
    """Return which letter it is, and on which shelf."""
    return identity(row), row.tile.shelf


def _of_device(
    state: DeviceState, server: Sequence[LetterRow], there: Server
) -> Iterator[Difference]:
    if state.lost:
        yield Difference(state.name, Notice("differs.river", {"who": the_device(state.name)}))
        return
    by_kind: dict[str, list[LetterRow]] = {}
    for kind, row in _compared(state, server, there):
        by_kind.setdefault(kind, []).append(row)
    for kind in _KINDS:
        if rows := by_kind.get(kind):
            yield _told(state, kind, rows, there)
    if set(by_kind) - _OWN_AFFAIR:
        yield Difference(state.name, _why(state))


def _compared(
    state: DeviceState, server: Sequence[LetterRow], there: Server
) -> Iterator[tuple[str, LetterRow]]:
    counts = Counter((key_of(row), row.tile.holding) for row in state.letters)
    told: set[Key] = set()
    for row in state.letters:
        yield from ((kind, row) for kind in _kinds_of(row, there))
        key = key_of(row)
        if counts[key, "copy"] > 1 and row.tile.holding == "copy" and key not in told:
            told.add(key)
            yield "twice", row
    held = {identity(row) for row in state.letters}
    looks_into = {INBOX, *(state.shelves if state.protocol == "IMAP" else ())}
    for row in server:
        if identity(row) not in held and row.tile.shelf in looks_into:
            yield "missing", row


def _kinds_of(row: LetterRow, there: Server) -> Iterator[str]:
    tile, shelves = row.tile, there.get(identity(row))
    if tile.holding == "copy":
        if shelves is None:
            yield "lost" if tile.shelf == INBOX else "only_here"
        elif tile.shelf == INBOX and INBOX in shelves and tile.seen != shelves[INBOX].seen:
            yield "own_marks"
        return
    if shelves is None:
        yield "gone"
    elif tile.shelf not in shelves:
        yield "moved"
    else:
        yield from _flags(tile, shelves[tile.shelf])


def _flags(shown: Tile, original: Tile) -> Iterator[str]:
    if None not in (shown.seen, original.seen) and shown.seen != original.seen:
        yield "read" if shown.seen else "unread"
    if shown.marked != original.marked:
        yield "marked" if shown.marked else "unmarked"


def _told(state: DeviceState, kind: str, rows: Sequence[LetterRow], there: Server) -> Difference:
    values: dict[str, str | int | Notice] = {
        "who": the_device(state.name),
        "letters": listed([row.letter for row in rows]),
    }
    if kind == "moved":
        where = next(iter(there[identity(rows[0])]))
        rows = [row for row in rows if where in there[identity(row)]]
        values |= {
            "letters": listed([row.letter for row in rows]),
            "shelf": shelf_name(where),
        }
    mark = "" if kind == "missing" else kind
    keys = () if kind == "missing" else tuple(key_of(row) for row in rows)
    return Difference(state.name, Notice(f"differs.{kind}", values), mark, keys)


def _why(state: DeviceState) -> Notice:
    """Return why the device shows something else than the server has."""
    who = {"who": the_device(state.name)}
    if not state.online:
        return Notice("differs.offline", who)
    if state.last_sync is None:
        return Notice("differs.never", who)
    return Notice("differs.since", {**who, "time": f"{state.last_sync:%H:%M:%S}"})


def the_device(name: str) -> str | Notice:
    """Return "the phone", as a sentence begins with it; a device without a word stays as it is."""
    return Notice(f"differs.the.{name}") if find("en", f"differs.the.{name}") else name


def shelf_name(shelf: str) -> str | Notice:
    """Return what people call a mailbox; a learner's own keeps its name."""
    return Notice(f"picture.shelf.{shelf}") if find("en", f"picture.shelf.{shelf}") else shelf


def listed(names: Sequence[str]) -> str | Notice:
    """Return "A, B and C", of very many the first ones."""
    several = list(dict.fromkeys(names))
    if len(several) > MOST_NAMES:
        several = [*several[:MOST_NAMES], "…"]
    told: str | Notice = several[-1]
    for place, name in enumerate(reversed(several[:-1])):
        key = "differs.comma" if place else "differs.and"
        told = Notice(key, {"first": name, "rest": told})
    return told


def mark_words(mark: str) -> Notice:
    """Return the few words that stand beside a letter."""
    return Notice(f"differs.beside.{mark}")
