"""00.2 Send, fetch, compare.

Belief: a letter goes from device to device, or waits somewhere on the way (M15 in its first form).
Checked: a letter lies in Ken's mailbox on the server, and at least two of his devices show it.
Not checked: which letter, which two devices, by button or by line.
"""

from __future__ import annotations

from labkit.lessons.evidence import Evidence
from labkit.lessons.exercise import Claim, Exercise, Question, Sight, Wrong, sight

DEVICES = ("phone", "laptop", "tablet")


def in_the_box(seen: Evidence) -> Sight | None:
    return None if seen.letters() else sight("nothing")


def on_two_devices(seen: Evidence) -> Sight | None:
    there = [name for name in DEVICES if set(seen.devices[name].letters()) & set(seen.letters())]
    return None if len(there) >= 2 else sight("devices", count=len(there))


def saw(seen: Evidence) -> Sight | None:
    if seen.letters():
        return sight("box")
    return sight("way") if seen.queue else None


EXERCISE = Exercise(
    id="00.2",
    kind="basic",
    beliefs=("M15",),
    sources=("RFC 5321 section 2.1",),
    solution="lab.aya.send()\nlab.tablet.get()\nlab.phone.sync()",
    run="lab.aya.send()",
    question=Question("box", ("phone", "way", "pc"), saw, also=("way",)),
    claims=(
        Claim("box", in_the_box, ("nothing",)),
        Claim("two", on_two_devices, ("devices",)),
    ),
    wrongs=(
        Wrong("lab.phone.sync()", "box", "nothing"),
        Wrong("lab.aya.send()\nlab.phone.sync()", "two", "devices"),
    ),
)
