"""04.9 Who knows first?

Belief: M10, "IMAP is instant": the server tells every device, or phones get push.
Checked: the server said EXISTS inside the laptop's IDLE; the phone fetched a new letter only later;
the tablet asked nothing in between.
Not checked: whether the phone looked by its clock or by hand, how much time passed.
"""

from __future__ import annotations

import re
from datetime import datetime

from labkit.lessons.evidence import Evidence, Talk
from labkit.lessons.exercise import Claim, Exercise, Question, Sight, Wrong, sight
from labkit.lessons.naming import holder

KEN = ("phone", "laptop", "tablet")
_NEWS = re.compile(rb"\* \d+ EXISTS\r\n")


def told_at(talk: Talk) -> datetime | None:
    """Return when the server told of a letter while the client waited in IDLE."""
    waits = False
    for line in talk.lines:
        if line.direction == "C":
            waits = False
        elif line.octets.startswith(b"+ "):
            waits = "IDLE" in talk.verbs
        elif waits and _NEWS.fullmatch(line.octets):
            return line.time
    return None


def news(seen: Evidence) -> datetime | None:
    """Return when the laptop was told of a letter."""
    times = (told_at(talk) for talk in seen.saying("IDLE", "laptop"))
    return min((time for time in times if time is not None), default=None)


def fetched(seen: Evidence) -> tuple[Talk, datetime] | None:
    """Return the first session in which the phone fetched a letter, and when it did."""
    asked = (
        (talk, line.time)
        for talk in seen.saying("FETCH", "phone")
        for line in talk.lines
        if line.direction == "C" and b" FETCH " in line.octets and b"BODY" in line.octets
    )
    return next(asked, None)


def the_laptop_was_told(seen: Evidence) -> Sight | None:
    if not seen.saying("IDLE", "laptop"):
        return sight("no_idle")
    return sight("silent") if news(seen) is None else None


def the_phone_came_later(seen: Evidence) -> Sight | None:
    told, asked = news(seen), fetched(seen)
    if told is None:
        return sight("silent")
    if asked is None:
        return sight("not_asked")
    talk, time = asked
    return sight("earlier", session=talk.id) if time < told else None


def the_tablet_waited(seen: Evidence) -> Sight | None:
    told, asked = news(seen), fetched(seen)
    for talk in seen.talks("tablet") if told is not None else ():
        if talk.record.started >= told and (asked is None or talk.id < asked[0].id):
            return sight("tablet", session=talk.id)
    return None


def saw(seen: Evidence) -> Sight | None:
    for event in seen.events[1:]:
        for name in KEN:
            if any(tile.letter == "C" for tile in seen.shown(name, event.number)):
                if (name, event.what.key) == ("laptop", "event.hear"):
                    return sight("line")
                return sight("other", who=holder(name))
    return None


WAIT = "\nlab.wait(minutes=15)"

EXERCISE = Exercise(
    id="04.9",
    kind="use",
    beliefs=("M10",),
    sources=("RFC 2177 section 3", "RFC 9051 section 6.3.13"),
    stage='lab.tablet.use("IMAP")\nlab.aya.send()\nlab.aya.send()\n'
    "lab.phone.sync()\nlab.laptop.sync()\nlab.tablet.sync()\nlab.phone.poll(minutes=15)",
    run="lab.laptop.idle()\nlab.aya.send()",
    solution=f"lab.laptop.idle()\nlab.aya.send(){WAIT}\nlab.tablet.sync()",
    question=Question("line", ("together", "phone", "tap"), saw, also=("other",)),
    claims=(
        Claim("told", the_laptop_was_told, ("no_idle", "silent")),
        Claim("later", the_phone_came_later, ("silent", "not_asked", "earlier")),
        Claim("tablet", the_tablet_waited, ("tablet",)),
    ),
    wrongs=(
        Wrong(f"lab.aya.send(){WAIT}", "told", "no_idle"),
        Wrong("lab.laptop.idle()", "told", "silent"),
        Wrong("lab.laptop.idle()\nlab.aya.send()", "later", "not_asked"),
        Wrong(
            "lab.aya.send()\nlab.phone.sync()\nlab.laptop.idle()\nlab.aya.send()",
            "later",
            "earlier",
        ),
        Wrong(f"lab.laptop.idle()\nlab.aya.send()\nlab.tablet.sync(){WAIT}", "tablet", "tablet"),
    ),
)
