"""04.4 Deleted on one.

Belief: M06, "I deleted on my phone and the PC lost it: a bug!"; or that all screens are one.
Checked: the phone removed B; the laptop still showed it then; no device shows it now; neither
laptop nor tablet has deleted anything.
Not checked: in which order laptop and tablet looked, how long they waited.
"""

from __future__ import annotations

from labkit.lessons.evidence import Evidence, Talk
from labkit.lessons.exercise import Claim, Exercise, Question, Sight, Wrong, sight
from labkit.lessons.naming import holder

KEN = ("phone", "laptop", "tablet")


def deletes(talk: Talk) -> bool:
    """Whether a client took something out of a mailbox in *talk*, or marked it for that."""
    return bool({"EXPUNGE", "MOVE", "DELE"} & set(talk.verbs)) or any(
        "\\Deleted" in line for line in talk.said
    )


def loss(seen: Evidence) -> int | None:
    """Return the number of the event after which the server, which had B, had it no more."""
    had = False
    for shot in seen.snapshots:
        if shot.holder == "server":
            has = any(tile.letter == "B" for tile in shot.tiles)
            if had and not has:
                return shot.event
            had = has
    return None


def only_the_phone(seen: Evidence) -> Sight | None:
    others = (talk for talk in seen.talks("laptop", "tablet") if deletes(talk))
    talk = next(others, None)
    if talk is None:
        return None
    return sight("other", who=holder(talk.record.who), session=talk.id)


def the_phone_removed_it(seen: Evidence) -> Sight | None:
    if not seen.saying("EXPUNGE", "phone"):
        return sight("no_expunge")
    there = any(stored.letter == "B" for stored in seen.boxes["ken"].letters)
    return sight("there") if there else None


def the_laptop_had_it_then(seen: Evidence) -> Sight | None:
    event = loss(seen)
    if event is None:
        return sight("there")
    shows = any(tile.letter == "B" for tile in seen.shown("laptop", event))
    return None if shows else sight("no_view", step=event)


def all_have_looked(seen: Evidence) -> Sight | None:
    name = next((name for name in KEN if seen.devices[name].tile("B") is not None), None)
    return sight("still", who=holder(name)) if name else None


def saw(seen: Evidence) -> Sight | None:
    event = loss(seen)
    if event is None:
        return None
    shows = any(tile.letter == "B" for tile in seen.shown("laptop", event))
    return sight("still" if shows else "gone")


EXERCISE = Exercise(
    id="04.4",
    kind="break",
    beliefs=("M06",),
    sources=("RFC 9051 section 5.2", "RFC 9051 section 6.4.9", "RFC 9051 section 7.5.1"),
    stage='lab.tablet.use("IMAP")\nlab.aya.send()\nlab.aya.send()\n'
    "lab.phone.sync()\nlab.laptop.sync()\nlab.tablet.sync()",
    run='lab.phone.expunge("B")',
    solution='lab.phone.expunge("B")\nlab.laptop.sync()\nlab.tablet.sync()',
    question=Question("still", ("gone", "own", "warned"), saw, also=("gone",)),
    claims=(
        Claim("alone", only_the_phone, ("other",)),
        Claim("removed", the_phone_removed_it, ("no_expunge", "there")),
        Claim("then", the_laptop_had_it_then, ("there", "no_view")),
        Claim("now", all_have_looked, ("still",)),
    ),
    wrongs=(
        Wrong('lab.laptop.expunge("B")', "alone", "other"),
        Wrong('lab.phone.mark("B")', "removed", "no_expunge"),
        Wrong('lab.phone.expunge("A")', "removed", "there"),
        Wrong('lab.laptop.forget()\nlab.phone.expunge("B")', "then", "no_view"),
        Wrong('lab.phone.expunge("B")\nlab.laptop.sync()', "now", "still"),
    ),
)
