"""Writing a letter: a form, a button, and the line of Python that does the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import ipywidgets

from labkit.records import Notice
from labkit.texts import Language, say
from labkit.views.action import ActionButton, attempt
from labkit.views.markup import el, html
from labkit.views.pieces import Status, chrome, code_line, heading, quoted, table
from labkit.views.twin import HasTwin


def send_call(who: str, letter: Mapping[str, str]) -> str:
    """Return the line of Python that sends *letter*.

    >>> send_call("aya", {"to": "ken@fuji.example", "subject": "A: hello", "body": "Hi!"})
    'aya.send(to="ken@fuji.example", subject="A: hello", body="Hi!")'
    """
    return f"{who}.send({', '.join(f'{name}={quoted(said)}' for name, said in letter.items())})"


class ComposeView(HasTwin, ipywidgets.VBox):
    """A form for one letter; the button calls ``on_send(to=…, subject=…, body=…)``.

    ``on_send`` refuses by an exception with a ``notice``: it appears under the form. Without a
    *body* there stands a short one to begin with.
    """

    def __init__(
        self,
        on_send: Callable[..., object],
        sender: str,
        to: str = "",
        subject: str = "",
        body: str | None = None,
        language: Language = "en",
        who: str = "aya",
    ) -> None:
        self.on_send = on_send
        self.sender = sender
        self._language = language
        self._who = who
        self.to = self._field(ipywidgets.Text, "to", to)
        self.subject = self._field(ipywidgets.Text, "subject", subject)
        self.body = self._field(
            ipywidgets.Textarea, "body", say(language, "compose.hello") if body is None else body
        )
        self.button = ActionButton(say(language, "compose.send"), self._hand_in)
        self.button.add_class("labkit-smtp").add_class("labkit-main")
        self.status = Status(language)
        self._code = ipywidgets.HTML()
        super().__init__(children=self._parts())
        self.add_class("labkit").add_class("labkit-compose")
        self._redraw()

    @property
    def letter(self) -> dict[str, str]:
        """What stands in the form now: "to", "subject" and "body"."""
        return {"to": self.to.value, "subject": self.subject.value, "body": self.body.value}

    def twin_text(self) -> str:
        names = ("from", "to", "subject")
        values = (self.sender, self.to.value, self.subject.value)
        head = "\n".join(
            say(self._language, "compose.line", label=self._label(name), value=value)
            for name, value in zip(names, values, strict=True)
        )
        return f"{head}\n\n{self.body.value}\n\n{self._call()}"

    def twin_html(self) -> str:
        fields = {"from": self.sender, **self.letter}
        rows = [(self._label(name), value) for name, value in fields.items()]
        code = code_line(self._call(), self._language)
        return table(say(self._language, "compose.title"), rows) + code

    def _label(self, name: str) -> str:
        return say(self._language, f"compose.{name}")

    def _field(self, kind: type[ipywidgets.Text], name: str, value: str) -> ipywidgets.Text:
        field = kind(value=value, description=self._label(name))
        field.add_class("labkit-field")
        field.observe(self._redraw, "value")
        return field

    def _parts(self) -> list[ipywidgets.Widget]:
        head = el(None, "div", class_="labkit-from", lang=self._language)
        el(head, "span", self._label("from"), class_="labkit-label")
        el(head, "span", self.sender)
        title = heading(None, say(self._language, "compose.title"))
        top = ipywidgets.HTML(html(title) + html(head))
        fields = [self.to, self.subject, self.body]
        return [
            chrome(self._language, "compose"),
            top,
            *fields,
            self.button,
            self._code,
            self.status,
        ]

    def _redraw(self, change: object = None) -> None:
        self._code.value = code_line(self._call(), self._language)

    def _call(self) -> str:
        return send_call(self._who, self.letter)

    def _hand_in(self) -> None:
        self.status.good(Notice("compose.sending"))
        letter = self.letter
        attempt(lambda: self.on_send(**letter), self.status, Notice("compose.sent"))
