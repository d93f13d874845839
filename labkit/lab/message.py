"""Which exemplar of a letter is meant, and what the lab remembers of its envelope."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from labkit.agents.trouble import Trouble, reply_text
from labkit.mail.message import Message
from labkit.mail.opened import opened
from labkit.records import Hop, Notice, OpenLetter
from labkit.world import scene
from labkit.world.household import Household

PLACES = ("server", "queue", "phone", "laptop", "tablet", "pc")
_OTHER_NAMES = {"aya": "pc"}


def open_letter(household: Household, letter: object = None, where: object = None) -> OpenLetter:
    """Return *letter* (the last that somebody holds, if none is named) as *where* has it.

    *where* may be a person, too: then it is that mailbox. Without it the server's exemplar is
    taken, else that of a queue, else a device's. Raises Trouble where nobody has it, and for a
    place that is none.
    """
    world = household.world
    places = PLACES if where is None else (_place(household, where),)
    wanted = "" if letter is None else str(letter).strip().upper()[:20]
    names = (wanted,) if wanted else tuple(reversed(world.letters()))
    for name in names:
        for place in places:
            found = _exemplar(household, name, place)
            if found is not None:
                return _with_envelope(found, world.hops(name))
    key = "message.nowhere" if names else "message.no_letter"
    raise Trouble(Notice(key, {"letter": names[0] if names else ""}), world.language)


def _place(household: Household, where: object) -> str:
    name = getattr(where, "name", where)  # a device may be given itself
    place = _OTHER_NAMES.get(str(name).strip().lower(), str(name).strip().lower())
    if place not in PLACES and scene.person(place) is None:
        values = {"where": reply_text(name)[:40], "places": ", ".join(PLACES)}
        raise Trouble(Notice("message.no_place", values), household.language)
    return place


def _exemplar(household: Household, name: str, place: str) -> OpenLetter | None:
    if place in ("server", "queue"):
        message = _stored(household, name) if place == "server" else household.world.queued(name)
        return None if message is None else opened(message, name, place)
    if place not in household.devices:
        person = scene.person(place)
        message = _in_mailbox(household, name, person) if person else None
        return None if message is None else opened(message, name, place)
    held = next((h for h in household.devices[place].held() if h.letter == name), None)
    return None if held is None else opened(held.message, name, place, held.body)


def _stored(household: Household, name: str) -> Message | None:
    """Return *name* as its first recipient's mailbox has it, rather than a copy in Sent."""
    people = (scene.person(address) for address in _takers(household.world.hops(name)))
    found = (_in_mailbox(household, name, person) for person in people if person is not None)
    return next((m for m in found if m is not None), None) or household.world.stored(name)


def _in_mailbox(household: Household, name: str, person: scene.Person) -> Message | None:
    world = household.world
    store = world.account(person).store

    def look() -> Message | None:
        entries = (each for shelf in store.names() for each in store.get(shelf).entries.values())
        wanted = world.identity.message_id(name)
        return next((e.message for e in entries if e.message.message_id == wanted), None)

    return world.change(look)


def _with_envelope(letter: OpenLetter, hops: Sequence[Hop]) -> OpenLetter:
    """Return *letter* with its first envelope, as the servers told of it on the way."""
    said = next((hop.mail_from for hop in hops if hop.mail_from is not None), None)
    for name, value in letter.fields:
        if said is None and name.lower() == "return-path":
            said = value.strip("<> ")
    return replace(letter, mail_from=said, rcpt_tos=_takers(hops))


def _takers(hops: Sequence[Hop]) -> tuple[str, ...]:
    """Return who was on the envelope when the first server took it."""
    station = "submission" if any(hop.station == "submission" for hop in hops) else "mx"
    takers = (hop.recipient for hop in hops if hop.station == station and hop.recipient)
    return tuple(dict.fromkeys(takers))
