"""02.3 Two good recipients and a bad one.

Belief: a letter is sent to all or to nobody; errors only warn; the server repairs the list.
Checked: in one transaction a recipient met 550 and another 250, and the letter is filed for exactly
those who met 250.
Not checked: who they are, in which order they were named, who spoke, error mails.
"""

from __future__ import annotations

from labkit.lessons.evidence import Evidence, Talk
from labkit.lessons.exercise import Claim, Exercise, Question, Sight, Wrong, sight
from labkit.lessons.transactions import Transaction, filed, transactions


def mixed(seen: Evidence) -> list[tuple[Talk, Transaction]]:
    return [(t, e) for t, e in _all(seen) if e.accepted and "550" in e.refused.values()]


def good_and_bad(seen: Evidence) -> Sight | None:
    if mixed(seen):
        return None
    tried = [(talk, each) for talk, each in _all(seen) if each.accepted or each.refused]
    if not tried:
        return sight("nobody")
    talk, last = tried[-1]
    name, named = ("all_good", last.accepted) if last.accepted else ("all_bad", list(last.refused))
    return sight(name, session=talk.id, addresses=_listed(named))


def the_good_ones_got_it(seen: Evidence) -> Sight | None:
    found = mixed(seen)
    if any(e.taken and set(e.accepted) == filed(seen, talk) for talk, e in found):
        return None
    if not found:
        return sight("nobody")
    talk, last = found[-1]
    if not last.taken:
        return sight("not_sent", session=talk.id)
    got = sorted(filed(seen, talk))
    if not got:
        return sight("not_filed", session=talk.id)
    return sight("others", session=talk.id, addresses=_listed(got))


def saw(seen: Evidence) -> Sight | None:
    ended = [(talk, each) for talk, each in mixed(seen) if each.taken]
    return sight("part", addresses=_listed(sorted(filed(seen, ended[-1][0])))) if ended else None


def _all(seen: Evidence) -> list[tuple[Talk, Transaction]]:
    return [(talk, each) for talk in seen.sessions for each in transactions(talk)]


def _listed(addresses: list[str]) -> str:
    return ", ".join(addresses)


ENVELOPE = """
talk = lab.talk("mx")
talk.say("EHLO pc.sakura.example", "MAIL FROM:<aya@sakura.example>", "RCPT TO:<ken@fuji.example>")
talk.say("RCPT TO:<nobody@fuji.example>", "RCPT TO:<mika@fuji.example>")
""".strip()
LETTER = 'talk.say("DATA")\ntalk.letter("Subject: picnic\\n\\nSunday at ten?")\ntalk.say("QUIT")'
EXERCISE = Exercise(
    id="02.3",
    kind="break",
    beliefs=(),
    sources=("RFC 5321 section 3.3", "RFC 5321 section 4.1.1.3"),
    solution=f"{ENVELOPE}\n{LETTER}",
    shows="journey",
    question=Question("part", ("none", "all", "repairs"), saw),
    claims=(
        Claim("mixed", good_and_bad, ("all_good", "all_bad", "nobody")),
        Claim("good_ones", the_good_ones_got_it, ("not_sent", "not_filed", "others", "nobody")),
    ),
    wrongs=(
        Wrong("lab.phone.sync()", "mixed", "nobody"),
        Wrong('lab.aya.send(["ken@fuji.example", "mika@fuji.example"])', "mixed", "all_good"),
        Wrong('lab.aya.send("nobody@sakura.example")', "mixed", "all_bad"),
        Wrong(f'{ENVELOPE}\ntalk.say("QUIT")', "good_ones", "not_sent"),
        Wrong(f"lab.hold()\n{ENVELOPE}\n{LETTER}", "good_ones", "not_filed"),
    ),
)
