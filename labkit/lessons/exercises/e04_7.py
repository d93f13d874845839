"""04.7 Sent three ways.

Belief: M12, "my sent mail isn't on my phone": the server files what it saw pass, or a sync does.
Checked: exactly one letter lies in Sent on the server, the same that Aya has got, and the phone
shows it.
Not checked: how many answers were written before, whether copies lie on the laptop too.
"""

from __future__ import annotations

from labkit.lessons.evidence import Evidence, Stored
from labkit.lessons.exercise import Claim, Exercise, Question, Sight, Wrong, sight

SENT = "Sent"
SENDING = ("event.send", "event.answer", "event.forward")


def filed(seen: Evidence) -> list[Stored]:
    """Return what lies in Sent on Ken's server."""
    return [stored for stored in seen.boxes["ken"].letters if stored.shelf == SENT]


def aya_has_an_answer(seen: Evidence) -> Sight | None:
    return None if seen.letters("aya") else sight("no_answer")


def one_is_filed(seen: Evidence) -> Sight | None:
    there = filed(seen)
    if not there:
        here = SENT in {kept.tile.shelf for kept in seen.devices["laptop"].kept}
        return sight("local" if here else "empty")
    return sight("several", count=len(there)) if len(there) > 1 else None


def the_same_was_delivered(seen: Evidence) -> Sight | None:
    if not filed(seen):
        return sight("empty")
    got = {each.message.message_id for each in seen.boxes["aya"].letters}
    other = next((each for each in filed(seen) if each.message.message_id not in got), None)
    return sight("other", letter=other.letter) if other is not None else None


def the_phone_shows_it(seen: Evidence) -> Sight | None:
    return None if seen.devices["phone"].letters(SENT) else sight("not_shown")


def saw(seen: Evidence) -> Sight | None:
    sent = next((e.number for e in seen.events if e.what.key in SENDING and e.who != "pc"), None)
    if sent is None:
        return None
    looks = (e.number for e in seen.events if e.number > sent and e.who == "phone")
    look = next(looks, None)
    if look is None:
        return None
    there = any(tile.shelf == SENT for tile in seen.shown("phone", look))
    return sight("there" if there else "empty")


ANSWER = 'lab.laptop.answer("A")\nlab.phone.sync()'
UPLOAD = 'lab.laptop.sent = "upload"\n'

EXERCISE = Exercise(
    id="04.7",
    kind="break",
    beliefs=("M12",),
    sources=("RFC 9051 section 6.3.12",),
    stage="lab.phone.all_folders = True\nlab.aya.send()\nlab.laptop.sync()\nlab.phone.sync()",
    run=ANSWER,
    solution=f'{ANSWER}\nlab.laptop.sent = "local"\n{ANSWER}\n{UPLOAD}{ANSWER}',
    question=Question("empty", ("passed", "synced", "delay"), saw, also=("there",)),
    claims=(
        Claim("answered", aya_has_an_answer, ("no_answer",)),
        Claim("one", one_is_filed, ("empty", "local", "several")),
        Claim("same", the_same_was_delivered, ("empty", "other")),
        Claim("shown", the_phone_shows_it, ("not_shown",)),
    ),
    wrongs=(
        Wrong("lab.phone.sync()", "answered", "no_answer"),
        Wrong(ANSWER, "one", "empty"),
        Wrong('lab.laptop.sent = "local"\n' + ANSWER, "one", "local"),
        Wrong(f"{UPLOAD}{ANSWER}\n{ANSWER}", "one", "several"),
        Wrong('lab.laptop.answer("A")\nlab.laptop.move("A", "Sent")', "same", "other"),
        Wrong(UPLOAD + 'lab.laptop.answer("A")', "shown", "not_shown"),
    ),
)
