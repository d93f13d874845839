"""02.2 The wrong order.

Belief: the letter's To: is enough for a server; a mistake ends everything; refusals come later.
Checked: one session heard 503, and after it handed over a letter that reached a mailbox.
Not checked: which words stood in the wrong order, how many mistakes there were, who spoke.
"""

from __future__ import annotations

from labkit.lessons.evidence import Evidence, Talk
from labkit.lessons.exercise import Claim, Exercise, Question, Sight, Wrong, sight
from labkit.lessons.transactions import brought, exchanges


def heard_503(seen: Evidence) -> list[Talk]:
    return [talk for talk in seen.sessions if "503" in _codes(talk)]


def out_of_order(seen: Evidence) -> Sight | None:
    if heard_503(seen):
        return None
    talks = [talk for talk in seen.sessions if _codes(talk)]
    return sight("no_503", session=talks[-1].id) if talks else sight("nobody")


def it_went_on(seen: Evidence) -> Sight | None:
    talks = heard_503(seen)
    if any(_taken_after(talk) and brought(seen, talk) for talk in talks):
        return None
    if not talks:
        return sight("nobody")
    other = next((t for t in seen.sessions if t not in talks and brought(seen, t)), None)
    if other is not None:
        return sight("other", session=talks[-1].id, other=other.id)
    return sight("nothing", session=talks[-1].id)


def saw(seen: Evidence) -> Sight | None:
    if heard_503(seen):
        return sight("goes_on")
    return sight("in_order") if any(brought(seen, talk) for talk in seen.sessions) else None


def _codes(talk: Talk) -> list[str]:
    return [code for _, code in exchanges(talk)]


def _taken_after(talk: Talk) -> bool:
    """Whether a letter was taken after the first 503."""
    said = list(exchanges(talk))
    return (".", "250") in said[_codes(talk).index("503") :]


BEGIN = """
talk = lab.talk("mx")
talk.say("EHLO pc.sakura.example", "MAIL FROM:<aya@sakura.example>", "DATA")
""".strip()
LETTER = 'talk.letter("To: ken@fuji.example\\nSubject: second try\\n\\nHello Ken")'
EXERCISE = Exercise(
    id="02.2",
    kind="break",
    beliefs=(),
    sources=("RFC 5321 section 3.3", "RFC 5321 section 4.1.4"),
    solution=f"""
{BEGIN}
talk.say("RCPT TO:<ken@fuji.example>", "DATA")
{LETTER}
talk.say("QUIT")
""".strip(),
    run=BEGIN,
    shows="ladder",
    question=Question("goes_on", ("inside", "hangs_up", "later"), saw, also=("in_order",)),
    claims=(
        Claim("refused", out_of_order, ("no_503", "nobody")),
        Claim("went_on", it_went_on, ("other", "nothing", "nobody")),
    ),
    wrongs=(
        Wrong("lab.phone.sync()", "refused", "nobody"),
        Wrong("lab.aya.send()", "refused", "no_503"),
        Wrong(f'{BEGIN}\ntalk.say("QUIT")', "went_on", "nothing"),
        Wrong(f'{BEGIN}\ntalk.say("QUIT")\nlab.aya.send()', "went_on", "other"),
        Wrong(
            f"""
talk = lab.talk("mx")
talk.say("EHLO me", "MAIL FROM:<aya@sakura.example>", "RCPT TO:<ken@fuji.example>", "DATA")
{LETTER}
talk.say("DATA", "QUIT")
""",
            "went_on",
            "nothing",
        ),
    ),
)
