"""02.7 The growing attachment.

Belief: M27, "a 10 MB file is 10 MB in mail".
Checked: a letter was refused with 552 for the size that it declared; a smaller one arrived later,
and nothing as large as the first lies anywhere.
Not checked: the sizes themselves, who set the limit, whether the second letter has a file.
"""

from __future__ import annotations

from labkit.lessons.evidence import Evidence
from labkit.lessons.exercise import Claim, Exercise, Question, Sight, Wrong, sight
from labkit.lessons.transactions import Transaction, transactions


def tried(seen: Evidence) -> list[tuple[int, Transaction]]:
    """Return all envelopes, with the number of their session."""
    return [(talk.id, each) for talk in seen.sessions for each in transactions(talk)]


def too_large(seen: Evidence) -> list[tuple[int, Transaction]]:
    return [(id, each) for id, each in tried(seen) if each.reply == "552" and each.size]


def refused(seen: Evidence) -> Sight | None:
    if too_large(seen):
        return None
    if not tried(seen):
        return sight("nobody")
    return sight("taken", size=_octets(max(each.size for _, each in tried(seen))))


def then_a_smaller_one(seen: Evidence) -> Sight | None:
    found = too_large(seen)
    if found and any(each.taken for id, each in tried(seen) if id > found[0][0]):
        return None
    return sight("no_second") if found else sight("nobody")


def nothing_of_the_first(seen: Evidence) -> Sight | None:
    most = min((each.size for _, each in too_large(seen)), default=0)
    stored = [each.message.size for box in seen.boxes.values() for each in box.letters]
    if stored and max(stored) >= most:
        return sight("large", size=_octets(max(stored)))
    return None


def saw(seen: Evidence) -> Sight | None:
    found = too_large(seen)
    if found:
        return sight("grows", size=_octets(found[0][1].size))
    return sight("taken") if any(each.taken for _, each in tried(seen)) else None


def _octets(size: int) -> str:
    return f"{size:,}"


BIG = "lab.aya.send(attachment=100_000)"
EXERCISE = Exercise(
    id="02.7",
    kind="break",
    beliefs=("M27",),
    sources=("RFC 1870 section 6.1", "RFC 2045 section 6.8"),
    stage='lab.faults.size_limit("sakura.example", octets=120_000)',
    solution=f"{BIG}\nlab.aya.send(attachment=80_000)",
    run=BIG,
    shows="ladder",
    question=Question("grows", ("keeps", "packs", "cuts"), saw, also=("taken",)),
    claims=(
        Claim("refused", refused, ("taken", "nobody")),
        Claim("second", then_a_smaller_one, ("no_second", "nobody")),
        Claim("nothing", nothing_of_the_first, ("large",)),
    ),
    wrongs=(
        Wrong("lab.phone.sync()", "refused", "nobody"),
        Wrong("lab.aya.send(attachment=50_000)", "refused", "taken"),
        Wrong(BIG, "second", "no_second"),
        Wrong(f"{BIG}\nlab.faults.clear()\n{BIG}", "nothing", "large"),
    ),
)
