"""05.6 The wrong letter under the right name.

Belief: M11, "my app shows the wrong mail, so the server mixed it up": numbers are for ever.
Checked: the mailbox has another UIDVALIDITY than at the start; one device knows its letters under
the new one, and each by its own name; another one shows the text of one letter under the name of
another; no letter on the server was lost.
Not checked: which device is which, and how the mailbox got its new numbers.
"""

from __future__ import annotations

from collections.abc import Iterator

from labkit.lessons.evidence import Evidence, Holder, Kept
from labkit.lessons.exercise import Claim, Exercise, Question, Sight, Wrong, sight
from labkit.lessons.naming import listed


def at_start(seen: Evidence) -> tuple[int | None, dict[str, str]]:
    """Return the mailbox's UIDVALIDITY at the start, and its letters by Message-ID."""
    shot = next(s for s in seen.snapshots if (s.event, s.holder) == (0, "server"))
    letters = {tile.message_id: tile.letter for tile in shot.tiles}
    return (shot.numbers.validity if shot.numbers else None), letters


def mistaken(seen: Evidence, device: Holder) -> Iterator[tuple[Kept, str]]:
    """Yield what *device* shows with its text under another letter's name, and whose text it is."""
    _, letters = at_start(seen)
    for kept in device.kept:
        real = letters.get(kept.message.message_id, kept.letter)
        if kept.tile.holding == "view" and kept.tile.body and real != kept.letter:
            yield kept, real


def ken(seen: Evidence) -> Iterator[Holder]:
    return (device for name, device in seen.devices.items() if name != "pc")


def renumbered(seen: Evidence) -> Sight | None:
    validity = seen.boxes["ken"].uid_validity
    return sight("same", validity=validity) if validity == at_start(seen)[0] else None


def known(seen: Evidence, name: str) -> set[tuple[str, str]]:
    """Return which letter a device knows by which number now."""
    shots = [shot for shot in seen.snapshots if shot.holder == name and shot.numbers]
    last = max(shots, key=lambda shot: shot.event, default=None)
    return set(last.numbers.letters) if last and last.numbers else set()


def careful(seen: Evidence) -> Sight | None:
    validity = seen.boxes["ken"].uid_validity
    shots = (s.numbers for s in seen.snapshots if s.holder == "server" and s.numbers)
    real = {pair for each in shots if each.validity == validity for pair in each.letters}
    for device in ken(seen):
        numbers = known(seen, device.name)
        if device.protocol == "IMAP" and numbers and numbers <= real:
            return None
    return sight("nobody_anew", validity=validity)


def careless(seen: Evidence) -> Sight | None:
    if any(True for device in ken(seen) for _ in mistaken(seen, device)):
        return None
    phone = seen.devices["phone"]
    return sight("right") if any(k.tile.body for k in phone.kept) else sight("unopened")


def unchanged(seen: Evidence) -> Sight | None:
    there = {stored.message.message_id for stored in seen.boxes["ken"].letters}
    lost = [letter for id, letter in at_start(seen)[1].items() if id not in there]
    return sight("lost", letters=listed(lost)) if lost else None


def saw(seen: Evidence) -> Sight | None:
    if renumbered(seen):
        return None
    phone = seen.devices["phone"]
    opened = [kept for kept in phone.kept if kept.letter == "B" and kept.tile.body]
    if not opened:
        return None
    real = next((real for kept, real in mistaken(seen, phone) if kept.letter == "B"), "B")
    return sight("own") if real == "B" else sight("other", letter=real)


_RESTORED = 'lab.faults.restore("ken")\nlab.laptop.sync()\nlab.phone.sync()'

EXERCISE = Exercise(
    id="05.6",
    kind="break",
    beliefs=("M11",),
    sources=("RFC 9051 section 2.3.1.1",),
    stage=(
        "lab.phone.bodies = False\nlab.phone.careful = False\n"
        "lab.aya.send()\nlab.aya.send()\nlab.aya.send()\nlab.laptop.sync()\nlab.phone.sync()"
    ),
    run=f'{_RESTORED}\nlab.laptop.open("B")\nlab.phone.open("B")',
    solution=f'{_RESTORED}\nlab.laptop.open("B")\nlab.phone.open("B")',
    question=Question("other", ("ever", "error", "anew"), saw, also=("own",)),
    claims=(
        Claim("renumbered", renumbered, ("same",)),
        Claim("careful", careful, ("nobody_anew",)),
        Claim("unchanged", unchanged, ("lost",)),
        Claim("careless", careless, ("unopened", "right")),
    ),
    wrongs=(
        Wrong('lab.laptop.sync()\nlab.phone.open("B")', "renumbered", "same"),
        Wrong(
            'lab.faults.restore("ken")\nlab.phone.sync()\nlab.phone.open("B")',
            "careful",
            "nobody_anew",
        ),
        Wrong(_RESTORED, "careless", "unopened"),
        Wrong(f'lab.phone.careful = True\n{_RESTORED}\nlab.phone.open("B")', "careless", "right"),
        Wrong(f'{_RESTORED}\nlab.phone.open("B")\nlab.phone.expunge("B")', "unchanged", "lost"),
    ),
)
