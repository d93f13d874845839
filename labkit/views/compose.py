"""Writing a letter: a form, a button, and the line of Python that does the same."""

from __future__ import annotations

import re
from collections.abc import Callable

import ipywidgets

from labkit.records import Draft, Notice
from labkit.texts import Language, say
from labkit.views.action import ActionButton, attempt
from labkit.views.markup import el, html
from labkit.views.pieces import Status, chrome, code_line, heading, quoted, table
from labkit.views.twin import Twin

_BETWEEN_ADDRESSES = re.compile(r"[,;、，；]")


def draft_of(to: str, subject: str, body: str) -> Draft:
    """Return what stands in the form as a Draft; several addresses are set apart by commas."""
    addresses = (address.strip() for address in _BETWEEN_ADDRESSES.split(to))
    return Draft(tuple(address for address in addresses if address), subject, body)


def send_call(who: str, draft: Draft) -> str:
    """Return the line of Python that sends *draft*.

    >>> send_call("aya", Draft(("ken@fuji.example",), "A: hello", "Hi!"))
    'aya.send(to="ken@fuji.example", subject="A: hello", body="Hi!")'
    """
    to = ", ".join(draft.to)
    return (
        f"{who}.send(to={quoted(to)}, subject={quoted(draft.subject)}, body={quoted(draft.body)})"
    )


class ComposeView(Twin, ipywidgets.VBox):
    """A form for one letter; ``on_send`` gets the Draft when the button is pressed.

    ``on_send`` refuses by an exception with a ``notice``: it appears under the form. Without a
    *body* there stands a short one to begin with.
    """

    def __init__(
        self,
        on_send: Callable[[Draft], object],
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
    def draft(self) -> Draft:
        """What stands in the form now."""
        return draft_of(self.to.value, self.subject.value, self.body.value)

    def twin_text(self) -> str:
        names = ("from", "to", "subject")
        values = (self.sender, self.to.value, self.subject.value)
        head = "\n".join(f"{self._label(n)}: {v}" for n, v in zip(names, values, strict=True))
        return f"{head}\n\n{self.body.value}\n\n{send_call(self._who, self.draft)}"

    def twin_html(self) -> str:
        draft = self.draft
        values = (self.sender, ", ".join(draft.to), draft.subject, draft.body)
        names = ("from", "to", "subject", "body")
        rows = [(self._label(name), value) for name, value in zip(names, values, strict=True)]
        code = code_line(send_call(self._who, draft), self._language)
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
        return [chrome(self._language), top, *fields, self.button, self._code, self.status]

    def _redraw(self, change: object = None) -> None:
        call = send_call(self._who, self.draft)
        self._code.value = code_line(call, self._language)

    def _hand_in(self) -> None:
        self.status.good(Notice("compose.sending"))
        draft = self.draft
        attempt(lambda: self.on_send(draft), self.status, Notice("compose.sent"))
