"""How a lab's time and its servers go on: by themselves, when told, or step by step."""

from __future__ import annotations

from datetime import timedelta

from labkit.agents.outcome import Outcome
from labkit.agents.trouble import Trouble
from labkit.lab.language import checked
from labkit.lab.shown import Shown
from labkit.lab.steps import told
from labkit.records import Notice
from labkit.texts import Language
from labkit.world.household import MAX_WAIT, Household
from labkit.world.world import World


class Course:
    """What a Lab is besides its pictures and devices; it brings the household."""

    _household: Household
    _shown: Shown

    @property
    def language(self) -> Language:
        """The language in which the lab speaks; assign "en" or "ja" to change it."""
        return self._world.language

    @language.setter
    def language(self, language: str) -> None:
        self._world.language = checked(language)
        self._shown.speak(self.language)

    def wait(
        self, *, days: float = 0, hours: float = 0, minutes: float = 0, seconds: float = 0
    ) -> Outcome:
        """Let the lab's time pass, in no time: ``lab.wait(minutes=15)``."""
        before = self._world.now()
        try:
            how_long = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
        except (TypeError, ValueError, OverflowError):  # no number, or far too long
            raise self._trouble("lab.no_time") from None
        if not timedelta(0) <= how_long <= MAX_WAIT:
            raise self._trouble("lab.no_time")
        self._household.wait(how_long)
        now = self._world.now()
        time = f"{now:%H:%M}" if now.date() == before.date() else f"{now:%m-%d %H:%M}"
        self._household.happened("lab", Notice("event.wait", {"time": time}))
        return Outcome(Notice("lab.waited", {"time": f"{now:%Y-%m-%d %H:%M:%S}"}), self.language)

    def hold(self) -> Outcome:
        """Let all servers wait for ``lab.step()`` with what they have to do."""
        return self._let_go_on(False)

    def release(self) -> Outcome:
        """Let all servers go on by themselves."""
        return self._let_go_on(True)

    def step(self) -> Outcome:
        """Let the next thing happen: look up, hand over, deliver."""
        sentence, event = told(self._world.step(), self._world.letter_of)
        self._household.happened("lab", event)
        return Outcome(sentence, self.language)

    def retry(self, letter: str | None = None) -> Outcome:
        """Try a *letter* that waits in a queue again now; all of them if none is named."""
        name = None if letter is None else _name(letter)
        count = self._world.retry(name)
        if not count:
            key = "lab.nothing_waits" if name is None else "lab.waits_not"
            raise self._trouble(key, letter=name or "")
        self._household.happened("lab", Notice("event.retry", {"count": count}))
        return Outcome(Notice("lab.tried", {"count": count}), self.language)

    def give_up(self, letter: str) -> Outcome:
        """Take *letter* out of the queue it waits in; its sender hears of it by an error mail."""
        name = _name(letter)
        if not self._world.give_up(name):
            raise self._trouble("lab.waits_not", letter=name)
        self._household.happened("lab", Notice("event.give_up", {"letter": name}))
        return Outcome(Notice("lab.gave_up", {"letter": name}), self.language)

    def _let_go_on(self, alone: bool) -> Outcome:
        self._world.change(lambda: self._world.traffic.hold(not alone))
        key = "release" if alone else "hold"
        self._household.happened("lab", Notice(f"event.{key}"))
        return Outcome(Notice(f"lab.{key}"), self.language)

    @property
    def _world(self) -> World:
        return self._household.world

    def _trouble(self, key: str, **values: str) -> Trouble:
        return Trouble(Notice(key, values), self.language)


def _name(letter: object) -> str:
    return str(letter).strip().upper()[:20]
