"""02.4 A borrowed name.

Belief: M16, "the From line is checked": by the login, by the server, by somebody.
Checked: a letter lies in Ken's mailbox whose envelope and whose From name different domains, and
nobody logged in to hand it over.
Not checked: which names were used, whether a device has shown it.
"""

from __future__ import annotations

import re

from labkit.lessons.evidence import Evidence, Stored
from labkit.lessons.exercise import Claim, Exercise, Question, Sight, Wrong, sight

_DOMAIN = re.compile(r"@([^\s<>\"]+)")


def domains(letter: Stored) -> tuple[str, str]:
    """Return the domain on the envelope and the one in the letter's From."""
    found = (_DOMAIN.findall(letter.header(name).lower()) for name in ("Return-Path", "From"))
    first, second = ((names or [""])[-1] for names in found)
    return first, second


def two_names(letter: Stored) -> bool:
    envelope, shown = domains(letter)
    return bool(envelope and shown and envelope != shown)


def forged(seen: Evidence) -> Sight | None:
    letters = seen.boxes["ken"].letters
    if any(map(two_names, letters)):
        return None
    if not letters:
        return sight("empty")
    envelope, shown = domains(letters[-1])
    if not (envelope and shown):
        return sight("unnamed", letter=letters[-1].letter)
    return sight("same", letter=letters[-1].letter, domain=shown)


def without_login(seen: Evidence) -> Sight | None:
    letters = [each.letter for each in seen.boxes["ken"].letters if two_names(each)]
    known = {talk.id: talk for talk in seen.saying("AUTH")}
    firsts = {letter: next((h.session for h in seen.way(letter)), None) for letter in letters}
    if any(session not in known for session in firsts.values()):
        return None
    if not letters:
        return sight("empty")
    return sight("login", letter=letters[-1], session=firsts[letters[-1]] or 0)


def saw(seen: Evidence) -> Sight | None:
    letters = seen.boxes["ken"].letters
    if not letters:
        return None
    borrowed = [each for each in letters if two_names(each)]
    if borrowed:
        return sight("shown", who=domains(borrowed[-1])[1])
    return sight("same")


TYPED = """
talk = lab.talk("mx")
talk.say("EHLO me.example", "MAIL FROM:<aya@sakura.example>", "RCPT TO:<ken@fuji.example>", "DATA")
talk.letter("Subject: hi\\n\\nHello")
talk.say("QUIT")
"""
RAW = "From: prime-minister@kantei.example\\nTo: ken@fuji.example\\nSubject: hi\\n\\nHello"
EXERCISE = Exercise(
    id="02.4",
    kind="break",
    beliefs=("M16",),
    sources=("RFC 5321 section 7.1", "RFC 5321 section 4.4"),
    solution="lab.crow.send()\nlab.phone.sync()",
    shows="journey",
    question=Question("shown", ("login", "asks", "corrects"), saw, also=("same",)),
    claims=(
        Claim("forged", forged, ("same", "unnamed", "empty")),
        Claim("no_login", without_login, ("login", "empty")),
    ),
    wrongs=(
        Wrong("lab.aya.send()", "forged", "same"),
        Wrong(TYPED, "forged", "unnamed"),
        Wrong('lab.crow.send("nobody@fuji.example")', "forged", "empty"),
        Wrong(f'lab.aya.send_raw("{RAW}")', "no_login", "login"),
    ),
)
