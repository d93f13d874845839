"""What a check may look at, taken from a household in one moment."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from labkit.agents.device import Device
from labkit.lab.health import WHO as HEALTH
from labkit.lab.wire import ladder_of
from labkit.lessons.evidence import Box, Evidence, Holder, Kept, Stored, Talk
from labkit.lessons.workbook import Workbook
from labkit.mail.names import INBOX
from labkit.world import scene
from labkit.world.household import Household
from labkit.world.world import World


def evidence(household: Household, workbook: Workbook, exercise: str = "") -> Evidence:
    """Return all that has happened since *workbook*'s exercise was reset, and what is now.

    Of the answers those to *exercise* are taken: it may be tried without having been reset.
    """
    world = household.world
    events, snapshots = world.events()
    return Evidence(
        now=world.now(),
        boxes=world.change(lambda: boxes(world)),
        devices={name: _holder(device) for name, device in household.devices.items()},
        sessions=_talks(world, workbook.mark),
        queue=world.queue(),
        hops=world.change(lambda: tuple(world.history.hops)),
        events=events,
        snapshots=snapshots,
        answers=workbook.page(exercise).answers,
        resets=workbook.resets,
    )


def boxes(world: World) -> dict[str, Box]:
    """Return everybody's mailboxes, by local part. In the servers' thread."""
    people = (person for domain in scene.DOMAINS for person in domain.people)
    return {person.local: _box(world, person) for person in people}


def _box(world: World, person: scene.Person) -> Box:
    store = world.account(person).store
    names = tuple(store.names())
    letters = (
        Stored(_name(world, e.message.message_id), shelf, e.uid, frozenset(e.flags), e.message)
        for shelf in names
        for e in store.get(shelf).entries.values()
    )
    return Box(tuple(letters), names, store.get(INBOX).uid_validity, store.quota)


def _name(world: World, message_id: str) -> str:
    return world.identity.letter_of(message_id) if message_id else "?"


def _holder(device: Device) -> Holder:
    kept = tuple(Kept(held.letter, held.message, held.tile()) for held in device.held())
    inbox = device.shelves.get(INBOX)
    return Holder(
        device.name,
        device.protocol,
        device.online,
        device.lost,
        kept,
        tuple(device.shelves),
        {letter: _octets(path) for letter, path in device.files.items()},
        inbox.uid_validity if inbox is not None else None,
        device.last_sync,
    )


def _octets(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:  # thrown away since, or moved
        return None


def _talks(world: World, mark: int) -> tuple[Talk, ...]:
    found: Iterable[Talk] = (
        Talk(ladder_of(world, session).session, world.lines(session.id))
        for session in world.sessions()
        if session.id > mark and session.who != HEALTH
    )
    return tuple(found)
