"""Scenes for the film strip, one for each thing that it can show; made of plain records."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

from labkit.plots.film import Story, film, films
from labkit.plots.picture import Picture
from labkit.records import Event, Holding, Notice, Numbers, Protocol, Snapshot, Tile
from labkit.texts import Language

_NINE: Final = datetime(2026, 4, 6, 9, tzinfo=UTC)
_PROTOCOLS: Final[Mapping[str, Protocol]] = {"phone": "IMAP", "laptop": "IMAP", "tablet": "POP3"}


def happened(number: int, key: str, who: str = "", **values: str | Notice) -> Event:
    """Return the event *key* of the texts."""
    if who:
        values["who"] = Notice(f"device.{who}")
    time = _NINE + timedelta(seconds=5 * number)
    return Event(number, time, who or "lab", Notice(f"event.{key}", dict(values)))


def tile(
    letter: str,
    holding: Holding = "view",
    shelf: str = "INBOX",
    *,
    seen: bool | None = False,
    marked: bool = False,
    body: bool = True,
) -> Tile:
    return Tile(letter, f"<{letter}@lab.example>", holding, shelf, seen, marked, body)


def originals(letters: str, read: str = "", marked: str = "") -> tuple[Tile, ...]:
    return tuple(tile(x, "original", seen=x in read, marked=x in marked) for x in letters)


def views(letters: str, read: str = "", marked: str = "", body: bool = True) -> tuple[Tile, ...]:
    return tuple(tile(x, seen=x in read, marked=x in marked, body=body) for x in letters)


def copies(letters: str, read: str = "") -> tuple[Tile, ...]:
    return tuple(tile(x, "copy", seen=x in read) for x in letters)


def server(number: int, tiles: tuple[Tile, ...]) -> Snapshot:
    return Snapshot(number, "server", None, tiles, number)


def device(number: int, name: str, tiles: tuple[Tile, ...], synced: int | None = -1) -> Snapshot:
    at = number if synced == -1 else synced
    return Snapshot(number, name, _PROTOCOLS[name], tiles, at)


def nothing(number: int = 0) -> tuple[Snapshot, ...]:
    return tuple(device(number, name, (), None) for name in _PROTOCOLS)


BODIES: Final = (
    (
        happened(0, "start"),
        happened(1, "sync", "phone"),
        happened(2, "sync", "laptop"),
        happened(3, "mark", "laptop", letter="B"),
        happened(4, "go_offline", "laptop"),
    ),
    (
        server(0, originals("AB")),
        *nothing(),
        device(1, "phone", views("AB", body=False)),
        device(2, "laptop", views("AB")),
        server(3, originals("AB", marked="B")),
        device(3, "laptop", views("AB", marked="B")),
        server(4, originals("AB", marked="B")),
        replace(device(4, "laptop", views("AB", marked="B"), 3), online=False),
    ),
)

_SENT: Final = (
    tile("A", "original"),
    tile("B", "original"),
    tile("C", "original", "Sent", seen=True),
)
_MOVED: Final = (
    tile("A", "original"), tile("B", "original", "Trash"), tile("C", "original", "Sent", seen=True),
    tile("D", "original", "Drafts", seen=True),
)  # fmt: skip


def _shown(tiles: tuple[Tile, ...]) -> tuple[Tile, ...]:
    return tuple(replace(each, holding="view") for each in tiles)


SHELVES: Final = (
    (
        happened(0, "start"),
        happened(1, "answer", "laptop", letter="C", other="A"),
        happened(2, "move", "laptop", letter="B", shelf=Notice("picture.shelf.Trash")),
        happened(3, "sync", "phone"),
    ),
    (
        server(0, originals("AB")),
        device(0, "laptop", views("AB"), 0),
        device(0, "phone", views("AB"), 0),
        device(0, "tablet", copies("AB"), 0),
        server(1, _SENT),
        device(1, "laptop", _shown(_SENT)),
        server(2, _MOVED),
        device(2, "laptop", _shown(_MOVED)),
        server(3, _MOVED),
        device(3, "phone", _shown(_MOVED)),
    ),
)

EXPORTED: Final = (
    (
        happened(0, "start"),
        happened(1, "export", "laptop", letter="B"),
        happened(2, "go_offline", "laptop"),
        happened(3, "expunge", "phone", letter="B"),
        happened(4, "sync", "laptop"),
    ),
    (
        server(0, originals("AB")),
        device(0, "phone", views("AB"), 0),
        device(0, "laptop", views("AB"), 0),
        *(
            replace(device(n, "laptop", views("AB"), 0), files=("B",), online=n < 2)
            for n in (1, 2, 3)
        ),
        server(3, originals("A")),
        device(3, "phone", views("A")),
        server(4, originals("A")),
        replace(device(4, "laptop", views("A")), files=("B",)),
    ),
)

LOCKED: Final = (
    (
        happened(0, "start"),
        happened(1, "connect_pop3", "tablet"),
        happened(2, "failed", what=Notice("event.get", {"who": Notice("device.laptop")})),
    ),
    (
        *(replace(server(n, originals("ABC")), quota=3, locked=n > 0) for n in range(3)),
        replace(device(0, "phone", (), None), keys=("app-1",), online=False),
        *(replace(device(n, "laptop", (), None), protocol="POP3") for n in (0, 2)),
        device(1, "tablet", copies("ABC")),
    ),
)

CULPRIT: Final = (
    (
        happened(0, "start"),
        happened(1, "sync", "phone"),
        happened(2, "get_delete", "laptop"),
        happened(3, "sync", "phone"),
    ),
    (
        server(0, originals("AB")),
        device(0, "phone", (), None),
        replace(device(0, "laptop", (), None), protocol="POP3"),
        device(1, "phone", views("AB")),
        server(2, ()),
        replace(device(2, "laptop", copies("AB")), protocol="POP3"),
        server(3, ()),
        device(3, "phone", ()),
    ),
)

_OLD: Final = Numbers((("A", "1"), ("B", "2"), ("C", "3")), 7)
_NEW: Final = Numbers((("B", "1"), ("C", "2"), ("A", "3")), 8)
_TAKEN: Final = Numbers((("A", "7-1"), ("B", "7-2"), ("C", "7-3")))
_RESTORED: Final = Notice("event.fault.restore", {"target": Notice("picture.person.ken")})

NUMBERS: Final = (
    (
        happened(0, "start"),
        replace(happened(1, "start"), what=_RESTORED),
        happened(2, "sync", "phone"),
        happened(3, "sync", "laptop"),
    ),
    (
        replace(server(0, originals("ABC")), numbers=_OLD),
        *(replace(device(0, name, views("ABC"), 0), numbers=_OLD) for name in ("phone", "laptop")),
        replace(device(0, "tablet", copies("ABC"), 0), numbers=_TAKEN),
        *(replace(server(n, originals("ABC")), numbers=_NEW) for n in (1, 2, 3)),
        replace(device(2, "phone", views("ABC")), numbers=_NEW),
        replace(device(3, "laptop", views("ABC")), numbers=replace(_OLD, validity=8)),
    ),
)

LOST: Final = (
    (
        happened(0, "start"),
        happened(1, "get_delete", "tablet"),
        happened(2, "lose", "tablet"),
        happened(3, "sync", "phone"),
    ),
    (
        server(0, originals("AB")),
        *nothing(),
        server(1, ()),
        device(1, "tablet", copies("AB", "A")),
        replace(device(2, "tablet", (), None), lost=True, online=False),
        server(3, originals("C")),
        device(3, "phone", views("C")),
    ),
)

_DAY: Final = (
    happened(0, "start"), happened(1, "sync", "phone"), happened(2, "send", "pc", letter="C"),
    happened(3, "get", "tablet"),
)  # fmt: skip


def _alike(tablet: Protocol) -> Story:
    take = copies if tablet == "POP3" else views
    shots = (
        *(server(n, originals("AB" if n < 2 else "ABC")) for n in range(4)),
        *nothing(),
        device(1, "phone", views("AB")),
        replace(device(3, "tablet", take("ABC")), protocol=tablet),
        device(3, "laptop", (), None),
    )
    few = (server(0, originals("A")), device(0, "phone", views("A"), 0))
    return Story(_DAY, shots if tablet == "POP3" else few, Notice("day.mixed"))


def day(number: int) -> Callable[[Language], Picture]:
    """Return how one of two strips in a common frame is drawn."""
    return lambda language: films((_alike("POP3"), _alike("IMAP")), language)[number]


STATES: Final[Mapping[str, Callable[[Language], Picture]]] = {
    "bodies": lambda language: film(*BODIES, language),
    "shelves": lambda language: film(*SHELVES, language),
    "exported": lambda language: film(*EXPORTED, language),
    "locked": lambda language: film(*LOCKED, language),
    "culprit": lambda language: film(*CULPRIT, language, culprit=2),
    "numbers": lambda language: film(*NUMBERS, language),
    "lost": lambda language: film(*LOST, language),
    "wide": day(0),
    "narrow": day(1),
}
