"""03.4 Get mail three times: make doubles, then cure them.

Belief: M03, "leave on server makes everything arrive twice"; that the server knows what each device
has fetched, or that an app knows a letter by its content.
Checked: produce: at some step the tablet held A and B twice each; nobody said DELE; both are on the
server. Cure: the tablet holds each of them once.
Not checked: what made the doubles (forgetting, or a mailbox with new numbers), how they were cured,
what other devices hold.
"""

from __future__ import annotations

from labkit.lessons.evidence import Evidence
from labkit.lessons.exercise import Claim, Exercise, Question, Sight, Wrong, sight

LETTERS = ("A", "B")


def most(seen: Evidence) -> list[int]:
    """Return how many copies of A and B the tablet held when it held most."""
    held = ([tile.letter for tile in s.tiles] for s in seen.snapshots if s.holder == "tablet")
    counts = ([letters.count(each) for each in LETTERS] for letters in held)
    return max(counts, key=sum, default=[0, 0])


def were_doubled(seen: Evidence) -> Sight | None:
    counts = most(seen)
    return None if min(counts) >= 2 else sight("tiles", count=sum(counts))


def nobody_asked(seen: Evidence) -> Sight | None:
    asked = seen.saying("DELE")
    return sight("dele", session=asked[-1].id) if asked else None


def server_has_both(seen: Evidence) -> Sight | None:
    missing = [each for each in LETTERS if each not in seen.letters()]
    return sight("missing", letters=", ".join(missing)) if missing else None


def each_once(seen: Evidence) -> Sight | None:
    copies = seen.devices["tablet"].copies()
    doubles = sorted({each for each in copies if copies.count(each) > 1})
    if doubles:
        return sight("doubles", letters=", ".join(doubles))
    lacking = [each for each in LETTERS if each not in copies]
    return sight("lacking", letters=", ".join(lacking)) if lacking else None


def saw(seen: Evidence) -> Sight | None:
    return sight("four") if were_doubled(seen) is None else None


DOUBLES = "lab.tablet.get()\nlab.tablet.get()\nlab.tablet.forget()\nlab.tablet.get()"

EXERCISE = Exercise(
    id="03.4",
    kind="break",
    beliefs=("M03",),
    sources=("RFC 1939 section 7", "RFC 1939 section 8"),
    stage="lab.aya.send()\nlab.aya.send()",
    run=DOUBLES,
    solution=f"{DOUBLES}\nlab.tablet.remove_doubles()",
    question=Question("four", ("server", "content", "emptied"), saw),
    claims=(
        Claim("doubled", were_doubled, ("tiles",)),
        Claim("asked", nobody_asked, ("dele",)),
        Claim("there", server_has_both, ("missing",)),
        Claim("cured", each_once, ("doubles", "lacking")),
    ),
    wrongs=(
        Wrong("lab.tablet.get()\nlab.tablet.get()", "doubled", "tiles"),
        Wrong(f"{DOUBLES}\nlab.tablet.get(delete=True)", "asked", "dele"),
        Wrong(f'{DOUBLES}\nlab.phone.sync()\nlab.phone.expunge("A")', "there", "missing"),
        Wrong(DOUBLES, "cured", "doubles"),
        Wrong(f"{DOUBLES}\nlab.tablet.delete_all()", "cured", "lacking"),
    ),
)
