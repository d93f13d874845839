"""All that can be done with one opened letter, in pages, with a word on each.

Three different things are called "delete", and deleting a copy is a fourth: each has a button of
its own and its sentence beside it (curriculum M07). What makes no sense now says why.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

import ipywidgets

from labkit.plots.names import named
from labkit.records import DeviceState, LetterRow, Notice
from labkit.texts import Language, find, say, tell
from labkit.views.action import Tells
from labkit.views.allowed import why_not
from labkit.views.deed import Deed
from labkit.views.deed_button import DeedButton
from labkit.views.markup import el, html
from labkit.views.pages import Pages

Act = Callable[[Sequence[Deed]], bool]

DELETING = ("mark", "unmark", "trash", "expunge", "delete")
KEEPING = ("export", "upload")
FOLDERS = ("INBOX", "Sent", "Drafts", "Junk", "Trash")
MAX_TEXT = 10_000  # characters of an answer, as it comes from the browser
_NEW = "\0"  # a folder cannot be called so


class LetterMenu(Pages):
    """*act* carries deeds out; only those of the *actions* that are given have a button."""

    def __init__(
        self, row: LetterRow, act: Act, actions: Collection[str], status: Tells, language: Language
    ) -> None:
        self._row = row
        self._act = act
        self._actions = actions
        self._language = language
        self._status = status
        self.buttons: dict[str, DeedButton] = {}
        self._hints: dict[str, ipywidgets.HTML] = {}
        self._lines: dict[str, ipywidgets.VBox] = {}
        self.text = ipywidgets.Textarea()
        self.text.placeholder = say(language, "desk.usual.answer")
        self.to = ipywidgets.Text()
        self.to.placeholder = say(language, "desk.usual.forward")
        self.folder = ipywidgets.Dropdown(options=[("", _NEW)])
        self.new = ipywidgets.Text()
        named_fields = {"answer": self.text, "forward": self.to, "folder": self.folder}
        for name, field in {**named_fields, "new_folder": self.new}.items():
            field.description = say(language, f"desk.field.{name}")
            field.add_class("labkit-set")
        super().__init__(self._all_pages(), self._name)
        self.folder.observe(self._choose_folder, "value")

    def _all_pages(self) -> dict[str, ipywidgets.Widget]:
        pages = {
            "answer": [
                *self._form(self.text, "answer"),
                *self._form(self.to, "forward"),
                *self._rows("send_draft"),
            ],
            "move": [self.folder, *self._form(self.new, "move")],
            "delete": [self._remark("desk.four"), *self._rows(*DELETING)],
            "keep": self._rows(*KEEPING),
        }
        needed = {"answer": "answer", "move": "move", "delete": "delete", "keep": "export"}
        return {
            name: ipywidgets.VBox(parts)
            for name, parts in pages.items()
            if needed[name] in self._actions
        }

    def _name(self, page: str, is_open: bool) -> str:
        return say(self._language, f"desk.tab.{page}", letter=self._row.letter)

    def _remark(self, key: str) -> ipywidgets.HTML:
        words = el(None, "div", say(self._language, key), class_="labkit-group")
        return ipywidgets.HTML(html(words))

    def _form(self, field: ipywidgets.Widget, name: str) -> list[ipywidgets.Widget]:
        rows = self._rows(name)
        return [field, *rows] if rows else []

    def _rows(self, *names: str) -> list[ipywidgets.Widget]:
        return [self._line(name) for name in names if name in self._actions]

    def show(self, row: LetterRow, state: DeviceState) -> None:
        """Say what can be done with the letter as it is now, on a device in this *state*."""
        self._row = row
        for name, button in self.buttons.items():
            button.description = say(self._language, f"panel.{name}", letter=row.letter)
            button.allow(why_not(name, state, row))
            if hint := self._hints.get(name):
                hint.value = self._hint(name, button.why)
        is_draft, marked = row.tile.shelf == "Drafts", row.tile.marked
        for name, shown in (("mark", not marked), ("unmark", marked), ("send_draft", is_draft)):
            if line := self._lines.get(name):
                line.layout.display = None if shown else "none"
        self._offer_folders(row, state)
        self.relabel()

    def _line(self, name: str) -> ipywidgets.VBox:
        hint = find(self._language, f"panel.{name}_hint") or ""
        button = DeedButton("", lambda: self._press(name), self._status, self._language, hint)
        words = ipywidgets.HTML()
        line = ipywidgets.VBox([button, words]).add_class("labkit-line")
        self.buttons[name], self._hints[name], self._lines[name] = button, words, line
        return line

    def _hint(self, name: str, why: Notice | None) -> str:
        """Return the words under a button: what it does, or why it is off."""
        if why is not None:
            return html(el(None, "div", tell(self._language, why), class_="labkit-reason"))
        hint = find(self._language, f"panel.{name}_hint") or ""
        return html(el(None, "div", hint, class_="labkit-hint"))

    def _press(self, name: str) -> None:
        self._act(self._deeds(name, self._row.letter))

    def _deeds(self, name: str, letter: str) -> list[Deed]:
        if name == "answer":
            body = self.text.value[:MAX_TEXT].strip()
            return [Deed("answer", (letter, body) if body else (letter,))]
        if name == "forward":
            return [Deed("forward", (letter, self.to.value.strip()))]
        if name != "move":
            return [Deed(name, (letter,))]
        if self.folder.value != _NEW:
            return [Deed("move", (letter, self.folder.value))]
        new = self.new.value.strip()
        return [Deed("make_folder", (new,)), Deed("move", (letter, new))]

    def _offer_folders(self, row: LetterRow, state: DeviceState) -> None:
        names = dict.fromkeys((*FOLDERS, *state.shelves))
        options = [
            (named(self._language, "shelf", name), name) for name in names if name != row.tile.shelf
        ]
        options.append((say(self._language, "desk.folder_other"), _NEW))
        if tuple(options) != tuple(self.folder.options):
            chosen = self.folder.value
            self.folder.options = options
            if chosen != _NEW and chosen in dict(options).values():
                self.folder.value = chosen
        self._choose_folder()

    def _choose_folder(self, change: object = None) -> None:
        self.new.layout.display = None if self.folder.value == _NEW else "none"
