"""03.3 Get, delete, goodbye: who has A?

Belief: M01, its other side: that the server keeps everything anyway, or that deleting on the server
reaches the copy on the device.
Checked: a session of the tablet said DELE and QUIT; A is on the tablet, and not on the server.
Not checked: whether A was fetched in the same session or before; what else was tried on the way.
"""

from __future__ import annotations

from labkit.lessons.evidence import Evidence
from labkit.lessons.exercise import Claim, Exercise, Question, Sight, Wrong, sight


def asked_and_left(seen: Evidence) -> Sight | None:
    asked = seen.saying("DELE", "tablet")
    if not asked:
        return sight("no_dele")
    if not any("QUIT" in talk.verbs for talk in asked):
        return sight("no_quit", session=asked[-1].id)
    return None


def tablet_has_a(seen: Evidence) -> Sight | None:
    return None if "A" in seen.devices["tablet"].copies() else sight("no_copy")


def server_has_none(seen: Evidence) -> Sight | None:
    return sight("there") if "A" in seen.letters() else None


def saw(seen: Evidence) -> Sight | None:
    if asked_and_left(seen) is not None:
        return None
    if "A" in seen.letters(shelf="Trash"):
        return sight("trash")
    if tablet_has_a(seen) is not None:
        return sight("nobody") if server_has_none(seen) is None else None
    return sight("tablet") if server_has_none(seen) is None else sight("both")


EXERCISE = Exercise(
    id="03.3",
    kind="use",
    beliefs=("M01",),
    sources=("RFC 1939 section 5", "RFC 1939 section 6"),
    stage="lab.aya.send()",
    solution="lab.tablet.get(delete=True)",
    question=Question("tablet", ("both", "nobody", "trash"), saw, also=("both", "nobody", "trash")),
    claims=(
        Claim("removed", asked_and_left, ("no_dele", "no_quit")),
        Claim("copy", tablet_has_a, ("no_copy",)),
        Claim("alone", server_has_none, ("there",)),
    ),
    wrongs=(
        Wrong("lab.tablet.get()", "removed", "no_dele"),
        Wrong('lab.tablet.get(delete=True, cut_before="QUIT")', "removed", "no_quit"),
        Wrong("lab.tablet.connect()\nlab.tablet.get(delete=True)", "removed", "no_quit"),
        Wrong('lab.tablet.get(delete=True)\nlab.tablet.delete("A")', "copy", "no_copy"),
        Wrong(
            'lab.tablet.get(delete=True)\nlab.tablet.use("IMAP")\nlab.tablet.upload("A")',
            "alone",
            "there",
        ),
    ),
)
