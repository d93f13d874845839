"""04.3 Two ways to look.

Belief: M23, "looking changes nothing": only a person can read a letter.
Checked: B is read, C's whole text went over the wire and C is unread; nobody set a mark by STORE.
Not checked: which program fetched, whether the laptop has looked since.
"""

from __future__ import annotations

from labkit.lessons.evidence import Evidence, Talk
from labkit.lessons.exercise import Claim, Exercise, Question, Sight, Wrong, sight


def fetching(seen: Evidence) -> tuple[Talk, ...]:
    """Return the sessions in which somebody fetched with BODY[], which sets the mark."""
    return tuple(t for t in seen.saying("FETCH") if any("BODY[]" in line for line in t.said))


def b_is_read(seen: Evidence) -> Sight | None:
    stored = seen.stored("B")
    if stored is None:
        return sight("missing", letter="B")
    return None if stored.is_read else sight("b_unread")


def c_was_fetched(seen: Evidence) -> Sight | None:
    stored = seen.stored("C")
    if stored is None:
        return sight("missing", letter="C")
    text = stored.message.octets.decode("utf-8", "replace")
    lines = {f"S: {line.rstrip()}" for line in text.removesuffix("\r\n").split("\r\n")}
    there = any(lines <= set(talk.heard) for talk in seen.saying("FETCH"))
    return None if there else sight("no_c")


def c_is_unread(seen: Evidence) -> Sight | None:
    stored = seen.stored("C")
    if stored is None:
        return sight("missing", letter="C")
    return sight("c_read") if stored.is_read else None


def nobody_marked(seen: Evidence) -> Sight | None:
    marked = seen.saying("STORE")
    return sight("store", session=marked[0].id) if marked else None


def saw(seen: Evidence) -> Sight | None:
    fetched = fetching(seen)
    looks = seen.talks("laptop")
    if not fetched or not looks or looks[-1].id < fetched[0].id:
        return None
    tile = seen.devices["laptop"].tile("B")
    return sight("mark" if tile is not None and tile.seen else "unread")


EXERCISE = Exercise(
    id="04.3",
    kind="break",
    beliefs=("M23",),
    sources=("RFC 9051 section 6.4.5",),
    stage="lab.aya.send()\nlab.aya.send()\nlab.aya.send()\nlab.laptop.sync()",
    solution='lab.program.fetch("B")\nlab.program.fetch("C", peek=True)\nlab.laptop.sync()',
    question=Question("mark", ("glance", "person", "there"), saw, also=("unread",)),
    claims=(
        Claim("nobody", nobody_marked, ("store",)),
        Claim("read", b_is_read, ("missing", "b_unread")),
        Claim("whole", c_was_fetched, ("missing", "no_c")),
        Claim("unread", c_is_unread, ("missing", "c_read")),
    ),
    wrongs=(
        Wrong('lab.laptop.open("B")', "nobody", "store"),
        Wrong('lab.program.fetch("B", peek=True)', "read", "b_unread"),
        Wrong('lab.program.fetch("B")', "whole", "no_c"),
        Wrong('lab.program.fetch("B")\nlab.program.fetch("C")', "unread", "c_read"),
    ),
)
