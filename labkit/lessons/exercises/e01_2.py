"""01.2 Everything off.

Belief: M15, "the recipient's device must be on": mail goes from device to device.
Checked: a letter came into Ken's mailbox while each of his devices was off, and none of them spoke
to a server between Aya's Send and that moment.
Not checked: how the devices were switched off (unplugged, lost), what they do afterwards.
"""

from __future__ import annotations

from labkit.lessons.evidence import Evidence
from labkit.lessons.exercise import Claim, Exercise, Question, Sight, Wrong, sight
from labkit.lessons.naming import holder
from labkit.records import Hop

KEN = "ken@fuji.example"
DEVICES = ("phone", "laptop", "tablet")


def arrivals(seen: Evidence) -> list[Hop]:
    """Return the hops that brought letters into Ken's mailbox."""
    return [
        hop
        for hop in seen.hops
        if (hop.station, hop.state, hop.recipient) == ("mailbox", "stored", KEN)
    ]


def came(seen: Evidence) -> Sight | None:
    return None if arrivals(seen) else sight("nothing")


def off(seen: Evidence) -> Sight | None:
    """Whether for one letter all devices were off; else which was on when the last one came."""
    found = None
    for hop in arrivals(seen):
        on = [name for name in DEVICES if _was_on(seen, name, hop.event or 0)]
        if not on:
            return None
        found = sight("on", device=holder(on[0]), letter=hop.letter)
    return found or sight("nothing")


def silent(seen: Evidence) -> Sight | None:
    found = None
    for hop in arrivals(seen):
        asked = _asked_on_the_way(seen, hop)
        if asked is None:
            return None
        found = sight("asked", device=holder(asked), letter=hop.letter)
    return found or sight("nothing")


def _was_on(seen: Evidence, name: str, event: int) -> bool:
    then = [each for each in seen.snapshots if each.holder == name and each.event <= event]
    return not then or (then[-1].online and not then[-1].lost)


def _asked_on_the_way(seen: Evidence, arrival: Hop) -> str | None:
    """Return a device that spoke to a server while the letter was on its way."""
    first = min(hop.event or 0 for hop in seen.way(arrival.letter))
    between = range(first + 1, (arrival.event or first) + 1)
    return next(
        (
            event.who
            for event in seen.events
            if event.number in between and event.who in DEVICES and event.sessions
        ),
        None,
    )


def saw(seen: Evidence) -> Sight | None:
    if "A" in seen.letters():
        return sight("box")
    if any(row.letter == "A" for row in seen.queue):
        return sight("queue")
    return None


EXERCISE = Exercise(
    id="01.2",
    kind="break",
    beliefs=("M15",),
    sources=("RFC 5321 section 2.1", "RFC 5321 section 2.3.3"),
    solution="""\
lab.phone.go_offline()
lab.laptop.go_offline()
lab.tablet.go_offline()
lab.aya.send()""",
    shows="journey",
    question=Question("box", ("pc", "queue", "back"), saw, also=("queue",)),
    claims=(
        Claim("came", came, ("nothing",)),
        Claim("off", off, ("nothing", "on")),
        Claim("silent", silent, ("nothing", "asked")),
    ),
    wrongs=(
        Wrong("lab.phone.go_offline()", "came", "nothing"),
        Wrong("lab.phone.go_offline()\nlab.aya.send()", "off", "on"),
        Wrong(
            """\
lab.hold()
lab.aya.send()
lab.phone.sync()
lab.phone.go_offline()
lab.laptop.go_offline()
lab.tablet.go_offline()
lab.release()""",
            "silent",
            "asked",
        ),
    ),
)
