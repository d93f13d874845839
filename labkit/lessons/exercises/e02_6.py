"""02.6 The lonely dot.

Belief: a line with only a dot always ends the letter; dots are forbidden; doubling stays.
Checked: a letter in a mailbox has, in its text, a line that is exactly one dot.
Not checked: who doubled the dot on the way (an app, the lab's helper, a hand), what else is in it.
"""

from __future__ import annotations

from labkit.lessons.evidence import Evidence, Stored, Talk
from labkit.lessons.exercise import Claim, Exercise, Question, Sight, Wrong, sight
from labkit.lessons.transactions import exchanges
from labkit.mail.header import body_start


def text_lines(letter: Stored) -> list[bytes]:
    octets = letter.message.octets
    return octets[body_start(octets) :].splitlines()


def letters(seen: Evidence) -> list[Stored]:
    return [each for box in seen.boxes.values() for each in box.letters]


def cut_short(talk: Talk) -> bool:
    """Whether the server took for commands what came after the end of a letter."""
    said = list(exchanges(talk))
    place = said.index((".", "250")) if (".", "250") in said else len(said)
    return any(code == "500" for _, code in said[place + 1 :])


def a_dot_alone(seen: Evidence) -> Sight | None:
    there = letters(seen)
    if any(b"." in text_lines(each) for each in there):
        return None
    if not there:
        return sight("nothing")
    doubled = next((each for each in there if b".." in text_lines(each)), None)
    if doubled is not None:
        return sight("doubled", letter=doubled.letter)
    cut = next((talk for talk in seen.sessions if cut_short(talk)), None)
    if cut is not None:
        return sight("cut", letter=there[-1].letter, session=cut.id)
    return sight("no_dot", letter=there[-1].letter)


def saw(seen: Evidence) -> Sight | None:
    lines = [text_lines(each) for each in letters(seen)]
    if any(b"." in each for each in lines):
        return sight("same")
    if any(cut_short(talk) for talk in seen.sessions):
        return sight("by_hand")
    return sight("no_dot") if lines else None


HELLO = """
talk = lab.talk("mx")
talk.say("EHLO me.example", "MAIL FROM:<aya@sakura.example>", "RCPT TO:<ken@fuji.example>", "DATA")
""".strip()
SEND = 'lab.aya.send("ken@fuji.example", "a lonely dot", "Hello Ken,\\n.\\nDid you see the dot?")'
EXERCISE = Exercise(
    id="02.6",
    kind="break",
    beliefs=(),
    sources=("RFC 5321 section 4.5.2",),
    solution=SEND,
    question=Question("same", ("ends", "refuses", "doubles"), saw, also=("by_hand", "no_dot")),
    claims=(Claim("dot", a_dot_alone, ("doubled", "cut", "no_dot", "nothing")),),
    wrongs=(
        Wrong("lab.phone.sync()", "dot", "nothing"),
        Wrong("lab.aya.send()", "dot", "no_dot"),
        Wrong(
            f'{HELLO}\ntalk.say("Subject: dot", "", "Hello,", ".", "that dot is text.")',
            "dot",
            "cut",
        ),
        Wrong(f'{HELLO}\ntalk.letter("Subject: dot\\n\\nHello,\\n..")', "dot", "doubled"),
    ),
)
