"""What happened in a world, told so that two stories can be compared."""

from __future__ import annotations

from dataclasses import replace

from labkit.records import Event, Snapshot
from labkit.world.world import World


def retold(world: World) -> tuple[tuple[Event, ...], list[Snapshot]]:
    """Return events and snapshots without the letters' numbers: UIDVALIDITY outlives a reset."""
    events, snapshots = world.events()
    return events, [replace(snapshot, numbers=None) for snapshot in snapshots]
