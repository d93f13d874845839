"""The expert's part of the form: an envelope that differs from the letter, a letter by hand."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping

import ipywidgets

from labkit.texts import Language, say
from labkit.views.action import ActionButton
from labkit.views.compose_field import Field
from labkit.views.markup import el, html

RAW_LINES = 14
Value = str | int | bool


class Expert(ipywidgets.VBox):
    """Closed at first. It keeps what is typed in *values*; *changed* is told of each change.

    *fill* is asked to write the form's letter into ``values["raw"]``, header and all.
    """

    def __init__(
        self,
        values: MutableMapping[str, Value],
        language: Language,
        changed: Callable[[], None],
        fill: Callable[[], None],
    ) -> None:
        self._values = values
        self._language = language
        self._changed = changed
        self._fill = fill
        self.opens = self._box("expert")
        self.mail_from = Field("mail_from", str(values["mail_from"]), language, self._typed)
        self.envelope_to = Field("envelope_to", str(values["envelope_to"]), language, self._typed)
        self.bcc_in_letter = self._box("bcc_in_letter")
        self.by_hand = self._box("by_hand")
        self.raw = Field("raw", str(values["raw"]), language, self._typed, RAW_LINES)
        self.raw.add_class("labkit-compose-raw")
        self.again = ActionButton(say(language, "compose.again"), self._fill_again)
        self.again.add_class("labkit-small")
        self._raw_part = ipywidgets.VBox([self._note("raw_note"), self.raw, self.again])
        self._inside = ipywidgets.VBox(
            [
                self._note("envelope_note"),
                self.mail_from,
                self.envelope_to,
                self.bcc_in_letter,
                self.by_hand,
                self._raw_part,
            ]
        )
        self._inside.add_class("labkit-compose-inside")
        super().__init__(children=[self.opens, self._inside])
        self.add_class("labkit-compose-expert")
        self._lay_out()

    def show_raw(self) -> None:
        """Show what ``values["raw"]`` says now."""
        self.raw.value = str(self._values["raw"])

    def _box(self, name: str) -> ipywidgets.Checkbox:
        box = ipywidgets.Checkbox(
            value=bool(self._values[name]),
            description=say(self._language, f"compose.{name}"),
            indent=False,
        )
        box.add_class("labkit-compose-check")
        box.observe(lambda change: self._ticked(name, change["new"]), "value")
        return box

    def _note(self, name: str) -> ipywidgets.HTML:
        text = say(self._language, f"compose.{name}")
        return ipywidgets.HTML(html(el(None, "div", text, class_="labkit-compose-note")))

    def _typed(self, name: str, value: str) -> None:
        self._values[name] = value
        self._changed()

    def _ticked(self, name: str, value: bool) -> None:
        self._values[name] = value
        if name == "by_hand" and value and not self._values["raw"]:
            self._fill()
        self._lay_out()
        self._changed()

    def _fill_again(self) -> None:
        self._fill()
        self._changed()

    def _lay_out(self) -> None:
        """Show what is open: what is hidden is out of the keyboard's way too."""
        by_hand = bool(self._values["by_hand"])
        self._inside.layout.display = "" if self._values["expert"] else "none"
        self._raw_part.layout.display = "" if by_hand else "none"
        self.bcc_in_letter.layout.display = "none" if by_hand else ""
