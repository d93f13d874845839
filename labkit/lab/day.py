"""One day on a fresh lab of its own, and several such days side by side."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from typing import TYPE_CHECKING

from labkit.agents.trouble import Trouble, reply_text
from labkit.records import Event, Notice, Snapshot
from labkit.texts import Language
from labkit.world import day
from labkit.world.household import Household
from labkit.world.riddles import RIDDLES, run
from labkit.world.world import World

if TYPE_CHECKING:
    from labkit.plots.film import Story
    from labkit.plots.picture import Picture


class Day:
    """What happened, and who held what. It shows as its film strip."""

    def __init__(
        self,
        name: Notice,
        events: tuple[Event, ...],
        snapshots: tuple[Snapshot, ...],
        language: Language,
        *,
        veiled: bool = False,
    ) -> None:
        self.name = name
        self.events = events
        self.snapshots = snapshots
        self.language: Language = language
        self.veiled = veiled

    @property
    def film(self) -> Picture:
        """The film strip of the day."""
        from labkit.plots.film import films

        return films([self.story], self.language)[0]

    @property
    def story(self) -> Story:
        """What its strip tells."""
        from labkit.plots.film import Story

        return Story(self.events, self.snapshots, self.name, self.veiled)

    def __repr__(self) -> str:
        return self.film.text

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/html": self.film.html, "text/plain": repr(self)}


class Days:
    """Several days, one under the other, with the same columns."""

    def __init__(self, days: Sequence[Day]) -> None:
        self.days = tuple(days)

    @property
    def films(self) -> tuple[Picture, ...]:
        """The film strips of the days, with columns of the same width and tiles of one size."""
        from labkit.plots.film import films

        stories = [day.story for day in self.days]
        return films(stories, self.days[0].language) if self.days else ()

    def __repr__(self) -> str:
        return "\n\n".join(map(repr, self.films))

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        html = "\n".join(each.html for each in self.films)
        return {"text/html": html, "text/plain": repr(self)}


def lived(seed: str, language: Language, ways: dict[str, str], name: Notice | None = None) -> Day:
    """Let a day happen in a lab of its own and return it; raise Trouble for an unknown way."""
    for way in map(str, ways.values()):
        if way not in day.WAYS:
            given = {"way": reply_text(way)[:20], "ways": ", ".join(f'"{w}"' for w in day.WAYS)}
            raise Trouble(Notice("lab.no_way", given), language)
    household = Household(World(seed, language), _nobody_looks)
    with closing(household):
        day.run(household, ways)
        events, snapshots = household.world.events()
    called = {name: ways[name] for name in day.DEVICES}
    return Day(name or Notice("day.own", called), events, snapshots, language)


def usual(seed: str, language: Language) -> Days:
    """Return the days of a lesson: all by POP3, all by IMAP, and a mixture."""
    return Days(
        [
            lived(seed, language, dict(zip(day.DEVICES, ways, strict=True)), Notice(f"day.{name}"))
            for name, ways in day.USUAL.items()
        ]
    )


def riddles(seed: str, language: Language, *, named: bool) -> Days:
    """Return short stories that don't tell how anybody fetches, or do if it is to be *named*."""
    told = []
    for number, riddle in enumerate(RIDDLES, 1):
        household = Household(World(seed, language), _nobody_looks)
        with closing(household):
            run(household, riddle)
            events, snapshots = household.world.events()
        device = Notice(f"picture.holder.{riddle.device}")
        name = Notice("day.riddle", {"number": number, "device": device})
        told.append(Day(name, events, snapshots, language, veiled=not named))
    return Days(told)


def _nobody_looks() -> None:
    """What a lab without views does after an event."""
