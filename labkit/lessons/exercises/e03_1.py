"""03.1 Three steps: log in, fetch, say goodbye.

Belief: M01, "POP3 deletes mail when it downloads"; also that a server notes what was fetched or
read (M03, M05).
Checked: a session of the tablet said RETR and QUIT; A is on the server and, as a copy, on the
tablet; nobody said DELE.
Not checked: how often the tablet asked, whether it opened A, what other devices looked at.
"""

from __future__ import annotations

from labkit.lessons.evidence import Evidence
from labkit.lessons.exercise import Claim, Exercise, Question, Sight, Wrong, sight


def took_and_left(seen: Evidence) -> Sight | None:
    took = seen.saying("RETR", "tablet")
    if not took:
        return sight("no_retr")
    if not any("QUIT" in talk.verbs for talk in took):
        return sight("no_quit", session=took[-1].id)
    return None


def nobody_asked(seen: Evidence) -> Sight | None:
    asked = seen.saying("DELE")
    return sight("dele", session=asked[-1].id) if asked else None


def a_is_there(seen: Evidence) -> Sight | None:
    return None if "A" in seen.letters() else sight("gone")


def tablet_has_a(seen: Evidence) -> Sight | None:
    return None if "A" in seen.devices["tablet"].copies() else sight("no_copy")


def saw(seen: Evidence) -> Sight | None:
    if took_and_left(seen) is not None:
        return None
    letter = seen.stored("A")
    if letter is None:
        return sight("nothing")
    return sight("read") if letter.is_read else sight("before")


EXERCISE = Exercise(
    id="03.1",
    kind="basic",
    beliefs=("M01",),
    sources=("RFC 1939 section 3", "RFC 1939 section 5"),
    stage="lab.aya.send()",
    solution="lab.tablet.get()",
    question=Question("before", ("nothing", "read", "fetched"), saw, also=("nothing", "read")),
    claims=(
        Claim("took", took_and_left, ("no_retr", "no_quit")),
        Claim("asked", nobody_asked, ("dele",)),
        Claim("there", a_is_there, ("gone",)),
        Claim("copy", tablet_has_a, ("no_copy",)),
    ),
    wrongs=(
        Wrong("lab.phone.sync()", "took", "no_retr"),
        Wrong('lab.tablet.get(cut_before="QUIT")', "took", "no_quit"),
        Wrong("lab.tablet.get()\nlab.tablet.get(delete=True)", "asked", "dele"),
        Wrong('lab.tablet.get()\nlab.phone.sync()\nlab.phone.expunge("A")', "there", "gone"),
        Wrong('lab.tablet.get()\nlab.tablet.delete("A")', "copy", "no_copy"),
    ),
)
