"""A device with its mail app: what it holds, and the buttons that ask the server.

A panel shows what the device itself has. It changes when somebody assigns ``state``, and never
because something changed on the server: a phone that has not synced shows its old letters.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

import ipywidgets
import traitlets

from labkit.records import DeviceState, Notice
from labkit.texts import Language, find, say
from labkit.views.action import attempt
from labkit.views.allowed import why_not
from labkit.views.deed import Actions, Deed, script
from labkit.views.deed_button import DeedButton
from labkit.views.device_menu import DeviceMenu
from labkit.views.holder import (
    DEVICES,
    device_title,
    facts,
    holder_table,
    holder_text,
    main_action,
    render_head,
)
from labkit.views.letters import LetterList, Name
from labkit.views.pieces import Status, chrome, code_line
from labkit.views.view import View


class DevicePanel(View):
    """One device; assign ``state`` and it redraws.

    ``actions`` are the device's methods by name, ``get()``, ``open("A")``, ``trash("A")``, and
    ``set("bodies", False)`` for its settings; only those given have a button. They refuse by an
    exception with a ``notice``; a result with a ``notice`` is told as it stands. *note* is given
    the line of Python of each press.
    """

    state = traitlets.Instance(DeviceState, help="The device as it is now.")
    marks = traitlets.Dict(help="Names of what differs from the server, by letter and shelf.")

    def __init__(
        self,
        state: DeviceState,
        actions: Actions | None = None,
        language: Language = "en",
        opened: Collection[Name] = (),
        note: Callable[[str], object] | None = None,
    ) -> None:
        self._actions = dict(actions or {})
        self._acting = False
        self._opened = frozenset(opened)
        self._note = note
        super().__init__(language, state=state)
        self.add_class("labkit-holder")

    def build(self) -> Sequence[ipywidgets.Widget]:
        language, state = self._language, self.state
        if self._built:
            self._opened = self.letters.opened
        self._head = ipywidgets.HTML()
        self._code = ipywidgets.HTML()
        self.status = Status(language)
        self.button = DeedButton("", self._ask, self.status, language)
        self.button.remove_class("labkit-small").add_class("labkit-main")
        self.cable = DeedButton("", self._switch, self.status, language)
        self.letters = LetterList(self._act, self._actions, language, self.status, self._opened)
        self.menu = DeviceMenu(self._carry_out, self._actions, state, self.status, language)
        screen = ipywidgets.VBox([self._head, self.button, self.letters])
        screen.add_class("labkit-screen").add_class(f"labkit-{_frame(state)}")
        bar = ipywidgets.HBox([self.cable, *self.menu.tabs.values()]).add_class("labkit-bar")
        self._show()
        said = [self.status, self._code]
        return [chrome(language, "holders"), screen, bar, self.menu, *said]

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

    @property
    def who(self) -> str:
        """What Python calls the device: ``lab.phone``."""
        return f"lab.{self.state.name}"

    @traitlets.observe("marks")
    def _redraw_marks(self, change: object) -> None:
        if self._built:
            self.letters.marks = self.marks

    @traitlets.observe("state")
    def _redraw(self, change: object) -> None:
        if not self._built:
            return
        if not self._acting:  # a reset, or a line of Python: the last sentence is out of date
            self.status.clear()
            self._code.value = self._main_code()
        self._show()

    def _show(self) -> None:
        state, language = self.state, self._language
        self._head.value = render_head(state, language)
        with self.letters.hold_trait_notifications():
            self.letters.rows = state.letters
            self.letters.state = state
            self.letters.marks = self.marks
        self._show_button(main_action(state))
        switch = _switch_action(state)
        self.cable.description = say(language, f"panel.{switch}")
        self.cable.allow(why_not(switch, state))
        self.cable.layout.display = None if switch in self._actions else "none"
        self.menu.show(state)
        self._code.value = self._code.value or self._main_code()

    def _show_button(self, action: str) -> None:
        self.button.layout.display = None if action in self._actions else "none"
        self.button.description = say(self._language, f"panel.{action}")
        self.button.remove_class("labkit-pop3").remove_class("labkit-imap")
        self.button.add_class(f"labkit-{self.state.protocol.lower()}")
        self.button.hint = Deed(action).code(self.who)
        self.button.allow(why_not(action, self.state))
        if self.button.why is not None and not self._acting:
            self.status.good(self.button.why)

    def _main_code(self) -> str:
        action = main_action(self.state)
        if action not in self._actions:
            return ""
        return code_line(Deed(action).code(self.who), self._language)

    def _ask(self) -> None:
        self.status.good(Notice("panel.asking"))
        self._carry_out([Deed(main_action(self.state))])

    def _switch(self) -> None:
        self._carry_out([Deed(_switch_action(self.state))])

    def _act(self, deeds: Sequence[Deed], letter: str) -> bool:
        before = self.letters.items
        done = self._carry_out(deeds, letter)
        self._keep_focus(before, letter)
        return done

    def _keep_focus(self, before: Sequence[object], letter: str) -> None:
        """Take the focus on when the letter whose button was pressed is gone from the list."""
        items = self.letters.items
        gone = [place for place, item in enumerate(before) if item not in items]
        if gone:
            neighbour = items[min(gone[0], len(items) - 1)] if items else None
            (neighbour.button if neighbour else self.button).focus()

    def _carry_out(self, deeds: Sequence[Deed], letter: str = "") -> bool:
        code = script(self.who, deeds)
        self._code.value = code_line(code, self._language)
        if self._note is not None:
            self._note(code)
        self._acting = True
        try:
            return all(
                attempt(lambda deed=deed: deed.run(self._actions), self.status, _done(deed, letter))
                for deed in deeds
            )
        finally:
            self._acting = False


def _done(deed: Deed, letter: str) -> Notice:
    """Return what is told when the action itself says nothing."""
    key = f"panel.{deed.action}_done"
    values: Mapping[str, str | int | Notice] = {"letter": letter}
    return Notice(key, values) if find("en", key) else Notice("panel.set_done")


def _switch_action(state: DeviceState) -> str:
    return "go_offline" if state.online else "go_online"


def _frame(state: DeviceState) -> str:
    name = state.name.lower()
    return name if name in DEVICES else "laptop"
