"""01.4 Nobody has this address.

Belief: M14, "it said sent, so they got it": accepted by the first server is the same as received.
Checked: mx.fuji.example refused a recipient with 550 and the error mail about it (envelope <>) lies
in Aya's inbox; for contrast her own provider refused one at its door, with nothing taken in that
session. No letter waits.
Not checked: which wrong addresses were used, in which order, whether the error mail was read.
"""

from __future__ import annotations

from labkit.lessons.evidence import Evidence, Stored, Talk
from labkit.lessons.exercise import Claim, Exercise, Question, Sight, Wrong, sight

OWN, OTHER = "smtp.sakura.example", "mx.fuji.example"


def refusals(seen: Evidence, who: str, host: str) -> list[Talk]:
    """Return the sessions of *who* in which *host* refused a recipient for good."""
    return [talk for talk in seen.answering(" 550 ", who) if talk.record.host == host]


def error_mails(seen: Evidence) -> list[Stored]:
    """Return the letters in Aya's inbox whose envelope had no sender."""
    inbox = [each for each in seen.boxes["aya"].letters if each.shelf == "INBOX"]
    return [each for each in inbox if each.header("Return-Path") == "<>"]


def refused_there(seen: Evidence) -> Sight | None:
    return None if refusals(seen, OWN, OTHER) else sight("no_refusal")


def told(seen: Evidence) -> Sight | None:
    return None if error_mails(seen) else sight("no_error")


def refused_here(seen: Evidence) -> Sight | None:
    return None if refusals(seen, "pc", OWN) else sight("all_taken")


def nothing_taken(seen: Evidence) -> Sight | None:
    found = refusals(seen, "pc", OWN)
    if not found:
        return sight("all_taken")
    if all(talk.record.letters for talk in found):
        return sight("taken", session=found[-1].id)
    return None


def empty(seen: Evidence) -> Sight | None:
    row = next(iter(seen.queue), None)
    return None if row is None else sight("waits", letter=row.letter, host=row.host)


def saw(seen: Evidence) -> Sight | None:
    if not refusals(seen, OWN, OTHER):
        return None
    writers = {hop.host for hop in seen.hops if hop.state == "written"}
    return sight("sakura") if OWN in writers and error_mails(seen) else None


EXERCISE = Exercise(
    id="01.4",
    kind="break",
    beliefs=("M14",),
    sources=("RFC 5321 section 6.1", "RFC 5321 section 4.5.5", "RFC 6409 section 3.2"),
    run='lab.aya.send("nobody@fuji.example")',
    solution='lab.aya.send("nobody@fuji.example")\nlab.aya.send("nobody@sakura.example")',
    shows="journey",
    question=Question("sakura", ("nobody", "fuji", "app"), saw),
    claims=(
        Claim("refused_there", refused_there, ("no_refusal",)),
        Claim("told", told, ("no_error",)),
        Claim("refused_here", refused_here, ("all_taken",)),
        Claim("nothing_taken", nothing_taken, ("all_taken", "taken")),
        Claim("empty", empty, ("waits",)),
    ),
    wrongs=(
        Wrong("lab.aya.send()", "refused_there", "no_refusal"),
        Wrong(
            'lab.hold()\nlab.aya.send("nobody@fuji.example")\nlab.step()\nlab.step()',
            "told",
            "no_error",
        ),
        Wrong('lab.aya.send("nobody@fuji.example")', "refused_here", "all_taken"),
        Wrong(
            """\
lab.aya.send("nobody@fuji.example")
lab.aya.send("nobody@sakura.example", cc="ken@fuji.example")""",
            "nothing_taken",
            "taken",
        ),
        Wrong(
            """\
lab.aya.send("nobody@fuji.example")
lab.aya.send("nobody@sakura.example")
lab.faults.down("mx.fuji.example")
lab.aya.send()""",
            "empty",
            "waits",
        ),
    ),
)
