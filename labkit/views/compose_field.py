"""A field of a form, and the sentence under it that says what is wrong with what stands in it."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets

from labkit.records import Notice
from labkit.texts import Language, say, tell
from labkit.views.markup import el, html

HINTED = ("to", "cc", "bcc", "mail_from", "envelope_to")


class Field(ipywidgets.VBox):
    """A labelled text called *name*; *typed* is told of each change."""

    def __init__(
        self,
        name: str,
        value: str,
        language: Language,
        typed: Callable[[str, str], None],
        lines: int = 1,
    ) -> None:
        self.name = name
        self._language = language
        kind = ipywidgets.Text if lines == 1 else ipywidgets.Textarea
        hint = say(language, f"compose.hint.{name}") if name in HINTED else ""
        self.input = kind(
            value=value, description=say(language, f"compose.{name}"), placeholder=hint
        )
        if lines > 1:
            self.input.rows = lines
        self.input.add_class("labkit-field")
        self._wrong = ipywidgets.HTML()
        super().__init__(children=[self.input, self._wrong])
        self.add_class("labkit-compose-field")
        self.input.observe(lambda change: typed(name, change["new"]), "value")

    @property
    def value(self) -> str:
        """What stands in it."""
        return str(self.input.value)

    @value.setter
    def value(self, value: str) -> None:
        self.input.value = value

    @property
    def description(self) -> str:
        """Its label."""
        return str(self.input.description)

    @property
    def complaint(self) -> str:
        """The sentence under it, as HTML; "" if there is none."""
        return str(self._wrong.value)

    def complain(self, notice: Notice | None) -> None:
        """Say under the field what is wrong; nothing for None."""
        if notice is None:
            self._wrong.value = ""
            return
        text = tell(self._language, notice)
        # An alert is read out at once, and there is none as long as all is well.
        line = el(None, "div", text, role="alert", lang=self._language)
        line.set("class", "labkit-compose-wrong")
        self._wrong.value = html(line)
