"""05.5 Moving house: from POP3 to IMAP.

Belief: M24, "switching to IMAP brings my old POP mail along".
Checked: A and B lie on the server, the very same letters (by Message-ID), once each, and the phone
shows them; nothing was sent since the start.
Not checked: which device uploaded them, and whether its own copies are kept.
"""

from __future__ import annotations

from labkit.lessons.evidence import Evidence
from labkit.lessons.exercise import Claim, Exercise, Question, Sight, Wrong, sight
from labkit.lessons.naming import listed

LETTERS = ["A", "B"]


def unsent(seen: Evidence) -> Sight | None:
    sent = [talk for talk in seen.sessions if talk.record.protocol == "SMTP"]
    return sight("sent", session=sent[-1].id) if sent else None


def moved(seen: Evidence) -> Sight | None:
    shots = (shot for shot in seen.snapshots if (shot.event, shot.holder) == (0, "tablet"))
    ids = {tile.message_id for shot in shots for tile in shot.tiles}
    there = sorted(
        stored.letter
        for stored in seen.boxes["ken"].letters
        if stored.shelf == "INBOX" and stored.message.message_id in ids
    )
    if there == LETTERS:
        return None
    twice = [letter for letter in LETTERS if there.count(letter) > 1]
    if twice:
        return sight("twice", letters=listed(twice))
    return sight("some", letters=listed(there)) if there else sight("none")


def visible(seen: Evidence) -> Sight | None:
    shown = sorted(seen.devices["phone"].letters())
    if set(LETTERS) <= set(shown):
        return None
    return sight("phone_some", letters=listed(shown)) if shown else sight("phone_none")


def saw(seen: Evidence) -> Sight | None:
    """What the tablet's view showed when it first looked by IMAP."""
    talks = [talk.id for talk in seen.talks("tablet") if talk.record.protocol == "IMAP"]
    first = next((e for e in seen.events if set(e.sessions) & set(talks[:1])), None)
    if first is None:
        return None
    past = [s for s in seen.snapshots if s.holder == "tablet" and s.event <= first.number]
    last = max(past, key=lambda shot: shot.event)
    views = [tile.letter for tile in last.tiles if tile.holding == "view"]
    return sight("views", letters=listed(views)) if views else sight("later")


EXERCISE = Exercise(
    id="05.5",
    kind="use",
    beliefs=("M24",),
    sources=("RFC 9051 section 6.3.12",),
    stage="lab.aya.send()\nlab.aya.send()\nlab.tablet.get(delete=True)",
    run='lab.tablet.use("IMAP")\nlab.tablet.sync()',
    solution=(
        'lab.tablet.use("IMAP")\nlab.tablet.sync()\nlab.tablet.upload("A")\n'
        'lab.tablet.upload("B")\nlab.phone.sync()'
    ),
    question=Question("later", ("along", "kept", "never"), saw, also=("views",)),
    claims=(
        Claim("unsent", unsent, ("sent",)),
        Claim("moved", moved, ("none", "some", "twice")),
        Claim("visible", visible, ("phone_none", "phone_some")),
    ),
    wrongs=(
        Wrong('lab.tablet.forward("A", "ken@fuji.example")', "unsent", "sent"),
        Wrong('lab.tablet.use("IMAP")\nlab.tablet.sync()', "moved", "none"),
        Wrong('lab.tablet.use("IMAP")\nlab.tablet.upload("A")\nlab.phone.sync()', "moved", "some"),
        Wrong(
            'lab.tablet.use("IMAP")\nlab.tablet.upload("A")\nlab.tablet.upload("A")\n'
            'lab.tablet.upload("B")\nlab.phone.sync()',
            "moved",
            "twice",
        ),
        Wrong(
            'lab.tablet.use("IMAP")\nlab.tablet.upload("A")\nlab.tablet.upload("B")',
            "visible",
            "phone_none",
        ),
        Wrong(
            'lab.tablet.use("IMAP")\nlab.tablet.upload("A")\nlab.phone.sync()\n'
            'lab.tablet.upload("B")',
            "visible",
            "phone_some",
        ),
    ),
)
