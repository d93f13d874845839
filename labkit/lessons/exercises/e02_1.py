"""02.1 Five words.

Belief: none of the list; that servers talk in a secret code which only programs can speak.
Checked: a letter that was typed, not handed in by a mail app, lies in a mailbox; its session ended
with QUIT.
Not checked: what was typed on the way, mistakes included; which server, whose mailbox, how often.
"""

from __future__ import annotations

from labkit.lessons.evidence import Evidence, Talk
from labkit.lessons.exercise import Claim, Exercise, Sight, Wrong, sight
from labkit.lessons.naming import holder
from labkit.lessons.transactions import brought

KNOWN = ("pc", "phone", "laptop", "tablet")  # who has a word among the holders


def typed(seen: Evidence) -> list[Talk]:
    return [t for t in seen.sessions if t.record.typed and t.record.protocol == "SMTP"]


def somebody_typed(seen: Evidence) -> Sight | None:
    if any(talk.said for talk in typed(seen)):
        return None
    if typed(seen):
        return sight("silent", session=typed(seen)[-1].id)
    others = [talk for talk in seen.saying("MAIL") if brought(seen, talk)]
    if others:
        who = others[-1].record.who
        name = holder(who) if who in KNOWN else who
        return sight("program", who=name, session=others[-1].id)
    return sight("nobody")


def it_arrived(seen: Evidence) -> Sight | None:
    talks = [talk for talk in typed(seen) if talk.said]
    if any(brought(seen, talk) for talk in talks):
        return None
    return sight("no_letter", session=talks[-1].id) if talks else sight("nobody")


def with_a_goodbye(seen: Evidence) -> Sight | None:
    talks = [talk for talk in typed(seen) if brought(seen, talk)]
    if any(talk.record.end == "QUIT" for talk in talks):
        return None
    return sight("no_goodbye", session=talks[-1].id) if talks else sight("nobody")


EXERCISE = Exercise(
    id="02.1",
    kind="basic",
    beliefs=(),
    sources=("RFC 5321 section 3.3", "RFC 5321 section 4.1.1.10"),
    solution="""
talk = lab.talk("mx")
talk.say("EHLO pc.sakura.example")
talk.say("MAIL FROM:<aya@sakura.example>")
talk.say("RCPT TO:<ken@fuji.example>")
talk.say("DATA")
talk.say("Subject: typed by hand", "", "Hello Ken, I typed this myself.", ".")
talk.say("QUIT")
""".strip(),
    claims=(
        Claim("typed", somebody_typed, ("silent", "program", "nobody")),
        Claim("arrived", it_arrived, ("no_letter", "nobody")),
        Claim("goodbye", with_a_goodbye, ("no_goodbye", "nobody")),
    ),
    wrongs=(
        Wrong('lab.talk("mx")', "typed", "silent"),
        Wrong("lab.aya.send()", "typed", "program"),
        Wrong("lab.phone.sync()", "typed", "nobody"),
        Wrong('lab.talk("mx").say("EHLO me", "QUIT")', "arrived", "no_letter"),
        Wrong(
            """
talk = lab.talk("mx")
talk.say("EHLO me", "MAIL FROM:<aya@sakura.example>", "RCPT TO:<ken@fuji.example>", "DATA")
talk.say("Subject: no dot", "", "Hello")
""",
            "arrived",
            "no_letter",
        ),
        Wrong(
            """
talk = lab.talk("mx")
talk.say("EHLO me", "MAIL FROM:<aya@sakura.example>", "RCPT TO:<ken@fuji.example>", "DATA")
talk.letter("Subject: hi")
talk.hang_up()
""",
            "goodbye",
            "no_goodbye",
        ),
    ),
)
