"""01.5 Two names.

Belief: M17, "To: decides where it goes".
Checked: a letter that says To: Mika and does not name Ken lies in Ken's inbox, and not in Mika's.
Not checked: how the envelope was written (envelope_to, by hand, a Bcc), From, subject and text.
"""

from __future__ import annotations

from email.utils import getaddresses

from labkit.lessons.evidence import Evidence, Stored
from labkit.lessons.exercise import Claim, Exercise, Question, Sight, Wrong, sight

KEN, MIKA = "ken@fuji.example", "mika@fuji.example"


def named(letter: Stored) -> list[str]:
    """Return the addresses that the letter itself says it is for."""
    fields = [letter.header("To"), letter.header("Cc")]
    return [address for _, address in getaddresses(fields)]


def only_mikas(seen: Evidence, person: str) -> list[Stored]:
    """Return the letters in the inbox of *person* that name Mika and not Ken."""
    inbox = [each for each in seen.boxes[person].letters if each.shelf == "INBOX"]
    return [each for each in inbox if MIKA in named(each) and KEN not in named(each)]


def kens(seen: Evidence) -> Sight | None:
    if only_mikas(seen, "ken"):
        return None
    lies = [each for each in seen.boxes["ken"].letters if each.shelf == "INBOX"]
    if not lies:
        return sight("nothing")
    return sight("says", letter=lies[-1].letter, to=lies[-1].header("To"))


def not_mikas(seen: Evidence) -> Sight | None:
    at_mikas = {each.letter for each in only_mikas(seen, "mika")}
    mine = [each.letter for each in only_mikas(seen, "ken")]
    if any(letter not in at_mikas for letter in mine):
        return None
    return sight("both", letter=mine[-1]) if mine else sight("nothing")


def saw(seen: Evidence) -> Sight | None:
    ken, mika = (bool(only_mikas(seen, person)) for person in ("ken", "mika"))
    if not (ken or mika):
        return None
    return sight("both" if ken and mika else "ken" if ken else "mika")


EXERCISE = Exercise(
    id="01.5",
    kind="break",
    beliefs=("M17",),
    sources=("RFC 5321 section 2.3.1", "RFC 5321 section 3.3", "RFC 5321 section 7.2"),
    solution='lab.aya.send("mika@fuji.example", envelope_to="ken@fuji.example")',
    shows="journey",
    question=Question("ken", ("mika", "both", "refused"), saw, also=("mika", "both")),
    claims=(
        Claim("kens", kens, ("nothing", "says")),
        Claim("not_mikas", not_mikas, ("nothing", "both")),
    ),
    wrongs=(
        Wrong('lab.aya.send("mika@fuji.example")', "kens", "nothing"),
        Wrong("lab.aya.send()", "kens", "says"),
        Wrong(
            'lab.aya.send("mika@fuji.example", envelope_to="ken@fuji.example, mika@fuji.example")',
            "not_mikas",
            "both",
        ),
    ),
)
