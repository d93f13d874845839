"""What one could type: a worked example that fades, line by line into the input, never sent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import ipywidgets

from labkit.records import Script, ScriptLine
from labkit.texts import Language, say
from labkit.views.action import ActionButton
from labkit.views.markup import el, html

LEVELS = ("whole", "fading", "empty")


class ScriptCard(ipywidgets.VBox):
    """Assign ``script``; *choose* is called with the line to put into the input, "" for a gap."""

    def __init__(self, script: Script, choose: Callable[[str], None], language: Language) -> None:
        self._language = language
        self._choose = choose
        self._script = script
        options = [(say(language, f"talk.level.{level}"), level) for level in LEVELS]
        self.level = ipywidgets.ToggleButtons(options=options, value="whole")
        self.level.add_class("labkit-talk-levels")
        self.level.observe(self._redraw, "value")
        self.list = ipywidgets.VBox().add_class("labkit-talk-script")
        title = el(None, "div", say(language, "talk.script"), class_="labkit-talk-head")
        hint = el(None, "div", say(language, "talk.script_hint"), class_="labkit-hint")
        head = ipywidgets.HTML(html(title) + html(hint))
        super().__init__(children=[head, self.level, self.list])
        self.add_class("labkit-talk-card")
        self._redraw()

    @property
    def script(self) -> Script:
        """The example that is shown."""
        return self._script

    @script.setter
    def script(self, script: Script) -> None:
        if script != self._script:
            self._script = script
            self._redraw()

    def lines(self) -> Sequence[tuple[str, str]]:
        """Return what stands on each line now, and what a press puts into the input."""
        return [self._shown(line) for line in self._script.lines]

    def _shown(self, line: ScriptLine) -> tuple[str, str]:
        if self._is_missing(line):
            return f"▢  {say(self._language, f'talk.ask.{line.asks}')}", ""
        return line.text or say(self._language, "talk.empty_line"), line.text

    def _is_missing(self, line: ScriptLine) -> bool:
        return self.level.value == "empty" or (self.level.value == "fading" and line.fades)

    def _redraw(self, change: object = None) -> None:
        old = self.list.children
        buttons = []
        for (shown, text), line in zip(self.lines(), self._script.lines, strict=True):
            button = ActionButton(shown, partial(self._choose, text), settle=lambda ready: ready())
            button.tooltip = say(self._language, f"talk.ask.{line.asks}")
            button.add_class("labkit-talk-line")
            button.add_class(f"labkit-talk-{'blank' if self._is_missing(line) else 'code'}")
            buttons.append(button)
        self.list.children = tuple(buttons)
        for button in old:
            button.close()
