"""05.2 The case of the lost mail.

Belief: M02, "my phone lost my mail": who shows the loss is to blame.
Checked: the phone had shown A and B, asked for no deletion, and shows them no more after it has
synced; the server has neither; another device holds copies; the session that took them is named.
Not checked: which device took them, in how many sessions, which settings made it ask to delete.
"""

from __future__ import annotations

from labkit.lessons.evidence import Evidence, Talk
from labkit.lessons.exercise import Ask, Claim, Exercise, Question, Sight, Wrong, sight
from labkit.lessons.naming import holder, listed
from labkit.records import Notice

LETTERS = ("A", "B")
DELETES = ("STORE", "EXPUNGE", "MOVE", "CLOSE", "DELE")


def takers(seen: Evidence) -> tuple[Talk, ...]:
    """Return the sessions in which something was taken out for good, by POP3."""
    return tuple(talk for talk in seen.saying("DELE") if "QUIT" in talk.verbs)


def shown(seen: Evidence) -> Sight | None:
    shots = (shot for shot in seen.snapshots if shot.holder == "phone")
    had = {tile.letter for shot in shots for tile in shot.tiles}
    return None if set(LETTERS) <= had else sight("never")


def gone(seen: Evidence) -> Sight | None:
    there = [letter for letter in seen.letters() if letter in LETTERS]
    return sight("there", letters=listed(there)) if there else None


def innocent(seen: Evidence) -> Sight | None:
    asked = [talk for verb in DELETES for talk in seen.saying(verb, "phone")]
    return sight("phone_asked", session=asked[-1].id) if asked else None


def copied(seen: Evidence) -> Sight | None:
    others = (device for name, device in seen.devices.items() if name not in ("phone", "pc"))
    for device in others:
        copies = {kept.letter for kept in device.kept if kept.tile.holding == "copy"}
        if set(LETTERS) <= copies:
            return None
    return sight("no_copy")


def looked(seen: Evidence) -> Sight | None:
    still = [letter for letter in seen.devices["phone"].letters() if letter in LETTERS]
    return sight("still", letters=listed(still)) if still else None


def picked(seen: Evidence) -> Sight | None:
    if not seen.answers:
        return sight("no_pick")
    if seen.answers[0] in [str(talk.id) for talk in takers(seen)]:
        return None
    found = next((talk for talk in seen.sessions if str(talk.id) == seen.answers[0]), None)
    who = holder(found.record.who) if found else ""
    return sight("other_pick", session=seen.answers[0], who=who)


def sessions(seen: Evidence) -> tuple[tuple[str, Sight], ...]:
    """Return what may be chosen: the sessions in which one of Ken's devices spoke."""
    talks = seen.talks("phone", "laptop", "tablet")
    return tuple((str(talk.id), _told(talk)) for talk in talks)


def _told(talk: Talk) -> Sight:
    record = talk.record
    ended: str | Notice = record.end
    if record.end in ("open", "cut", "closed", "dropped"):
        ended = Notice(f"wire.end.{record.end}")
    return sight(
        "session",
        session=record.id,
        who=holder(record.who),
        protocol=record.protocol,
        time=f"{record.started:%H:%M:%S}",
        ended=ended,
    )


def saw(seen: Evidence) -> Sight | None:
    taken = takers(seen)
    after = [talk for talk in seen.talks("phone") if taken and talk.id > taken[-1].id]
    if not after:
        return None
    able = [
        name
        for name in ("phone", "laptop", "tablet")
        if any(kept.letter == "A" and kept.tile.body for kept in seen.devices[name].kept)
    ]
    if able == ["laptop"]:
        return sight("laptop")
    return sight("other", who=listed([holder(name) for name in able])) if able else sight("nobody")


EXERCISE = Exercise(
    id="05.2",
    kind="break",
    beliefs=("M02",),
    sources=("RFC 1939 section 6", "RFC 9051 section 2.3.1.1"),
    stage='lab.laptop.use("POP3")\nlab.aya.send()\nlab.aya.send()',
    run="lab.phone.sync()\nlab.laptop.get(delete=True)\nlab.phone.sync()",
    solution=(
        'lab.phone.sync()\nlab.laptop.get(delete=True)\nlab.phone.sync()\nlab.answer("05.2", 6)'
    ),
    question=Question("laptop", ("both", "phone", "nobody"), saw, also=("other", "nobody")),
    ask=Ask(sessions, ("session",)),
    claims=(
        Claim("shown", shown, ("never",)),
        Claim("gone", gone, ("there",)),
        Claim("innocent", innocent, ("phone_asked",)),
        Claim("copied", copied, ("no_copy",)),
        Claim("looked", looked, ("still",)),
        Claim("picked", picked, ("no_pick", "other_pick")),
    ),
    wrongs=(
        Wrong("lab.laptop.get(delete=True)\nlab.phone.sync()", "shown", "never"),
        Wrong("lab.phone.sync()\nlab.laptop.get()\nlab.phone.sync()", "gone", "there"),
        Wrong(
            'lab.phone.sync()\nlab.laptop.get(delete=True, cut_before="QUIT")\nlab.phone.sync()',
            "gone",
            "there",
        ),
        Wrong(
            'lab.phone.sync()\nlab.laptop.get()\nlab.phone.expunge("A")\nlab.phone.expunge("B")',
            "innocent",
            "phone_asked",
        ),
        Wrong(
            'lab.phone.sync()\nlab.laptop.get(delete=True)\nlab.laptop.delete("A")\n'
            "lab.phone.sync()",
            "copied",
            "no_copy",
        ),
        Wrong("lab.phone.sync()\nlab.laptop.get(delete=True)", "looked", "still"),
        Wrong(
            "lab.phone.sync()\nlab.laptop.get(delete=True)\nlab.phone.sync()", "picked", "no_pick"
        ),
        Wrong(
            "lab.phone.sync()\nlab.laptop.get(delete=True)\nlab.phone.sync()\n"
            'lab.answer("05.2", 7)',
            "picked",
            "other_pick",
        ),
    ),
)
