"""The lab's clock and the letters that wait at servers: let time pass, go step by step, try again.

Nothing moves here by itself: the lab's clock goes on only when it is told to.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import ipywidgets
import traitlets

from labkit.plots.picture import folded_note
from labkit.plots.queue import QueueTable
from labkit.records import Notice, QueueRow
from labkit.texts import Language, say, tell
from labkit.views.action import attempt
from labkit.views.deed import Actions, Deed
from labkit.views.deed_button import DeedButton
from labkit.views.markup import el, html
from labkit.views.news import Said, news
from labkit.views.pieces import Status, chrome, code_line, heading, lab_time
from labkit.views.view import View
from labkit.views.waiting import WaitingList, next_try

WHO = "lab"
WAITS: tuple[tuple[str, dict[str, int]], ...] = (
    ("minute", {"minutes": 1}),
    ("quarter", {"minutes": 15}),
    ("hour", {"hours": 1}),
    ("days", {"days": 5}),
)
STEPS = ("hold", "step", "release")


class ClockPanel(View):
    """Assign ``now``, ``waiting`` and ``held``, and it redraws.

    ``actions`` are the lab's by name: ``wait(minutes=15)``, ``hold()``, ``step()``, ``release()``,
    ``retry("A")``, ``give_up("A")``. They refuse by an exception with a ``notice``; a result with
    a ``notice`` is told as it stands.
    """

    now = traitlets.Instance(datetime, help="The lab's time.")
    waiting = traitlets.Tuple(help="The QueueRow values of all that waits.")
    held = traitlets.Bool(help="Whether the servers wait to be told each step.")

    def __init__(
        self,
        now: datetime,
        waiting: Sequence[QueueRow],
        held: bool,
        actions: Actions,
        language: Language = "en",
    ) -> None:
        self._actions = actions
        self._acting = False
        super().__init__(language, now=now, waiting=tuple(waiting), held=held)
        self.add_class("labkit-clock")

    def build(self) -> Sequence[ipywidgets.Widget]:
        language = self._language
        self.status = Status(language)
        self._code = ipywidgets.HTML()
        self._face = ipywidgets.HTML()
        self.waits = {name: self._button(name, Deed("wait", (), how)) for name, how in WAITS}
        self.until = DeedButton("", self._wait_until, self.status, language)
        self.steps = {name: self._button(name, Deed(name)) for name in STEPS}
        self.queue = WaitingList(self._carry_out, self.status, language)
        self._show()
        said = ipywidgets.VBox([self.status, self._code]).add_class("labkit-said")
        return [
            chrome(language, "holders", "clock"),
            self._face,
            _bar(say(language, "clock.pass"), [*self.waits.values(), self.until]),
            _bar(say(language, "clock.servers"), list(self.steps.values())),
            said,
            self.queue,
        ]

    def twin_text(self) -> str:
        head = say(self._language, "clock.now", time=lab_time(self.now, self._language))
        return f"{head}\n{QueueTable(self.waiting, self._language)!r}"

    def twin_html(self) -> str:
        head = say(self._language, "clock.now", time=lab_time(self.now, self._language))
        note = folded_note(say(self._language, "clock.title"), self._language)
        table = QueueTable(self.waiting, self._language)._repr_html_()
        return f"{note}\n{html(el(None, 'p', head))}\n{table}"

    @traitlets.observe("now", "waiting", "held")
    def _redraw(self, change: object) -> None:
        if self._built:
            if not self._acting:  # a reset, or a line of Python: the last sentence is out of date
                self.status.clear()
            self._show()

    def _show(self) -> None:
        language = self._language
        self._face.value = render_face(self.now, self.held, language)
        due = next_try(self.waiting)
        ahead = due is not None and due > self.now
        self.until.description = (
            say(language, "clock.until", time=lab_time(due, language))
            if ahead and due is not None
            else say(language, "clock.until_next")
        )
        self.until.allow(None if ahead else Notice("clock.why.nothing_waits"))
        self.steps["hold"].allow(Notice("clock.why.held") if self.held else None)
        for name in ("step", "release"):
            self.steps[name].allow(None if self.held else Notice("clock.why.not_held"))
        self.queue.show(self.waiting, self.now)

    def _button(self, name: str, deed: Deed) -> DeedButton:
        label = say(self._language, f"clock.{deed.action}.{name}")
        hint = deed.code(WHO)
        return DeedButton(label, lambda: self._carry_out(deed), self.status, self._language, hint)

    def _wait_until(self) -> None:
        due = next_try(self.waiting)
        if due is not None:
            self._carry_out(Deed("wait", (), _units(due - self.now)))

    def _carry_out(self, deed: Deed) -> bool:
        self._code.value = code_line(deed.code(WHO), self._language)
        before = self.waiting
        self._acting = True
        try:
            return attempt(
                lambda: Said(deed.run(self._actions), news(before, self.waiting)),
                self.status,
                Notice("panel.set_done"),
            )
        finally:
            self._acting = False


def render_face(now: datetime, held: bool, language: Language) -> str:
    """Return the clock in large figures, and whether the servers go on by themselves."""
    root = el(None, "div", class_="labkit-face", lang=language)
    heading(root, say(language, "clock.title"))
    el(root, "div", lab_time(now, language), class_="labkit-time")
    el(root, "div", tell(language, Notice("clock.date", {"date": f"{now:%Y-%m-%d}"})))
    state = "clock.is_held" if held else "clock.is_free"
    el(root, "div", say(language, state), class_="labkit-held" if held else "labkit-free")
    return html(root)


def _bar(label: str, buttons: Sequence[ipywidgets.Widget]) -> ipywidgets.VBox:
    head = ipywidgets.HTML(html(el(None, "div", label, class_="labkit-group")))
    row = ipywidgets.HBox(tuple(buttons)).add_class("labkit-bar")
    return ipywidgets.VBox([head, row])


def _units(duration: timedelta) -> dict[str, int]:
    """Return *duration* as ``wait`` takes it: minutes where it is whole ones, else seconds."""
    seconds = int(duration.total_seconds())
    return {"seconds": seconds} if seconds % 60 else {"minutes": seconds // 60}
