"""What happened, in order: events, the way of each letter, and who held what after each event."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from labkit.records import Event, Hop, Notice, Snapshot

MAX_EVENTS = 10_000
MAX_HOPS = 100_000
MAX_TILES = 500_000  # and numbers, in all snapshots: many events with many letters are bounded too


class History:
    """Events numbered from 0, the start. *letter_of* turns a Message-ID into a letter's name."""

    def __init__(self, letter_of: Callable[[str], str]) -> None:
        self._letter_of = letter_of
        self.events: list[Event] = []
        self.snapshots: list[Snapshot] = []
        self.hops: list[Hop] = []
        self._synced_at: dict[str, int] = {}
        self._at_start: frozenset[str] = frozenset()  # holders that are in step then
        self._last: dict[str, Snapshot] = {}  # by holder
        self._kept_tiles = 0

    def forget_events(self) -> None:
        """Begin anew; the ways of the letters stay, but belong to no event any more.

        Who is in step with the server at the end of the old story is so at the start of the new.
        """
        self._at_start = self._in_step()
        self.hops = [replace(hop, event=None) for hop in self.hops]
        self.events.clear()
        self.snapshots.clear()
        self._synced_at.clear()
        self._last.clear()
        self._kept_tiles = 0

    def note_hop(self, hop: Hop) -> None:
        """Keep *hop*, whose ``letter`` is still a Message-ID, with the event that is under way."""
        if len(self.hops) >= MAX_HOPS:
            return
        about = self._letter_of(hop.about) if hop.about else ""
        event = len(self.events) if self.has_room else None
        letter = self._letter_of(hop.letter)
        self.hops.append(replace(hop, letter=letter, about=about, event=event))

    def way(self, letter: str) -> tuple[Hop, ...]:
        """Return the hops of *letter*, oldest first."""
        return tuple(hop for hop in self.hops if hop.letter == letter)

    def errors(self, letter: str) -> tuple[tuple[Hop, ...], ...]:
        """Return the ways of the error mails about *letter*, oldest first."""
        names = dict.fromkeys(hop.letter for hop in self.hops if letter and hop.about == letter)
        return tuple(self.way(name) for name in names)

    @property
    def has_room(self) -> bool:
        """False when no more events are kept."""
        return len(self.events) < MAX_EVENTS and self._kept_tiles < MAX_TILES

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
        if not self.has_room:
            return event
        if not self.events:
            synced |= self._at_start
        self._synced_at |= dict.fromkeys(synced, event.number)
        self.events.append(event)
        for snapshot in snapshots:
            synced_at = self._synced_at.get(snapshot.holder)
            kept = replace(self._shared(snapshot), event=event.number, synced_at=synced_at)
            self._last[snapshot.holder] = kept
            self.snapshots.append(kept)
        return event

    def _in_step(self) -> frozenset[str]:
        """Return who has spoken with the server since that last changed."""
        last = self._last.get("server")
        if last is None:
            return frozenset()
        held = {each.event: each.tiles for each in self.snapshots if each.holder == "server"}
        synced = self._synced_at.items()
        return frozenset(name for name, at in synced if held.get(at) == last.tiles)

    def _shared(self, snapshot: Snapshot) -> Snapshot:
        """Return *snapshot* with the very tiles and numbers of the one before, where equal."""
        last = self._last.get(snapshot.holder)
        if last is None or last.tiles != snapshot.tiles:
            self._kept_tiles += len(snapshot.tiles)
        else:
            snapshot = replace(snapshot, tiles=last.tiles)
        if last is not None and last.numbers == snapshot.numbers:
            return replace(snapshot, numbers=last.numbers)
        self._kept_tiles += len(snapshot.numbers.letters) if snapshot.numbers else 0
        return snapshot
