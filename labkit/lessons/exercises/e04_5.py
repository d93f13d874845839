"""04.5 Three times "delete".

Belief: M07, "deleted = gone": one word for a mark, a move and a removal.
Checked: B was marked and is back without the mark, C was in Trash and is back in the inbox, D is
nowhere on the server; only one removal, and no mailbox was closed with CLOSE.
Not checked: which device did it, in which order, whether somebody tried to fetch D back.
"""

from __future__ import annotations

from labkit.lessons.evidence import Evidence
from labkit.lessons.exercise import Claim, Exercise, Question, Sight, Wrong, sight
from labkit.mail.flags import DELETED
from labkit.records import Tile


def ever(seen: Evidence, letter: str) -> list[Tile]:
    """Return *letter* as the server held it at each step."""
    shots = (shot for shot in seen.snapshots if shot.holder == "server")
    return [tile for shot in shots for tile in shot.tiles if tile.letter == letter]


def was_marked(seen: Evidence) -> bool:
    return any(tile.marked for tile in ever(seen, "B"))


def was_in_trash(seen: Evidence) -> bool:
    return any(tile.shelf == "Trash" for tile in ever(seen, "C"))


def d_is_gone(seen: Evidence) -> Sight | None:
    there = any(stored.letter == "D" for stored in seen.boxes["ken"].letters)
    return sight("d_there") if there else None


def b_is_saved(seen: Evidence) -> Sight | None:
    if not was_marked(seen):
        return sight("b_never")
    stored = seen.stored("B")
    if stored is None:
        return sight("b_gone")
    return sight("b_marked") if DELETED in stored.flags else None


def c_is_back(seen: Evidence) -> Sight | None:
    if not was_in_trash(seen):
        return sight("c_never")
    if seen.stored("C") is not None:
        return None
    return sight("c_trash" if seen.stored("C", shelf="Trash") else "c_gone")


def removed_once(seen: Evidence) -> Sight | None:
    closed = seen.saying("CLOSE")
    if closed:
        return sight("closed", session=closed[0].id)
    count = sum(talk.verbs.count("EXPUNGE") for talk in seen.sessions)
    return sight("twice", count=count) if count > 1 else None


def saw(seen: Evidence) -> Sight | None:
    if d_is_gone(seen) or b_is_saved(seen) or c_is_back(seen):
        return None
    return sight("b_and_c")


DEEDS = 'lab.phone.mark("B")\nlab.phone.trash("C")\nlab.phone.expunge("D")'
UNDO = '\nlab.phone.unmark("B")\nlab.phone.move("C", "INBOX")'
CLOSES = (
    'talk = lab.talk("imap")\n'
    """talk.say('a1 LOGIN ken@fuji.example "mountain-view"', "a2 SELECT INBOX", "a3 CLOSE")"""
)

EXERCISE = Exercise(
    id="04.5",
    kind="break",
    beliefs=("M07",),
    sources=(
        "RFC 9051 section 2.3.2",
        "RFC 9051 section 6.4.1",
        "RFC 9051 section 6.4.8",
        "RFC 9051 section 6.4.9",
    ),
    stage="lab.aya.send()\nlab.aya.send()\nlab.aya.send()\nlab.aya.send()\nlab.phone.sync()",
    solution=DEEDS + UNDO,
    question=Question("b_and_c", ("none", "every", "c_only"), saw),
    claims=(
        Claim("once", removed_once, ("closed", "twice")),
        Claim("d", d_is_gone, ("d_there",)),
        Claim("b", b_is_saved, ("b_never", "b_gone", "b_marked")),
        Claim("c", c_is_back, ("c_never", "c_trash", "c_gone")),
    ),
    wrongs=(
        Wrong('lab.phone.mark("B")\n' + CLOSES, "once", "closed"),
        Wrong(DEEDS + UNDO + '\nlab.phone.expunge("A")', "once", "twice"),
        Wrong('lab.phone.mark("B")\nlab.phone.trash("C")\nlab.phone.trash("D")', "d", "d_there"),
        Wrong('lab.phone.trash("C")\nlab.phone.expunge("D")', "b", "b_never"),
        Wrong('lab.phone.expunge("D")\nlab.phone.mark("B")\nlab.phone.trash("B")', "b", "b_gone"),
        Wrong(DEEDS, "b", "b_marked"),
        Wrong(DEEDS + '\nlab.phone.unmark("B")', "c", "c_trash"),
        Wrong('lab.phone.mark("B")\nlab.phone.unmark("B")\nlab.phone.expunge("D")', "c", "c_never"),
        Wrong(DEEDS + '\nlab.phone.unmark("B")\nlab.phone.move("C", "Junk")', "c", "c_gone"),
    ),
)
