"""Two small tools for somebody who types: base64, and the dots of a letter."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable

import ipywidgets

from labkit.texts import Language, say
from labkit.views.action import ActionButton
from labkit.views.markup import el, html
from labkit.views.pieces import code_line, quoted


class Fold(ipywidgets.VBox):
    """A heading that opens and closes what is under it."""

    def __init__(self, title: str, parts: list[ipywidgets.Widget]) -> None:
        self._title = title
        self.head = ActionButton("", self._turn, settle=lambda ready: ready())
        self.head.add_class("labkit-talk-fold")
        self.inside = ipywidgets.VBox(parts).add_class("labkit-talk-inside")
        super().__init__(children=[self.head, self.inside])
        self.add_class("labkit-talk-card")
        self.open = True
        self._turn()

    def _turn(self) -> None:
        self.open = not self.open
        self.inside.layout.display = None if self.open else "none"
        self.head.description = f"{'▾' if self.open else '▸'} {self._title}"


class Base64Helper(Fold):
    """A text and its base64, both ways; *use* puts the base64 into the input line."""

    def __init__(self, use: Callable[[str], None], language: Language) -> None:
        self._language = language
        self.plain = ipywidgets.Text(description=say(language, "talk.plain"))
        self.coded = ipywidgets.Text(description="base64")
        for field in (self.plain, self.coded):
            field.add_class("labkit-field")
        self.plain.observe(self._encode, "value")
        self.coded.observe(self._decode, "value")
        self._code = ipywidgets.HTML()
        self.button = ActionButton(say(language, "talk.use"), lambda: use(self.coded.value))
        self.button.add_class("labkit-small")
        told = ipywidgets.HTML(html(el(None, "div", say(language, "talk.base64_hint"))))
        super().__init__(
            say(language, "talk.base64"), [told, self.plain, self.coded, self.button, self._code]
        )
        self._show_code()

    def _encode(self, change: object = None) -> None:
        # "\0" stands for the zero octet that AUTH PLAIN wants before name and password.
        octets = self.plain.value.replace("\\0", "\0").encode("utf-8", "replace")
        coded = base64.b64encode(octets).decode()
        if _plain(self.coded.value) != self.plain.value:
            self.coded.value = coded
        self._show_code()

    def _decode(self, change: object = None) -> None:
        told = _plain(self.coded.value)
        if told is not None and told != self.plain.value:
            self.plain.value = told
        self._show_code()

    def _show_code(self) -> None:
        text = quoted(self.plain.value.replace("\\0", "\0")).replace("\\u0000", "\\0")
        code = f"base64.b64encode({text}.encode())"
        self._code.value = code_line(code, self._language)


class DotHelper(Fold):
    """A letter, with the lines that get a doubled dot; *send* sends it whole."""

    def __init__(self, send: Callable[[str], None], language: Language) -> None:
        self._language = language
        self.text = ipywidgets.Textarea(value=say(language, "talk.letter_begin"))
        self.text.description = say(language, "talk.letter_text")
        self.text.add_class("labkit-field").add_class("labkit-talk-letter")
        self.text.observe(self._redraw, "value")
        self.told = ipywidgets.HTML()
        self.button = ActionButton(say(language, "talk.send_letter"), lambda: send(self.text.value))
        self.button.add_class("labkit-small")
        told = ipywidgets.HTML(html(el(None, "div", say(language, "talk.dots_hint"))))
        super().__init__(say(language, "talk.dots"), [told, self.text, self.told, self.button])
        self._redraw()

    def _redraw(self, change: object = None) -> None:
        root = el(None, "div", lang=self._language)
        dotted = [line for line in self.text.value.splitlines() if line.startswith(".")]
        if not dotted:
            el(root, "div", say(self._language, "talk.no_dots"), class_="labkit-hint")
        for line in dotted[:20]:
            row = el(root, "div", class_="labkit-talk-dots")
            el(row, "code", line[:60])
            el(row, "span", "→")
            el(row, "code", f".{line[:60]}")
        self.told.value = html(root)


def _plain(coded: str) -> str | None:
    try:
        octets = base64.b64decode("".join(coded.split()), validate=True)
    except (binascii.Error, ValueError):
        return None
    return octets.decode("utf-8", "replace").replace("\0", "\\0")
