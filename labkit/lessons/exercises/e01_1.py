"""01.1 Four stations, one at a time.

Belief: M15, "Send goes straight to the phone": there is nothing on the way that could be seen.
Checked: a letter is in Ken's mailbox, and its lines with a time were put in the order in which they
were written, held against the stored letter. Its Date line is one of them: of two postmarks alone
every second guess would be right.
Not checked: whether the servers went step by step, who sent the letter, its subject and text.
"""

from __future__ import annotations

import itertools
import random
import re
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from labkit.lessons.evidence import Evidence, Stored
from labkit.lessons.exercise import Ask, Claim, Exercise, Sight, Wrong, sight

KEN = "ken@fuji.example"
POSTMARKS = 2
_STAMP = re.compile(r"from (\S+).*?by (\S+).*;(.*)", re.DOTALL)


class Line(NamedTuple):
    """A line of a letter's header that tells a time; ``key`` is the first part of its writer."""

    key: str
    seen: Sight
    words: str


def lines(letter: Stored) -> list[Line]:
    """Return the lines with a time, oldest first: each server puts its own on top."""
    found = []
    for field, value in reversed(letter.message.parts().headers):
        stamp = _STAMP.search(value)
        if field.lower() == "date":
            time = _clock(value)
            found.append(Line("date", sight("date", time=time), f"Date: {time}"))
        elif field.lower() == "received" and stamp:
            sender, host, time = stamp[1], stamp[2], _clock(stamp[3])
            shown = sight("received", sender=sender, host=host, time=time)
            found.append(Line(host.split(".")[0], shown, f"Received: by {host}, {time}"))
    # The date was on the letter before any server had it, wherever in the header it stands.
    return sorted(found, key=lambda line: line.key != "date")


def letter(seen: Evidence) -> Stored | None:
    """Return the first letter in Ken's inbox that has come from server to server."""
    inbox = (each for each in seen.boxes["ken"].letters if each.shelf == "INBOX")
    return next((each for each in inbox if len(lines(each)) == POSTMARKS + 1), None)


def options(seen: Evidence) -> tuple[tuple[str, Sight], ...]:
    found = letter(seen)
    if found is None:
        return ()
    right = lines(found)
    shuffled = right.copy()
    random.Random(found.message.message_id).shuffle(shuffled)
    if shuffled == right:
        shuffled.reverse()
    return tuple((line.key, line.seen) for line in shuffled)


def arrived(seen: Evidence) -> Sight | None:
    if letter(seen) is not None:
        return None
    taken = [hop for hop in seen.hops if hop.state in ("queued", "stored")]
    if not taken:
        return sight("nothing")
    last = taken[-1]
    if last.station != "mailbox":
        return sight("under_way", letter=last.letter, host=last.host)
    if last.recipient == KEN:
        return sight("gone", letter=last.letter)
    return sight("elsewhere", letter=last.letter, address=last.recipient)


def ordered(seen: Evidence) -> Sight | None:
    found = letter(seen)
    if found is None or not seen.answers:
        return sight("no_order")
    right = {line.key: (place, line.words) for place, line in enumerate(lines(found))}
    given = [right[key] for key in seen.answers]
    for (place, earlier), (other, later) in itertools.pairwise(given):
        if place > other:
            return sight("order", earlier=earlier, later=later)
    return None


def _clock(text: str) -> str:
    return f"{parsedate_to_datetime(text.strip()):%H:%M:%S}"


EXERCISE = Exercise(
    id="01.1",
    kind="basic",
    beliefs=("M15",),
    sources=("RFC 5321 section 2.1", "RFC 5321 section 4.4", "RFC 5321 section 5.1"),
    solution="""\
lab.hold()
lab.aya.send()
lab.step()
lab.step()
lab.step()
lab.answer("01.1", "date", "smtp", "mx")""",
    ask=Ask(options, ("date", "received"), picks=POSTMARKS + 1),
    claims=(
        Claim("arrived", arrived, ("nothing", "under_way", "elsewhere", "gone")),
        Claim("ordered", ordered, ("no_order", "order")),
    ),
    wrongs=(
        Wrong("lab.hold()", "arrived", "nothing"),
        Wrong("lab.hold()\nlab.aya.send()\nlab.step()", "arrived", "under_way"),
        Wrong('lab.aya.send("mika@fuji.example")', "arrived", "elsewhere"),
        Wrong("lab.aya.send()\nlab.tablet.get(delete=True)", "arrived", "gone"),
        Wrong("lab.aya.send()", "ordered", "no_order"),
        Wrong(
            'lab.aya.send()\nlab.answer("01.1", "mx", "smtp", "date")',
            "ordered",
            "order",
        ),
    ),
)
