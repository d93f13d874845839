"""What happened, in order: events, the way of each letter, and who held what after each event."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from labkit.records import Event, Hop, Notice, Snapshot, Tile

MAX_EVENTS = 10_000
MAX_HOPS = 100_000
MAX_TILES = 500_000  # in all snapshots: many events with many letters are bounded too


class History:
    """Events numbered from 0, the start. *letter_of* turns a Message-ID into a letter's name."""

    def __init__(self, letter_of: Callable[[str], str]) -> None:
        self._letter_of = letter_of
        self.events: list[Event] = []
        self.snapshots: list[Snapshot] = []
        self.hops: list[Hop] = []
        self._synced_at: dict[str, int] = {}
        self._last: dict[str, tuple[Tile, ...]] = {}  # by holder
        self._kept_tiles = 0

    def forget_events(self) -> None:
        """Begin anew; the ways of the letters stay."""
        self.events.clear()
        self.snapshots.clear()
        self._synced_at.clear()
        self._last.clear()
        self._kept_tiles = 0

    def note_hop(self, hop: Hop) -> None:
        """Keep *hop*, whose ``letter`` is still a Message-ID."""
        if len(self.hops) < MAX_HOPS:
            self.hops.append(replace(hop, letter=self._letter_of(hop.letter)))

    def add(
        self,
        time: datetime,
        who: str,
        what: Notice,
        sessions: tuple[int, ...],
        snapshots: tuple[Snapshot, ...],
        synced: frozenset[str],
    ) -> Event:
        """Add an event; *synced* are the devices that spoke with the server in it."""
        event = Event(len(self.events), time, who, what, sessions)
        if len(self.events) >= MAX_EVENTS or self._kept_tiles >= MAX_TILES:
            return event
        self._synced_at |= dict.fromkeys(synced, event.number)
        self.events.append(event)
        for snapshot in snapshots:
            synced_at, tiles = self._synced_at.get(snapshot.holder), self._shared(snapshot)
            self.snapshots.append(
                replace(snapshot, event=event.number, synced_at=synced_at, tiles=tiles)
            )
        return event

    def _shared(self, snapshot: Snapshot) -> tuple[Tile, ...]:
        """Return the tiles of *snapshot*: where nothing changed, those of the one before."""
        last = self._last.get(snapshot.holder)
        if last != snapshot.tiles:
            last = self._last[snapshot.holder] = snapshot.tiles
            self._kept_tiles += len(last)
        return last
