"""04.1 Connect, look, leave.

Belief: M06, seen from its root: what the phone shows, the phone must have taken out of the mailbox.
Checked: an IMAP session at Ken's mailbox opened it, fetched, and said goodbye; A is still there.
Not checked: which device or program it was, how much it fetched, whether A was opened.
"""

from __future__ import annotations

from labkit.lessons.evidence import Evidence, Talk
from labkit.lessons.exercise import Claim, Exercise, Question, Sight, Wrong, sight


def visits(seen: Evidence) -> tuple[Talk, ...]:
    """Return the sessions that opened Ken's mailbox by IMAP."""
    opened = (*seen.saying("SELECT"), *seen.saying("EXAMINE"))
    return tuple(talk for talk in opened if talk.record.host == "imap.fuji.example")


def looked(seen: Evidence) -> Sight | None:
    there = visits(seen)
    if not there:
        return sight("no_visit")
    if not any("FETCH" in talk.verbs for talk in there):
        return sight("no_fetch", session=there[-1].id)
    return None


def said_goodbye(seen: Evidence) -> Sight | None:
    fetched = [talk for talk in visits(seen) if "FETCH" in talk.verbs]
    if any("LOGOUT" in talk.verbs for talk in fetched):
        return None
    last = fetched[-1]
    return sight("open" if last.record.ended is None else "no_goodbye", session=last.id)


def a_is_there(seen: Evidence) -> Sight | None:
    return None if "A" in seen.letters() else sight("gone")


def goodbye_where_fetched(seen: Evidence) -> Sight | None:
    return looked(seen) or said_goodbye(seen)


def saw(seen: Evidence) -> Sight | None:
    if looked(seen) is not None:
        return None
    stored = seen.stored("A")
    if stored is None:
        return sight("taken")
    return sight("ticked" if stored.is_read else "stays")


EXERCISE = Exercise(
    id="04.1",
    kind="basic",
    beliefs=("M06",),
    sources=("RFC 9051 section 3", "RFC 9051 section 6.3.2", "RFC 9051 section 6.4.5"),
    stage="lab.aya.send()",
    solution="lab.phone.sync()",
    question=Question("stays", ("taken", "ticked", "reserved"), saw, also=("taken", "ticked")),
    claims=(
        Claim("looked", looked, ("no_visit", "no_fetch")),
        Claim("goodbye", goodbye_where_fetched, ("no_visit", "no_fetch", "open", "no_goodbye")),
        Claim("there", a_is_there, ("gone",)),
    ),
    wrongs=(
        Wrong("lab.tablet.get()", "looked", "no_visit"),
        Wrong(
            'talk = lab.talk("imap")\n'
            """talk.say('a1 LOGIN ken@fuji.example "mountain-view"')\n"""
            'talk.say("a2 SELECT INBOX", "a3 LOGOUT")',
            "looked",
            "no_fetch",
        ),
        Wrong("lab.phone.connect()", "goodbye", "open"),
        Wrong(
            'lab.faults.cut("phone", before="LOGOUT")\nlab.phone.sync()', "goodbye", "no_goodbye"
        ),
        Wrong('lab.phone.sync()\nlab.phone.expunge("A")', "there", "gone"),
    ),
)
