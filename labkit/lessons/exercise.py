"""An exercise as data: what is asked, what must be true in the end, and how to get there.

What somebody does in the lab is written as lines of Python with ``lab``, as a learner would type
them: ``stage`` brings the exercise to its start, ``solution`` passes it, each ``Wrong`` is a way to
miss it. Its words stand in ``texts/<language>/e03_2.toml``; ``words`` lists the keys.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from labkit.lessons.evidence import Evidence
from labkit.records import Notice, Snapshot


class Sight(NamedTuple):
    """What is seen: the name of a sentence and the values in it."""

    name: str
    values: dict[str, str | int | Notice]


def sight(name: str, **values: str | int | Notice) -> Sight:
    """Return what is seen: the sentence "see.<name>", or "saw.<name>", of the exercise."""
    return Sight(name, values)


@dataclass(frozen=True, slots=True)
class Claim:
    """A small assertion: ``finds`` returns None where it holds, else what is seen instead.

    What it returns names the value that offends, never the one that is expected. ``sights`` are
    the names of all that it may return.
    """

    name: str
    finds: Callable[[Evidence], Sight | None]
    sights: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What is predicted. ``right`` is the option that comes true, ``others`` are beliefs.

    ``saw`` tells from the evidence what happened: a sight whose name is the option that came true,
    or one of ``also``; None while nothing has.
    """

    right: str
    others: tuple[str, ...]
    saw: Callable[[Evidence], Sight | None]
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ask:
    """Evidence that is chosen with ``lab.answer``: ``picks`` of the options, in their order.

    ``options`` gives (key, sight) pairs from what there is to see; the sentence of a sight is
    "pick.<name>". ``names`` are all of them.
    """

    options: Callable[[Evidence], tuple[tuple[str, Sight], ...]]
    names: tuple[str, ...]
    picks: int = 1


class Wrong(NamedTuple):
    """A planted mistake: the lines that make it, the claim that fails, what it then sees."""

    lines: str
    claim: str
    sight: str


@dataclass(frozen=True, slots=True)
class Exercise:
    """One experiment. ``id`` is "03.2"; ``beliefs`` the misconceptions it is about, "M01".

    ``kind`` is "basic" (it works), "break" (we break it to learn) or "use" (you will do this at
    home). ``sources`` are sections that lay the behaviour down. ``run`` are the lines that the
    button of the prediction does, the solution if it is "". ``goal`` is who holds what in the end,
    for an exercise that gives it as a picture. ``shows`` is the lab's picture of what happened: the
    one in which the surprise can be seen.
    """

    id: str
    kind: Literal["basic", "break", "use"]
    beliefs: tuple[str, ...]
    sources: tuple[str, ...]
    claims: tuple[Claim, ...]
    solution: str
    wrongs: tuple[Wrong, ...]
    stage: str = ""
    run: str = ""
    shows: Literal["film", "journey", "ladder"] = "film"
    question: Question | None = None
    ask: Ask | None = None
    goal: tuple[Snapshot, ...] = ()
    hints: int = 3

    @property
    def family(self) -> str:
        """The first word of the keys of its sentences, "e03_2"."""
        return f"e{self.id.replace('.', '_')}"

    def words(self) -> Iterator[str]:
        """Yield the key of every sentence that it may say."""
        keys = ["title", "key", "why", *(f"hint.{n}" for n in range(1, self.hints + 1))]
        for claim in self.claims:
            keys += [f"{part}.{claim.name}" for part in ("claim", "wait", "look")]
        keys += [f"see.{name}" for name in {s: 0 for c in self.claims for s in c.sights}]
        if self.question is not None:
            options = (self.question.right, *self.question.others)
            keys += ["ask", "run", *(f"{part}.{o}" for o in options for part in ("option", "told"))]
            keys += [f"saw.{name}" for name in (self.question.right, *self.question.also)]
        if self.ask is not None:
            keys += ["choose", *(f"pick.{name}" for name in self.ask.names)]
        return (f"{self.family}.{key}" for key in keys)

    def notice(self, key: str, seen: Sight | None = None) -> Notice:
        """Return the sentence *key* of this exercise; of *seen* that with its name and values."""
        if seen is None:
            return Notice(f"{self.family}.{key}")
        return Notice(f"{self.family}.{key}.{seen.name}", seen.values)
