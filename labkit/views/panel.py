"""A device with its mail app: what it holds, and the buttons that ask the server.

A panel shows what the device itself has. It changes when somebody assigns ``state``, and never
because something changed on the server: a phone that has not synced shows its old letters.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import ipywidgets
import traitlets

from labkit.records import DeviceState, Notice
from labkit.texts import Language, say
from labkit.views.action import ActionButton, attempt
from labkit.views.holder import (
    DEVICES,
    device_title,
    facts,
    holder_table,
    holder_text,
    main_action,
    render_head,
)
from labkit.views.letters import LetterList
from labkit.views.pieces import Status, chrome, code_line
from labkit.views.twin import HasTwin

Actions = Mapping[str, Callable[..., object]]


class DevicePanel(HasTwin, ipywidgets.VBox):
    """One device; assign ``state`` and it redraws.

    ``actions`` are called as ``get()`` or ``sync()``, ``go_online()``, ``go_offline()``, and for
    a letter as ``open("A")``, ``mark``, ``unmark``, ``trash``, ``expunge``, ``delete``; only those
    given have a button. They refuse by an exception with a ``notice``; a result with a ``notice``
    is told as it stands.
    """

    state = traitlets.Instance(DeviceState, help="The device as it is now.")

    def __init__(
        self, state: DeviceState, actions: Actions | None = None, language: Language = "en"
    ) -> None:
        self._language = language
        self._actions = dict(actions or {})
        self._acting = False
        self._head = ipywidgets.HTML()
        self._code = ipywidgets.HTML()
        self.status = Status(language)
        self.button = ActionButton("", self._ask).add_class("labkit-main")
        self.cable = ActionButton("", self._switch).add_class("labkit-small")
        self.letters = LetterList(self._act, self._actions, language)
        screen = ipywidgets.VBox([self._head, self.button, self.letters])
        screen.add_class("labkit-screen").add_class(f"labkit-{_frame(state)}")
        below = [self._code, self.cable, self.status]
        super().__init__(children=[chrome(language, "holders"), screen, *below])
        self.add_class("labkit").add_class("labkit-holder")
        self.state = state

    def twin_text(self) -> str:
        return holder_text(self.heading, self.state.letters, self._language)

    def twin_html(self) -> str:
        return holder_table(self.heading, self.state.letters, self._language)

    @property
    def heading(self) -> str:
        """Whose device it is, and how it is connected."""
        language, state = self._language, self.state
        said = say(language, "view.comma").join(facts(state, language))
        return say(language, "panel.heading", title=device_title(state, language), facts=said)

    @traitlets.observe("state")
    def _redraw(self, change: object) -> None:
        state = self.state
        if not self._acting:  # a reset, or a line of Python: the last sentence is out of date
            self.status.clear()
        self._head.value = render_head(state, self._language)
        self.letters.rows = state.letters
        self._redraw_button(main_action(state))
        switch = _switch_action(state)
        self.cable.description = say(self._language, f"panel.{switch}")
        self.cable.layout.display = None if switch in self._actions else "none"

    def _redraw_button(self, action: str) -> None:
        call = f"{self.state.name}.{action}()"
        self.button.layout.display = None if action in self._actions else "none"
        self.button.description = say(self._language, f"panel.{action}")
        self.button.remove_class("labkit-pop3").remove_class("labkit-imap")
        self.button.add_class(f"labkit-{self.state.protocol.lower()}")
        self.button.disabled = not self.state.online
        why = say(self._language, "panel.why_offline")
        self.button.tooltip = call if self.state.online else why
        self._code.value = code_line(call, self._language) if action in self._actions else ""
        if self.button.disabled:
            self.status.good(Notice("panel.why_offline"))

    def _ask(self) -> None:
        action = main_action(self.state)
        self.status.good(Notice("panel.asking"))
        self._carry_out(self._actions[action], Notice(f"panel.{action}_done"))

    def _switch(self) -> None:
        action = _switch_action(self.state)
        self._carry_out(self._actions[action], Notice(f"panel.{action}_done"))

    def _act(self, action: str, letter: str) -> bool:
        done = Notice(f"panel.{action}_done", {"letter": letter})
        return self._carry_out(lambda: self._actions[action](letter), done)

    def _carry_out(self, action: Callable[[], object], done: Notice) -> bool:
        self._acting = True
        try:
            return attempt(action, self.status, done)
        finally:
            self._acting = False


def _switch_action(state: DeviceState) -> str:
    return "go_offline" if state.online else "go_online"


def _frame(state: DeviceState) -> str:
    name = state.name.lower()
    return name if name in DEVICES else "laptop"
