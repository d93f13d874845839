"""01.3 The other server is off.

Belief: M15, "mail goes straight there, so if nobody answers it comes back or is lost".
Checked: a letter that could not be handed over at first is in Ken's mailbox; no letter waits.
Not checked: who tried again (the server by itself, or somebody with lab.retry), how long it took,
how often it was tried, its postmarks (whatever comes that way has two).
"""

from __future__ import annotations

from labkit.lessons.evidence import Evidence
from labkit.lessons.exercise import Claim, Exercise, Question, Sight, Wrong, sight


def deferred(seen: Evidence) -> list[str]:
    """Return the letters that a server could not hand over at first."""
    return list(dict.fromkeys(hop.letter for hop in seen.hops if hop.state == "deferred"))


def waited(seen: Evidence) -> Sight | None:
    if deferred(seen):
        return None
    through = [hop for hop in seen.hops if (hop.station, hop.state) == ("mx", "stored")]
    return sight("straight", letter=through[-1].letter) if through else sight("nothing")


def arrived(seen: Evidence) -> Sight | None:
    late = deferred(seen)
    if any(letter in seen.letters() for letter in late):
        return None
    row = next((row for row in seen.queue if row.letter in late), None)
    if row is not None:
        return sight("waits", letter=row.letter, host=row.host)
    return sight("gone", letter=late[-1]) if late else sight("nothing")


def empty(seen: Evidence) -> Sight | None:
    row = next(iter(seen.queue), None)
    return None if row is None else sight("waits", letter=row.letter, host=row.host)


def saw(seen: Evidence) -> Sight | None:
    late = deferred(seen)
    if not late:
        return sight("straight") if seen.letters() else None
    held = {row.letter for row in seen.queue} | set(seen.letters())
    return sight("kept") if late[-1] in held else sight("back")


EXERCISE = Exercise(
    id="01.3",
    kind="break",
    beliefs=("M15",),
    sources=("RFC 5321 section 4.5.4.1", "RFC 5321 section 4.2.5"),
    run='lab.faults.down("mx.fuji.example")\nlab.aya.send()',
    solution="""\
lab.faults.down("mx.fuji.example")
lab.aya.send()
lab.faults.up("mx.fuji.example")
lab.wait(minutes=20)""",
    shows="journey",
    question=Question("kept", ("back", "lost", "pc"), saw, also=("back", "straight")),
    claims=(
        Claim("waited", waited, ("nothing", "straight")),
        Claim("arrived", arrived, ("nothing", "waits", "gone")),
        Claim("empty", empty, ("waits",)),
    ),
    wrongs=(
        Wrong('lab.faults.down("mx.fuji.example")', "waited", "nothing"),
        Wrong("lab.aya.send()", "waited", "straight"),
        Wrong('lab.faults.down("mx.fuji.example")\nlab.aya.send()', "arrived", "waits"),
        Wrong(
            'lab.faults.down("mx.fuji.example")\nlab.aya.send()\nlab.give_up("A")',
            "arrived",
            "gone",
        ),
        Wrong(
            """\
lab.faults.down("mx.fuji.example")
lab.aya.send()
lab.faults.up("mx.fuji.example")
lab.wait(minutes=20)
lab.faults.down("mx.fuji.example")
lab.aya.send()""",
            "empty",
            "waits",
        ),
    ),
)
