"""05.1 One day, three kinds of device.

Belief: M02 and M06, "one mail everywhere", or "what a device has shown once stays on it".
Checked: server and devices hold what the goal shows, copies as copies and views as views; at most
six steps since the start.
Not checked: read marks, in which order it was done, by which settings a device asked to delete.
"""

from __future__ import annotations

from labkit.lessons.evidence import Evidence
from labkit.lessons.exercise import Claim, Exercise, Question, Sight, Wrong, sight
from labkit.lessons.naming import holder, listed
from labkit.records import Holding, Protocol, Snapshot, Tile

MOST = 6


def _row(name: str, protocol: Protocol | None, holding: Holding, letters: str) -> Snapshot:
    tiles = tuple(Tile(letter, "", holding) for letter in letters)
    return Snapshot(0, name, protocol, tiles, synced_at=0)


GOAL = (
    _row("server", None, "original", "C"),
    _row("phone", "IMAP", "view", "C"),
    _row("laptop", "POP3", "copy", "AB"),
    _row("tablet", "POP3", "copy", "ABC"),
)


def mailbox(seen: Evidence) -> Sight | None:
    letters = sorted(seen.letters())
    if letters == ["C"]:
        return None
    return sight("mailbox", letters=listed(letters)) if letters else sight("mailbox_empty")


def _device(wanted: Snapshot) -> Claim:
    """Return the claim that a device holds what the goal shows."""

    def finds(seen: Evidence) -> Sight | None:
        kept = seen.devices[wanted.holder].kept
        held = sorted((each.letter, each.tile.holding) for each in kept)
        if held == sorted((tile.letter, tile.holding) for tile in wanted.tiles):
            return None
        who = holder(wanted.holder)
        copies = [letter for letter, holding in held if holding == "copy"]
        views = [letter for letter, holding in held if holding != "copy"]
        if copies and views:
            return sight("both", holder=who, copies=listed(copies), views=listed(views))
        if views:
            return sight("views", holder=who, letters=listed(views))
        if copies:
            return sight("copies", holder=who, letters=listed(copies))
        return sight("empty", holder=who)

    return Claim(wanted.holder, finds, ("empty", "copies", "views", "both"))


def few(seen: Evidence) -> Sight | None:
    steps = len(seen.events) - 1
    return sight("many", count=steps) if steps > MOST else None


def saw(seen: Evidence) -> Sight | None:
    taken = seen.saying("DELE")
    looked = [talk for talk in seen.talks("phone") if taken and talk.id > taken[-1].id]
    if not looked or "C" not in seen.letters():
        return None
    letters = seen.devices["phone"].letters()
    if letters == ["C"]:
        return sight("c")
    return sight("other", letters=listed(letters)) if letters else sight("bare")


EXERCISE = Exercise(
    id="05.1",
    kind="basic",
    beliefs=("M02", "M06"),
    sources=("RFC 1939 section 8", "RFC 9051 section 6.4.5"),
    stage='lab.laptop.use("POP3")\nlab.tablet.use("IMAP")\nlab.aya.send()\nlab.aya.send()',
    run=(
        "lab.phone.sync()\nlab.laptop.get(delete=True)\nlab.aya.send()\n"
        "lab.tablet.sync()\nlab.phone.sync()"
    ),
    solution=(
        'lab.tablet.use("POP3")\nlab.tablet.get()\nlab.laptop.get(delete=True)\n'
        "lab.aya.send()\nlab.tablet.get()\nlab.phone.sync()"
    ),
    question=Question("c", ("abc", "ab", "none"), saw, also=("other", "bare")),
    goal=GOAL,
    claims=(
        _device(GOAL[2]),
        _device(GOAL[3]),
        Claim("server", mailbox, ("mailbox", "mailbox_empty")),
        _device(GOAL[1]),
        Claim("few", few, ("many",)),
    ),
    wrongs=(
        Wrong("lab.phone.sync()", "laptop", "empty"),
        Wrong('lab.laptop.use("IMAP")\nlab.laptop.sync()', "laptop", "views"),
        Wrong(
            "lab.phone.sync()\nlab.laptop.get(delete=True)\nlab.aya.send()\n"
            "lab.tablet.sync()\nlab.phone.sync()",
            "tablet",
            "views",
        ),
        Wrong(
            'lab.laptop.get(delete=True)\nlab.aya.send()\nlab.tablet.use("POP3")\n'
            "lab.tablet.get()\nlab.phone.sync()",
            "tablet",
            "copies",
        ),
        Wrong(
            'lab.tablet.use("POP3")\nlab.laptop.get()\nlab.aya.send()\nlab.tablet.get()\n'
            "lab.phone.sync()",
            "server",
            "mailbox",
        ),
        Wrong(
            'lab.tablet.use("POP3")\nlab.tablet.get()\nlab.laptop.get(delete=True)\n'
            "lab.aya.send()\nlab.tablet.get()",
            "phone",
            "empty",
        ),
        Wrong(
            'lab.phone.sync()\nlab.tablet.use("POP3")\nlab.tablet.get()\n'
            "lab.laptop.get(delete=True)\nlab.aya.send()\nlab.tablet.get()\nlab.phone.sync()",
            "few",
            "many",
        ),
    ),
)
