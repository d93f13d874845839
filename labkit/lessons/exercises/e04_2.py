"""04.2 Read here, look there.

Belief: M26, "read marks tell the sender"; and that a mark belongs to the device that set it (M06).
Checked: B is read on the server and on the laptop, which set no mark itself; no letter went to Aya.
Not checked: which device or program read B, whether Aya has looked for mail.
"""

from __future__ import annotations

from labkit.lessons.evidence import Evidence, Talk
from labkit.lessons.exercise import Claim, Exercise, Question, Sight, Wrong, sight


def marking(seen: Evidence, *who: str) -> tuple[Talk, ...]:
    """Return the sessions in which a client set the mark itself."""
    return tuple(t for t in seen.saying("STORE", *who) if any("\\Seen" in line for line in t.said))


def b_is_read(seen: Evidence) -> Sight | None:
    stored = seen.stored("B")
    if stored is None:
        return sight("gone")
    return None if stored.is_read else sight("unread")


def the_laptop_set_nothing(seen: Evidence) -> Sight | None:
    marked = marking(seen, "laptop")
    return sight("marked", session=marked[0].id) if marked else None


def the_laptop_shows_it(seen: Evidence) -> Sight | None:
    tile = seen.devices["laptop"].tile("B")
    if tile is None:
        return sight("missing")
    return None if tile.seen else sight("old")


def aya_has_no_letter(seen: Evidence) -> Sight | None:
    got = seen.letters("aya")
    return sight("letter", letter=got[0]) if got else None


def saw(seen: Evidence) -> Sight | None:
    first = min((talk.id for talk in marking(seen)), default=None)
    looks = [talk.id for talk in seen.talks("laptop")]
    if first is None or not looks or looks[-1] < first:
        return None
    tile = seen.devices["laptop"].tile("B")
    if tile is None:
        return sight("absent")
    return sight("read" if tile.seen else "unread")


EXERCISE = Exercise(
    id="04.2",
    kind="basic",
    beliefs=("M06", "M26"),
    sources=("RFC 9051 section 2.3.2", "RFC 9051 section 6.4.6"),
    stage="lab.aya.send()\nlab.aya.send()\nlab.phone.sync()\nlab.laptop.sync()",
    solution='lab.phone.open("B")\nlab.laptop.sync()',
    question=Question("read", ("unread", "absent", "later"), saw, also=("unread", "absent")),
    claims=(
        Claim("read", b_is_read, ("gone", "unread")),
        Claim("alone", the_laptop_set_nothing, ("marked",)),
        Claim("shown", the_laptop_shows_it, ("missing", "old")),
        Claim("aya", aya_has_no_letter, ("letter",)),
    ),
    wrongs=(
        Wrong("lab.laptop.sync()", "read", "unread"),
        Wrong('lab.phone.expunge("B")', "read", "gone"),
        Wrong('lab.laptop.open("B")', "alone", "marked"),
        Wrong('lab.phone.open("B")', "shown", "old"),
        Wrong('lab.phone.open("B")\nlab.laptop.forget()', "shown", "missing"),
        Wrong('lab.phone.open("B")\nlab.laptop.sync()\nlab.phone.answer("B")', "aya", "letter"),
    ),
)
