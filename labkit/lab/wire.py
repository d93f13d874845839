"""Which session is meant, and what was said in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from labkit.agents.actor import KNOWN
from labkit.agents.device import Device
from labkit.protocols.dissect import dissect
from labkit.records import Hop, Ladder, SessionRecord
from labkit.wire.tcp import GUEST
from labkit.world import scene
from labkit.world.world import World

# What a learner calls somebody -> who that is in the transcript.
_OTHER_NAMES = {"aya": "pc", "relay": scene.SAKURA.smtp}


def session_of(sessions: tuple[SessionRecord, ...], of: object) -> SessionRecord | None:
    """Return the last session of somebody, the one with a number, or the last of all for None.

    *of* may be a device, its name ("tablet"), a relay's host name, or a session's number.
    """
    who = of.name if isinstance(of, Device) else of
    who = _OTHER_NAMES.get(who, who) if isinstance(who, str) else who
    found = [s for s in sessions if who is None or who in (s.who, s.id, s.host)]
    return found[-1] if found else None


def sender_of(hops: Iterable[Hop], sessions: Iterable[SessionRecord]) -> str:
    """Return who handed a letter in: a device's name, or "guest" for a program of one's own."""
    handed_in = [hop.session for hop in hops if hop.station == "submission" and hop.session]
    who = next((s.who for s in sessions if s.id in handed_in), "pc")
    return who if who in KNOWN else GUEST


def ladder_of(world: World, session: SessionRecord) -> Ladder:
    """Return *session* dissected, its letters counted; a goodbye that was said is its end."""
    raw = tuple(world.lines(session.id))
    lines, goodbye = dissect(session.protocol, raw)
    end = goodbye if goodbye and session.end == "closed" else session.end
    # What comes after "BODY[HEADER.FIELDS (…)] {43}" is a part, and no letter.
    letters = sum(
        line.kind == "content" and "[HEADER" not in before.text for before, line in pairwise(lines)
    )
    bare = sum(r.octets.endswith(b"\n") and not r.octets.endswith(b"\r\n") for r in raw)
    lost = sum(len(r.octets) for r in raw if r.lost)
    session = replace(session, end=end, letters=letters, bare_lines=bare, lost_octets=lost)
    return Ladder(session, lines)
