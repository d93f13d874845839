"""What stands behind a device's small buttons: write a letter, change the settings, and the rest.

One page at a time is open. A setting takes effect when it is chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

import ipywidgets

from labkit.records import DeviceState
from labkit.texts import Language, say, tell
from labkit.views.action import Tells
from labkit.views.allowed import why_not
from labkit.views.choices import CHOICES, Choice
from labkit.views.deed import ASSIGN, Deed
from labkit.views.deed_button import DeedButton
from labkit.views.markup import el, html
from labkit.views.pages import Pages

Act = Callable[[Sequence[Deed]], bool]

OTHERS = (
    *("get_delete", "connect", "disconnect", "forget", "remove_doubles", "delete_all"),
    *("lose", "replace"),
)
MAX_TEXT = 10_000  # characters of a letter, as it comes from the browser


class DeviceMenu(Pages):
    """*act* carries deeds out; only those of the *actions* that are given have a button."""

    def __init__(
        self,
        act: Act,
        actions: Collection[str],
        state: DeviceState,
        status: Tells,
        language: Language,
    ) -> None:
        self._act = act
        self._language = language
        self._status = status
        self.letter: LetterForm | None = None
        self.settings: SettingsForm | None = None
        self.others: dict[str, DeedButton] = {}
        self._lines: dict[str, ipywidgets.VBox] = {}
        pages: dict[str, ipywidgets.Widget] = {}
        if "send" in actions:
            self.letter = pages["write"] = LetterForm(act, actions, status, language)
        if ASSIGN in actions:
            self.settings = pages["settings"] = SettingsForm(act, state, language)
        rows = [self._row(name) for name in OTHERS if _method(name) in actions]
        if rows:
            pages["others"] = ipywidgets.VBox(rows)
        super().__init__(pages, self._name)
        self.show(state)

    def _name(self, page: str, is_open: bool) -> str:
        return say(self._language, f"desk.page.{page}" + "_close" * is_open)

    def show(self, state: DeviceState) -> None:
        """Say what can be done with a device in this *state*."""
        if self.letter:
            self.letter.show(state)
        if self.settings:
            self.settings.show(state)
        hidden = {
            "get_delete": state.protocol != "POP3",
            "connect": state.options.line,
            "disconnect": not state.options.line,
            "remove_doubles": all(row.tile.holding != "copy" for row in state.letters),
            "lose": state.lost,
            "replace": not state.lost,
        }
        for name, button in self.others.items():
            button.allow(why_not(name, state))
            self._lines[name].layout.display = "none" if hidden.get(name) else None

    def _row(self, name: str) -> ipywidgets.VBox:
        hint = say(self._language, f"desk.other.{name}_hint")
        label = say(self._language, f"desk.other.{name}")
        button = DeedButton(label, self._other(name), self._status, self._language, hint)
        words = ipywidgets.HTML(html(el(None, "div", hint, class_="labkit-hint")))
        self.others[name] = button
        self._lines[name] = ipywidgets.VBox([button, words]).add_class("labkit-line")
        return self._lines[name]

    def _other(self, name: str) -> Callable[[], None]:
        settings = {"delete": True} if name == "get_delete" else {}
        deed = Deed(_method(name), (), settings)
        return lambda: _nothing(self._act([deed]))


class SettingsForm(ipywidgets.VBox):
    """A field for each setting that means something with the device's protocol."""

    def __init__(self, act: Act, state: DeviceState, language: Language) -> None:
        self._act = act
        self._language = language
        self._state = state
        self._showing = False
        self.fields = {choice.name: self._field(choice) for choice in CHOICES}
        super().__init__(children=list(self.fields.values()))

    def show(self, state: DeviceState) -> None:
        """Show the settings as they are now; nothing is done for that."""
        self._state = state
        self._showing = True
        try:
            for choice in CHOICES:
                field = self.fields[choice.name]
                options = choice.options(state, self._language)
                if list(field.options) != options:
                    field.options = options
                field.value = choice.now(state)
                here = choice.only in (None, state.protocol)
                field.layout.display = None if here else "none"
                field.disabled = state.lost
        finally:
            self._showing = False

    def _field(self, choice: Choice) -> ipywidgets.Dropdown:
        field = ipywidgets.Dropdown(
            options=choice.options(self._state, self._language),
            value=choice.now(self._state),
            description=say(self._language, f"desk.field.{choice.name}"),
        )
        field.observe(lambda change: self._chosen(choice), "value")
        return field.add_class("labkit-set")

    def _chosen(self, choice: Choice) -> None:
        value = self.fields[choice.name].value
        if self._showing or value == choice.now(self._state):
            return
        if not self._act(choice.steps(value)):
            self.show(self._state)  # it was refused: the field says what is so


class LetterForm(ipywidgets.VBox):
    """A letter written on the device; what is left empty, the lab makes up."""

    def __init__(
        self,
        act: Act,
        actions: Collection[str],
        status: Tells,
        language: Language,
    ) -> None:
        self._act = act
        self.fields = {
            "to": ipywidgets.Text(),
            "subject": ipywidgets.Text(),
            "body": ipywidgets.Textarea(),
        }
        for name, field in self.fields.items():
            field.description = say(language, f"desk.field.{name}")
            field.placeholder = say(language, f"desk.usual.{name}")
            field.add_class("labkit-set")
        self.buttons = {
            name: DeedButton(
                say(language, f"desk.letter.{name}"), self._hand_in(name), status, language
            )
            for name in ("send", "save_draft")
            if name in actions
        }
        self._why = ipywidgets.HTML()
        self._language = language
        bar = ipywidgets.HBox(tuple(self.buttons.values())).add_class("labkit-bar")
        super().__init__(children=[*self.fields.values(), bar, self._why])

    def show(self, state: DeviceState) -> None:
        """Say whether a letter can be sent now."""
        for name, button in self.buttons.items():
            action = "send" if name == "save_draft" and state.protocol == "IMAP" else name
            button.allow(why_not(action, state))
        off = next((b.why for b in self.buttons.values() if b.why), None)
        words = "" if off is None else tell(self._language, off)
        self._why.value = html(el(None, "div", words, class_="labkit-reason")) if words else ""

    def _hand_in(self, name: str) -> Callable[[], None]:
        def hand_in() -> None:
            typed = {key: field.value[:MAX_TEXT] for key, field in self.fields.items()}
            self._act([Deed(name, (), {key: value for key, value in typed.items() if value})])

        return hand_in


def _method(name: str) -> str:
    return "get" if name == "get_delete" else name


def _nothing(_outcome: object) -> None:
    """Take a result that nobody wants."""
