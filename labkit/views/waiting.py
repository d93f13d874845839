"""The clock, and the letters that wait at a server: let time pass, try again, go step by step."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

import ipywidgets
import traitlets

from labkit.plots.names import listed
from labkit.plots.picture import folded_note
from labkit.records import Notice, QueueRow
from labkit.texts import Language, say
from labkit.views.action import ActionButton, attempt
from labkit.views.markup import el, html
from labkit.views.pieces import Status, chrome, code_line, heading, lab_time, quoted, table
from labkit.views.view import View

Actions = Mapping[str, Callable[..., object]]

# What the clock's buttons let pass; the words are ``waiting.pass.<name>``.
PASSES: tuple[tuple[str, dict[str, int]], ...] = (
    ("minute", {"minutes": 1}),
    ("quarter", {"minutes": 15}),
    ("hour", {"hours": 1}),
    ("days", {"days": 5}),
)
MOST = 20  # letters that are shown


class WaitingView(View):
    """Assign ``now``, ``rows`` and ``held``, and it redraws.

    *actions* are the lab's own: "wait", "retry", "give_up", "hold", "step" and "release". They
    refuse by an exception with a ``notice``; a result with a ``notice`` is told as it stands.
    """

    now = traitlets.Any(help="The lab's time, a datetime.")
    rows = traitlets.Tuple(help="The QueueRow values of all that waits.")
    held = traitlets.Bool(help="Whether the servers go on only step by step.")

    def __init__(
        self,
        now: datetime,
        rows: Sequence[QueueRow],
        held: bool,
        actions: Actions,
        language: Language = "en",
    ) -> None:
        self._actions = actions
        self.items: dict[tuple[str, str, str], WaitingLetter] = {}
        super().__init__(language, now=now, rows=tuple(rows), held=held)
        self.add_class("labkit-waiting")

    def build(self) -> Sequence[ipywidgets.Widget]:
        language = self._language
        self._clock = ipywidgets.HTML()
        self._code = ipywidgets.HTML()
        self.status = Status(language)
        self.passes = {name: self._pass(name, given) for name, given in PASSES}
        self.until = self._button("next", self._until_next)
        self.steps = {name: self._button(name, self._stepping(name)) for name in _STEPS}
        self.items = {}
        self._list = ipywidgets.VBox().add_class("labkit-waiting-list")
        title = heading(None, say(language, "waiting.title"))
        queue = heading(None, say(language, "queue.title"))
        steps = heading(None, say(language, "waiting.steps"))
        hint = el(None, "div", say(language, "waiting.steps_hint"), class_="labkit-hint")
        parts = [
            ipywidgets.HTML(html(title)),
            self._clock,
            _bar([*self.passes.values(), self.until]),
            ipywidgets.HBox([self._code, self.status]).add_class("labkit-said"),
            ipywidgets.HTML(html(queue)),
            self._list,
            ipywidgets.HTML(html(steps) + html(hint)),
            _bar(list(self.steps.values())),
        ]
        self._redraw()
        return [chrome(language, "waiting"), *parts]

    def twin_text(self) -> str:
        time = say(self._language, "waiting.now", time=lab_time(self.now, self._language))
        told = [told_row(row, self.now, self._language) for row in self.rows]
        return "\n".join([say(self._language, "waiting.title"), time, *(told or [self._empty()])])

    def twin_html(self) -> str:
        language = self._language
        title = say(language, "waiting.title")
        rows = [(row.letter, told_row(row, self.now, language)) for row in self.rows]
        rows.insert(0, (say(language, "waiting.clock"), lab_time(self.now, language)))
        return f"{folded_note(title, language)}\n{table(title, rows)}"

    @traitlets.observe("now", "rows", "held")
    def _redraw(self, change: object = None) -> None:
        if not hasattr(self, "_list"):
            return  # still being built
        clock = el(None, "div", class_="labkit-clock", lang=self._language, role="timer")
        clock.text = lab_time(self.now, self._language)
        self._clock.value = html(clock)
        self._show_rows()
        due = self._next_due()
        self.until.disabled = due is None
        self.until.tooltip = "" if due is None else self._wait_code(self._until(due))
        self.steps["hold"].disabled = self.held
        self.steps["step"].disabled = self.steps["release"].disabled = not self.held
        for name, button in self.steps.items():
            key = f"waiting.why_not.{name}"
            button.tooltip = say(self._language, key) if button.disabled else f"lab.{name}()"
        if due is None:
            self.until.tooltip = say(self._language, "waiting.why_not.next")

    def _show_rows(self) -> None:
        shown = {(row.letter, row.host, row.to): row for row in self.rows[:MOST]}
        kept = {key: item for key, item in self.items.items() if key in shown}
        for key, item in self.items.items():
            if key not in kept:
                item.close()
        self.items = {
            key: kept.get(key) or WaitingLetter(row.letter, self._act, self._language)
            for key, row in shown.items()
        }
        for key, row in shown.items():
            self.items[key].show(row, self.now)
        self._list.children = list(self.items.values()) or [self._nothing()]

    def _nothing(self) -> ipywidgets.HTML:
        return ipywidgets.HTML(html(el(None, "div", self._empty(), class_="labkit-empty")))

    def _empty(self) -> str:
        return say(self._language, "queue.empty")

    def _pass(self, name: str, given: dict[str, int]) -> ActionButton:
        (unit, count), *_ = given.items()
        code = f"lab.wait({unit}={count})"
        return self._button(f"pass.{name}", lambda: self._act(code, "wait", **given), code)

    def _button(self, key: str, run: Callable[[], None], tooltip: str = "") -> ActionButton:
        button = ActionButton(say(self._language, f"waiting.{key}"), run)
        button.tooltip = tooltip
        return button.add_class("labkit-small")

    def _stepping(self, name: str) -> Callable[[], None]:
        return lambda: self._act(f"lab.{name}()", name)

    def _next_due(self) -> datetime | None:
        times = [row.next_try for row in self.rows if row.next_try is not None]
        return min((time for time in times if time > self.now), default=None)

    def _until(self, due: datetime) -> int:
        return -int(-(due - self.now) // timedelta(seconds=1))  # whole seconds, rounded up

    def _wait_code(self, seconds: int) -> str:
        return f"lab.wait(seconds={seconds})"

    def _until_next(self) -> None:
        due = self._next_due()
        if due is not None:
            seconds = self._until(due)
            self._act(self._wait_code(seconds), "wait", seconds=seconds)

    def _act(self, code: str, name: str, *given: str, **settings: int) -> None:
        self._code.value = code_line(code, self._language)
        action = self._actions[name]
        attempt(lambda: action(*given, **settings), self.status, Notice("waiting.done"))


_STEPS = ("hold", "step", "release")


class WaitingLetter(ipywidgets.HBox):
    """One letter that waits for one recipient, and what can be done about it."""

    def __init__(self, letter: str, act: Callable[..., None], language: Language) -> None:
        self._language = language
        self._words = ipywidgets.HTML()
        self.buttons = {
            name: ActionButton(
                say(language, f"waiting.{name}", letter=letter),
                lambda name=name: act(f"lab.{name}({quoted(letter)})", name, letter),
            ).add_class("labkit-small")
            for name in ("retry", "give_up")
        }
        for name, button in self.buttons.items():
            button.tooltip = f"lab.{name}({quoted(letter)})"
        bar = ipywidgets.HBox(list(self.buttons.values())).add_class("labkit-bar")
        super().__init__(children=[self._words, bar])
        self.add_class("labkit-waiting-letter")

    def show(self, row: QueueRow, now: datetime) -> None:
        """Say how it stands with *row* at this moment."""
        line = el(None, "div", class_="labkit-waiting-words", lang=self._language)
        el(line, "span", row.letter, class_="labkit-waiting-name")
        el(line, "span", told_row(row, now, self._language))
        self._words.value = html(line)


def told_row(row: QueueRow, now: datetime, language: Language) -> str:
    """Return one sentence or two: who holds the letter for whom, and what happens next."""
    values = {"letter": row.letter, "to": row.to, "host": row.host, "tries": row.tries}
    told = [say(language, "waiting.row.held", **values)]
    if row.reply:
        told.append(say(language, "waiting.row.reply", tries=row.tries, reply=row.reply))
    if row.next_try is None:
        told.append(say(language, "waiting.row.stopped"))
    else:
        minutes = max(0, -int(-(row.next_try - now) // timedelta(minutes=1)))
        time = lab_time(row.next_try, language)
        told.append(say(language, "waiting.row.next", time=time, minutes=minutes))
    return listed(language, told, "waiting.row.two")


def _bar(buttons: list[ActionButton]) -> ipywidgets.HBox:
    return ipywidgets.HBox(buttons).add_class("labkit-bar")
