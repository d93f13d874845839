"""04.8 A draft on two devices.

Belief: M13, "my draft should be everywhere": a letter can be edited in place, and every device has
drafts in common.
Checked: two devices have each put a draft on the server (APPEND), one is there now, and the tablet
holds none.
Not checked: what the draft says, whether the tablet has looked.
"""

from __future__ import annotations

from labkit.lessons.evidence import Evidence
from labkit.lessons.exercise import Claim, Exercise, Question, Sight, Wrong, sight
from labkit.lessons.naming import holder

DRAFTS = "Drafts"


def writers(seen: Evidence) -> list[str]:
    """Return which devices have uploaded a letter, in the order in which they did."""
    who = (talk.record.who for talk in seen.saying("APPEND", "phone", "laptop", "tablet"))
    return list(dict.fromkeys(who))


def two_wrote(seen: Evidence) -> Sight | None:
    who = writers(seen)
    if not who:
        return sight("nobody")
    return sight("one", who=holder(who[0])) if len(who) == 1 else None


def one_is_left(seen: Evidence) -> Sight | None:
    drafts = [stored for stored in seen.boxes["ken"].letters if "\\Draft" in stored.flags]
    there = [stored for stored in drafts if stored.shelf == DRAFTS]
    if not there:
        return sight("no_draft")
    return sight("several", count=len(there)) if len(there) > 1 else None


def none_on_the_tablet(seen: Evidence) -> Sight | None:
    found = seen.devices["tablet"].letters(DRAFTS)
    return sight("on_tablet", letter=found[0]) if found else None


def saw(seen: Evidence) -> Sight | None:
    if not seen.saying("APPEND", "phone"):
        return None
    replaced = any("EXPUNGE" in talk.verbs for talk in seen.saying("APPEND", "phone"))
    return sight("anew" if replaced and not one_is_left(seen) else "otherwise")


SAVE = "lab.laptop.save_draft()\nlab.phone.sync()\n"
EDIT = 'lab.phone.edit_draft("A", "10:00?")'

EXERCISE = Exercise(
    id="04.8",
    kind="use",
    beliefs=("M13",),
    sources=("RFC 9051 section 2.3.1.1", "RFC 9051 section 2.3.2", "RFC 9051 section 6.3.12"),
    stage="lab.phone.all_folders = True",
    run=SAVE + EDIT,
    solution=SAVE + EDIT + "\nlab.tablet.get()",
    question=Question("anew", ("edited", "own", "everywhere"), saw, also=("otherwise",)),
    claims=(
        Claim("two", two_wrote, ("nobody", "one")),
        Claim("left", one_is_left, ("no_draft", "several")),
        Claim("tablet", none_on_the_tablet, ("on_tablet",)),
    ),
    wrongs=(
        Wrong("lab.laptop.sync()", "two", "nobody"),
        Wrong("lab.laptop.save_draft()", "two", "one"),
        Wrong("lab.laptop.save_draft()\nlab.phone.save_draft()", "left", "several"),
        Wrong(SAVE + EDIT + '\nlab.phone.send_draft("A")', "left", "no_draft"),
        Wrong(SAVE + EDIT + "\nlab.tablet.save_draft()", "tablet", "on_tablet"),
    ),
)
