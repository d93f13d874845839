"""03.2 Pull the cable between DELE and QUIT.

Belief: M01, "POP3 deletes mail when it downloads": RETR takes, or DELE acts at once.
Checked: a session of the tablet asked for deletion and never said QUIT; A is still on the server.
Not checked: how the cable was pulled, what else was fetched before, which copies the tablet holds.
"""

from __future__ import annotations

from labkit.lessons.evidence import Evidence
from labkit.lessons.exercise import Claim, Exercise, Question, Sight, Wrong, sight


def cut_after_dele(seen: Evidence) -> Sight | None:
    asked = seen.saying("DELE", "tablet")
    if not asked:
        return sight("no_dele")
    if all("QUIT" in talk.verbs for talk in asked):
        return sight("quit", session=asked[-1].id)
    return None


def a_is_there(seen: Evidence) -> Sight | None:
    return None if "A" in seen.letters() else sight("gone")


def saw(seen: Evidence) -> Sight | None:
    if not seen.saying("DELE", "tablet"):
        return None
    return sight("kept") if "A" in seen.letters() else sight("gone")


EXERCISE = Exercise(
    id="03.2",
    kind="break",
    beliefs=("M01",),
    sources=("RFC 1939 section 6",),
    stage="lab.aya.send()",
    solution='lab.tablet.get(delete=True, cut_before="QUIT")',
    question=Question("kept", ("retr", "dele", "restored"), saw, also=("gone",)),
    claims=(
        Claim("cut", cut_after_dele, ("no_dele", "quit")),
        Claim("there", a_is_there, ("gone",)),
    ),
    wrongs=(
        Wrong("lab.tablet.get()", "cut", "no_dele"),
        Wrong("lab.tablet.get(delete=True)", "cut", "quit"),
        Wrong(
            'lab.tablet.get(delete=True, cut_before="QUIT")\nlab.tablet.get(delete=True)',
            "there",
            "gone",
        ),
    ),
)
