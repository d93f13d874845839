"""04.6 A folder of one's own.

Belief: M06 in another dress: folders belong to the app, or all screens are one.
Checked: somebody else than the phone made a folder on the server; the phone lists it.
Not checked: its name, what lies in it, which device made it.
"""

from __future__ import annotations

from labkit.lessons.evidence import Evidence, Talk
from labkit.lessons.exercise import Claim, Exercise, Question, Sight, Wrong, sight
from labkit.mail.names import INBOX, SPECIAL_USE


def own_folders(seen: Evidence) -> list[str]:
    """Return the folders that somebody has made on the server."""
    return [name for name in seen.boxes["ken"].shelves if name not in (INBOX, *SPECIAL_USE)]


def making(seen: Evidence, *who: str) -> tuple[Talk, ...]:
    return seen.saying("CREATE", *who)


def a_folder_is_there(seen: Evidence) -> Sight | None:
    if making(seen, "phone"):
        return sight("by_phone")
    return None if own_folders(seen) else sight("none")


def the_phone_lists_it(seen: Evidence) -> Sight | None:
    if not own_folders(seen):
        return sight("none")
    shown = seen.devices["phone"].shelves
    missing = next((name for name in own_folders(seen) if name not in shown), None)
    return sight("not_listed", folder=missing) if missing else None


def saw(seen: Evidence) -> Sight | None:
    made = making(seen)
    looks = seen.talks("phone")
    if not made or making(seen, "phone") or not looks or looks[-1].id < made[0].id:
        return None
    return sight("absent" if the_phone_lists_it(seen) else "sync")


EXERCISE = Exercise(
    id="04.6",
    kind="use",
    beliefs=("M06",),
    sources=("RFC 9051 section 6.3.4", "RFC 9051 section 6.3.9"),
    stage="lab.phone.all_folders = True\nlab.aya.send()\nlab.phone.sync()\nlab.laptop.sync()",
    solution='lab.laptop.make_folder("Work")\nlab.laptop.move("A", "Work")\nlab.phone.sync()',
    question=Question("sync", ("once", "local", "carried"), saw, also=("absent",)),
    claims=(
        Claim("made", a_folder_is_there, ("by_phone", "none")),
        Claim("listed", the_phone_lists_it, ("none", "not_listed")),
    ),
    wrongs=(
        Wrong('lab.laptop.move("A", "Junk")\nlab.phone.sync()', "made", "none"),
        Wrong('lab.phone.make_folder("Work")', "made", "by_phone"),
        Wrong('lab.laptop.make_folder("Work")', "listed", "not_listed"),
    ),
)
