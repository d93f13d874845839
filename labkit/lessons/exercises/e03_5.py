"""03.5 The fourth letter: a full mailbox.

Belief: M04, "leaving mail on the server costs nothing"; that a letter to a full mailbox is lost, or
that every refusal is final.
Checked: a letter met 452 and was put off; no error mail went to Aya; the mailbox still holds three
at most; no letter waits any more, and each that was written exists somewhere.
Not checked: how room was made (DELE and QUIT, or a removal by IMAP), how long D waited.
"""

from __future__ import annotations

from labkit.lessons.evidence import Evidence
from labkit.lessons.exercise import Claim, Exercise, Question, Sight, Wrong, sight
from labkit.records import Hop


def put_off(seen: Evidence) -> list[Hop]:
    """Return the times when a letter met 452."""
    return [hop for hop in seen.hops if hop.state == "deferred" and hop.reply.startswith("452")]


def error_mails(seen: Evidence) -> list[str]:
    """Return the names of the error mails in Aya's mailbox."""
    about = {hop.letter for hop in seen.hops if hop.about}
    return [letter for letter in seen.letters("aya") if letter in about]


def was_put_off(seen: Evidence) -> Sight | None:
    if put_off(seen):
        return None
    final = seen.answering("S: 552")
    return sight("final", session=final[-1].id) if final else sight("none")


def no_error_mail(seen: Evidence) -> Sight | None:
    return sight("error_mail", letter=error_mails(seen)[0]) if error_mails(seen) else None


def still_three(seen: Evidence) -> Sight | None:
    quota = seen.boxes["ken"].quota
    if quota is None:
        return sight("no_limit")
    return None if quota == 3 else sight("limit", count=quota)


def none_waits(seen: Evidence) -> Sight | None:
    if not seen.queue:
        return None
    row = seen.queue[0]
    return sight("waits", letter=row.letter, host=row.host, tries=row.tries)


def none_is_lost(seen: Evidence) -> Sight | None:
    stored = {each.letter for box in seen.boxes.values() for each in box.letters}
    copies = {letter for device in seen.devices.values() for letter in device.copies()}
    files = (file for device in seen.devices.values() for file in (device.files or {}).items())
    exported = {letter for letter, octets in files if octets}
    written = {hop.letter for hop in seen.hops}
    lost = sorted(written - stored - copies - exported)
    return sight("lost", letters=", ".join(lost)) if lost else None


def saw(seen: Evidence) -> Sight | None:
    if waited := put_off(seen):
        return sight("queue", letter=waited[0].letter)
    if error_mails(seen):
        return sight("returned")
    return sight("box") if "D" in seen.letters() else None


EXERCISE = Exercise(
    id="03.5",
    kind="break",
    beliefs=("M04",),
    sources=(
        "RFC 1939 section 8",
        "RFC 3463 section 3.3",
        "RFC 5321 section 4.2.1",
        "RFC 5321 section 4.5.4.1",
    ),
    stage=(
        'lab.faults.full("ken", letters=3, code=452)\n'
        "lab.aya.send()\nlab.aya.send()\nlab.aya.send()\n"
        "lab.tablet.get()"
    ),
    run="lab.aya.send()",
    solution="lab.aya.send()\nlab.tablet.get(delete=True)\nlab.wait(minutes=20)",
    shows="journey",
    question=Question("queue", ("box", "lost", "returned"), saw, also=("box", "returned")),
    claims=(
        Claim("put_off", was_put_off, ("none", "final")),
        Claim("quiet", no_error_mail, ("error_mail",)),
        Claim("limit", still_three, ("no_limit", "limit")),
        Claim("arrived", none_waits, ("waits",)),
        Claim("safe", none_is_lost, ("lost",)),
    ),
    wrongs=(
        Wrong("lab.tablet.get(delete=True)\nlab.aya.send()", "put_off", "none"),
        Wrong('lab.faults.full("ken", letters=3, code=552)\nlab.aya.send()', "put_off", "final"),
        Wrong('lab.aya.send()\nlab.give_up("D")', "quiet", "error_mail"),
        Wrong('lab.aya.send()\nlab.faults.roomy("ken")\nlab.wait(minutes=20)', "limit", "no_limit"),
        Wrong("lab.aya.send()\nlab.wait(minutes=20)", "arrived", "waits"),
        Wrong("lab.aya.send()\nlab.tablet.get(delete=True)", "arrived", "waits"),
        Wrong(
            "lab.aya.send()\nlab.tablet.get(delete=True)\n"
            'lab.tablet.delete("A")\nlab.wait(minutes=20)',
            "safe",
            "lost",
        ),
    ),
)
