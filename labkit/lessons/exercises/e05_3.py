"""05.3 On the train, without a network.

Belief: M09, "with IMAP nothing is on my device", or "offline reading comes from deleting".
Checked: one device opened B while it was unplugged, and had the text; another one, unplugged too,
was asked for B and had the header only.
Not checked: which devices, by which protocol, and whether they are plugged in again by now.
"""

from __future__ import annotations

from labkit.lessons.evidence import Evidence
from labkit.lessons.exercise import Claim, Exercise, Question, Sight, Wrong, sight
from labkit.lessons.naming import holder, listed
from labkit.records import Event, Snapshot

LETTER = "B"


def opened(seen: Evidence) -> tuple[tuple[Event, Snapshot], ...]:
    """Return each time somebody opened B, with what the device held then."""
    found = []
    for event in seen.events:
        if (event.what.key, event.what.values.get("letter")) != ("event.open", LETTER):
            continue
        past = [s for s in seen.snapshots if s.holder == event.who and s.event <= event.number]
        if past:
            found.append((event, max(past, key=lambda shot: shot.event)))
    return tuple(found)


def has_text(shot: Snapshot) -> bool:
    return any(tile.letter == LETTER and tile.body for tile in shot.tiles)


def read(seen: Evidence) -> Sight | None:
    times = opened(seen)
    if not times:
        return sight("not_opened")
    unplugged = [shot for _, shot in times if not shot.online]
    if not unplugged:
        return sight("online", holder=holder(times[-1][0].who))
    return None if any(map(has_text, unplugged)) else sight("no_text")


def header(seen: Evidence) -> Sight | None:
    unplugged = [(event.who, has_text(shot)) for event, shot in opened(seen) if not shot.online]
    if any(not text for _, text in unplugged):
        return None
    who = sorted({who for who, _ in unplugged})
    return sight("all_text", holders=listed([holder(name) for name in who]))


def saw(seen: Evidence) -> Sight | None:
    unplugged = {event.who: has_text(shot) for event, shot in opened(seen) if not shot.online}
    if not {"laptop", "phone"} <= set(unplugged):
        return None
    able = [name for name in ("phone", "laptop", "tablet") if unplugged.get(name)]
    if able == ["laptop"]:
        return sight("laptop")
    return sight("other", who=listed([holder(name) for name in able])) if able else sight("nobody")


EXERCISE = Exercise(
    id="05.3",
    kind="use",
    beliefs=("M09",),
    sources=("RFC 9051 section 6.4.5", "RFC 9051 section 2.3.1.1"),
    stage=(
        "lab.phone.bodies = False\nlab.aya.send()\nlab.aya.send()\n"
        "lab.laptop.sync()\nlab.phone.sync()"
    ),
    solution=(
        'lab.laptop.go_offline()\nlab.phone.go_offline()\nlab.laptop.open("B")\nlab.phone.open("B")'
    ),
    question=Question("laptop", ("nobody", "both", "pop3"), saw, also=("other", "nobody")),
    claims=(
        Claim("read", read, ("not_opened", "online", "no_text")),
        Claim("header", header, ("all_text",)),
    ),
    wrongs=(
        Wrong("lab.laptop.go_offline()\nlab.phone.go_offline()", "read", "not_opened"),
        Wrong('lab.laptop.open("B")', "read", "online"),
        Wrong('lab.phone.go_offline()\nlab.phone.open("B")', "read", "no_text"),
        Wrong('lab.laptop.go_offline()\nlab.laptop.open("B")', "header", "all_text"),
        Wrong(
            "lab.phone.bodies = True\nlab.phone.sync()\n"
            "lab.laptop.go_offline()\nlab.phone.go_offline()\n"
            'lab.laptop.open("B")\nlab.phone.open("B")',
            "header",
            "all_text",
        ),
    ),
)
