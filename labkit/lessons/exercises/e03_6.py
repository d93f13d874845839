"""03.6 Two at a time: one is in, another one knocks.

Belief: M22, "two devices can check POP at once".
Checked: a device was told [IN-USE]; the same device was let in later; A is not lost or doubled.
Not checked: which of the devices came first, how the first one left (QUIT, or its cable), who has
fetched A in the end.
"""

from __future__ import annotations

from labkit.lessons.evidence import Evidence, Talk
from labkit.lessons.exercise import Claim, Exercise, Question, Sight, Wrong, sight
from labkit.lessons.naming import holder

KENS = ("phone", "laptop", "tablet")


def was_let_in(talk: Talk) -> bool:
    """Whether the server accepted the password, the last word of a POP3 login."""
    pairs = zip(talk.heard, talk.heard[1:], strict=False)
    return any(said.startswith("C: PASS") and told.startswith("S: +OK") for said, told in pairs)


def refused(seen: Evidence) -> tuple[Talk, ...]:
    """Return the sessions in which a device of Ken's was told to wait."""
    return seen.answering("-ERR [IN-USE]", *KENS)


def one_was_refused(seen: Evidence) -> Sight | None:
    if refused(seen):
        return None
    let_in = [talk for talk in seen.talks(*KENS) if was_let_in(talk)]
    return sight("let_in", device=holder(let_in[-1].record.who)) if let_in else sight("nobody")


def let_in_later(seen: Evidence) -> Sight | None:
    first = refused(seen)[0] if refused(seen) else None
    if first is None:
        return sight("nobody")
    who = first.record.who
    later = (talk for talk in seen.talks(who) if talk.id > first.id)
    return None if any(was_let_in(talk) for talk in later) else sight("waits", device=holder(who))


def a_once_each(seen: Evidence) -> Sight | None:
    held = {name: each.copies().count("A") for name, each in seen.devices.items()}
    doubled = [name for name, count in held.items() if count > 1]
    if doubled:
        return sight("doubled", device=holder(doubled[0]))
    return None if "A" in seen.letters() or any(held.values()) else sight("lost")


def saw(seen: Evidence) -> Sight | None:
    return sight("waits") if refused(seen) else None


EXERCISE = Exercise(
    id="03.6",
    kind="break",
    beliefs=("M22",),
    sources=("RFC 1939 section 4", "RFC 2449 section 8.1.2"),
    stage='lab.laptop.use("POP3")\nlab.aya.send()',
    run="lab.tablet.connect()\nlab.laptop.get()",
    solution="lab.tablet.connect()\nlab.laptop.get()\nlab.tablet.disconnect()\nlab.laptop.get()",
    question=Question("waits", ("letters", "throws", "empty"), saw),
    claims=(
        Claim("refused", one_was_refused, ("nobody", "let_in")),
        Claim("later", let_in_later, ("nobody", "waits")),
        Claim("once", a_once_each, ("doubled", "lost")),
    ),
    wrongs=(
        Wrong("lab.phone.sync()", "refused", "nobody"),
        Wrong("lab.tablet.get()\nlab.laptop.get()", "refused", "let_in"),
        Wrong("lab.tablet.connect()\nlab.laptop.get()", "later", "waits"),
        Wrong(
            "lab.tablet.connect()\nlab.laptop.get()\nlab.tablet.disconnect()\n"
            "lab.laptop.get()\nlab.laptop.forget()\nlab.laptop.get()",
            "once",
            "doubled",
        ),
        Wrong(
            "lab.tablet.connect()\nlab.laptop.get()\nlab.tablet.disconnect()\n"
            'lab.laptop.get(delete=True)\nlab.laptop.delete("A")',
            "once",
            "lost",
        ),
    ),
)
