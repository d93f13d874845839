"""03.7 Read here, look there: two devices by POP3.

Belief: M05, "read on one device = read on all", under POP3.
Checked: tablet and laptop hold a copy of A each; one of the copies is read, the other is not; on
the server A carries no mark.
Not checked: on which of the two A was opened, and when; whether a server marks what is fetched by a
habit of its own (a switch for experts: then A is marked, and the check says so).
"""

from __future__ import annotations

from labkit.lessons.evidence import Evidence
from labkit.lessons.exercise import Claim, Exercise, Question, Sight, Wrong, sight
from labkit.lessons.naming import holder

TWO = ("tablet", "laptop")


def is_read(seen: Evidence, device: str) -> bool:
    """Whether A is read on *device*."""
    tile = seen.devices[device].tile("A")
    return tile is not None and tile.seen is True


def both_have_a(seen: Evidence) -> Sight | None:
    lacking = [name for name in TWO if "A" not in seen.devices[name].copies()]
    return sight("lacks", device=holder(lacking[0])) if lacking else None


def read_on_one(seen: Evidence) -> Sight | None:
    read = [name for name in TWO if is_read(seen, name)]
    if len(read) == 1:
        return None
    return sight("both_read") if read else sight("both_unread")


def server_has_no_mark(seen: Evidence) -> Sight | None:
    stored = seen.stored("A")
    return sight("marked") if stored is not None and stored.is_read else None


def saw(seen: Evidence) -> Sight | None:
    if both_have_a(seen) is not None or not is_read(seen, "tablet"):
        return None
    return sight("read") if is_read(seen, "laptop") else sight("unread")


EXERCISE = Exercise(
    id="03.7",
    kind="break",
    beliefs=("M05",),
    sources=("RFC 1939 section 8", "RFC 1939 section 9"),
    stage='lab.phone.use("POP3")\nlab.laptop.use("POP3")\nlab.aya.send()',
    solution='lab.tablet.get()\nlab.tablet.open("A")\nlab.laptop.get()',
    question=Question("unread", ("told", "same", "absent"), saw, also=("read",)),
    claims=(
        Claim("copies", both_have_a, ("lacks",)),
        Claim("one", read_on_one, ("both_read", "both_unread")),
        Claim("no_mark", server_has_no_mark, ("marked",)),
    ),
    wrongs=(
        Wrong('lab.tablet.get()\nlab.tablet.open("A")', "copies", "lacks"),
        Wrong("lab.tablet.get()\nlab.laptop.get()", "one", "both_unread"),
        Wrong(
            'lab.tablet.get()\nlab.tablet.open("A")\nlab.laptop.get()\nlab.laptop.open("A")',
            "one",
            "both_read",
        ),
        Wrong(
            'lab.tablet.get()\nlab.tablet.open("A")\nlab.laptop.get()\n'
            'lab.phone.use("IMAP")\nlab.phone.sync()\nlab.phone.open("A")',
            "no_mark",
            "marked",
        ),
    ),
)
