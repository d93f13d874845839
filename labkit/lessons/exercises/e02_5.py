"""02.5 Bcc two ways.

Belief: M18, "the server hides Bcc".
Checked: the last letter that went to the boss without naming him in To or Cc lies with Ken too, and
no stored copy of it has a Bcc line.
Not checked: whether an earlier letter has leaked, who else got one, by which program it was sent.
"""

from __future__ import annotations

from labkit.lessons.evidence import Evidence, Stored
from labkit.lessons.exercise import Claim, Exercise, Question, Sight, Wrong, sight
from labkit.records import Notice

BOSS = "boss@sakura.example"
KNOWN = ("aya", "ken", "mika", "boss")  # who has a word among the people


def names_him(letter: Stored) -> str:
    """Return the field that names the boss for everybody to read, "" if none does."""
    return next((name for name in ("To", "Cc") if BOSS in letter.header(name).lower()), "")


def blind(seen: Evidence) -> list[Stored]:
    return [each for each in seen.boxes["boss"].letters if not names_him(each)]


def boss_has_it(seen: Evidence) -> Sight | None:
    found, all_of_his = blind(seen), seen.boxes["boss"].letters
    if found and found[-1].letter in seen.letters("ken"):
        return None
    if found:
        return sight("alone", letter=found[-1].letter)
    if all_of_his:
        return sight("named", letter=all_of_his[-1].letter, field=names_him(all_of_his[-1]))
    return sight("nothing")


def no_line_left(seen: Evidence) -> Sight | None:
    found = blind(seen)
    if not found:
        return sight("nothing")
    for person, box in seen.boxes.items():
        for each in box.letters:
            mine = each.letter == found[-1].letter and each.shelf != "Sent"  # hers may keep it
            if mine and each.header("Bcc"):
                name = Notice(f"picture.person.{person}") if person in KNOWN else person
                return sight("line", letter=each.letter, person=name)
    return None


def saw(seen: Evidence) -> Sight | None:
    secret = {each.letter for each in blind(seen)}
    shared = [each for each in seen.boxes["ken"].letters if each.letter in secret]
    leaked = [each.letter for each in shared if each.header("Bcc")]
    if leaked:
        return sight("finds", letter=leaked[-1])
    return sight("left_out") if shared else None


CALL = 'lab.aya.send("ken@fuji.example", cc="mika@fuji.example", bcc="boss@sakura.example"'
EXERCISE = Exercise(
    id="02.5",
    kind="break",
    beliefs=("M18",),
    sources=("RFC 5322 section 3.6.3", "RFC 5321 section 7.2"),
    solution=f"{CALL})\nlab.phone.sync()",
    run=f"{CALL}, bcc_in_letter=True)\nlab.phone.sync()",
    shows="journey",
    question=Question("finds", ("server", "app", "never"), saw, also=("left_out",)),
    claims=(
        Claim("boss", boss_has_it, ("alone", "named", "nothing")),
        Claim("clean", no_line_left, ("line", "nothing")),
    ),
    wrongs=(
        Wrong("lab.aya.send()", "boss", "nothing"),
        Wrong('lab.aya.send("ken@fuji.example", cc="boss@sakura.example")', "boss", "named"),
        Wrong('lab.aya.send("mika@fuji.example", bcc="boss@sakura.example")', "boss", "alone"),
        Wrong(f"{CALL}, bcc_in_letter=True)", "clean", "line"),
        Wrong(f"{CALL})\n{CALL}, bcc_in_letter=True)", "clean", "line"),
    ),
)
