"""The list of letters on a screen: one item a letter, kept as long as the letter stays.

An item that is kept keeps the keyboard's focus and stays opened while the rest changes. As soon as
a folder besides the inbox is in play, each folder has a heading of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence

import ipywidgets
import traitlets

from labkit.records import DeviceState, LetterRow, Notice
from labkit.texts import Language, find, say
from labkit.views.action import ActionButton, Tells
from labkit.views.deed import Deed
from labkit.views.differences import INBOX, Key, key_of, mark_words
from labkit.views.letter import render_row, render_text
from labkit.views.letter_menu import LetterMenu
from labkit.views.markup import el, html
from labkit.views.view import close_tree

Act = Callable[[Sequence[Deed], str], bool]  # (deeds, the letter): carried out, or told why not
Name = tuple[str, str, int]

MOST = 40  # letters
SHELVES = (INBOX, "Sent", "Drafts", "Junk", "Trash")  # in this order; a learner's own after them


class LetterItem(ipywidgets.VBox):
    """One letter; when opened it shows its text and the button for all that can be done with it."""

    row = traitlets.Instance(LetterRow, help="The letter as its holder has it.")

    def __init__(
        self,
        row: LetterRow,
        act: Act,
        actions: Collection[str],
        status: Tells | None,
        language: Language,
    ) -> None:
        self._language = language
        self._act = act
        self._actions = actions
        self._status = status
        self._state: DeviceState | None = None
        self._marks: tuple[Notice, ...] = ()
        self.opened = False
        self.menu: LetterMenu | None = None
        self._line = ipywidgets.HTML()
        self._text = ipywidgets.HTML()
        self.button = ActionButton("", self._toggle).add_class("labkit-small")
        self.button.tooltip = say(language, "panel.open_hint")
        self._bar = ipywidgets.HBox().add_class("labkit-bar")
        self._can_open = "open" in actions
        super().__init__()
        self.add_class("labkit-item")
        self.row = row

    def show(
        self, row: LetterRow, state: DeviceState | None = None, marks: Sequence[str] = ()
    ) -> None:
        """Show the letter as it is now, on a device in this *state*, with what differs."""
        self._state = state
        self._marks = tuple(mark_words(mark) for mark in marks)
        self.row = row
        self._redraw()

    @traitlets.observe("row")
    def _redraw(self, change: object = None) -> None:
        row, language = self.row, self._language
        self._line.value = render_row(row, language, self._marks)
        self._text.value = render_text(row.text, language) if self.opened else ""
        key = "panel.close" if self.opened else "panel.open"
        self.button.description = say(language, key, letter=row.letter)
        self._keep_menu()
        tabs = self.menu.tabs.values() if self.menu else ()
        _put(self._bar, [self.button, *tabs])
        parts = [self._line, self._text, self._bar] if self._can_open else [self._line]
        _put(self, [*parts, *([self.menu] if self.menu else [])])

    def _keep_menu(self) -> None:
        """Have a menu as long as the letter is open, and say in it what can be done now."""
        state, status, menu = self._state, self._status, self.menu
        if not self.opened or state is None or status is None:
            self.menu = None
        elif menu is None:
            self.menu = LetterMenu(self.row, self._tidy, self._actions, status, self._language)
        if menu and not self.menu:
            _put(self, self.children[:-1])
            _put(self._bar, [self.button])
            close_tree(menu)
        if self.menu and state is not None:
            self.menu.show(self.row, state)

    def _toggle(self) -> None:
        if self.opened:
            self.opened = False
        else:
            self.opened = self._act([Deed("open", (self.row.letter,))], self.row.letter)
        self._redraw()

    def _tidy(self, deeds: Sequence[Deed]) -> bool:
        return self._act(deeds, self.row.letter)


class Folder(ipywidgets.VBox):
    """The letters of one mailbox, under its name."""

    def __init__(self, shelf: str, language: Language) -> None:
        self._shelf = shelf
        self._language = language
        self._head = ipywidgets.HTML()
        super().__init__(children=[self._head])
        self.add_class("labkit-letters")

    def show(self, items: Sequence[LetterItem], is_named: bool) -> None:
        """Show *items*, and the folder's name if there is more than one folder."""
        name = find(self._language, f"picture.shelf.{self._shelf}") or self._shelf
        words = say(self._language, "desk.folder", name=name, count=len(items))
        head = el(None, "div", words, class_="labkit-folder", role="heading", aria_level=4)
        self._head.value = html(head)
        self._head.layout.display = None if is_named else "none"
        self.layout.display = None if items else "none"
        _put(self, [self._head, *items])


class LetterList(ipywidgets.VBox):
    """The letters of one holder; assign ``rows`` and it redraws.

    On a device, ``state`` decides what can be done with them. ``marks`` are the names of what
    differs, by letter and shelf. Of very many letters only the newest MOST have widgets: a browser
    would be busy for seconds. The usual folders are always there, hidden while empty: what is put
    before others makes the browser build these anew, and the focus in them would be lost.
    """

    rows = traitlets.Tuple(help="The LetterRow values to show.")
    state = traitlets.Instance(DeviceState, allow_none=True, help="The device, if it is one.")
    marks = traitlets.Dict(help="Names of what differs, by letter and shelf.")

    def __init__(
        self,
        act: Act,
        actions: Collection[str],
        language: Language,
        status: Tells | None = None,
        opened: Collection[Name] = (),
    ) -> None:
        self._act = act
        self._actions = actions
        self._language = language
        self._status = status
        self._opened = frozenset(opened)
        self._items: dict[Name, LetterItem] = {}
        self.folders = {shelf: Folder(shelf, language) for shelf in SHELVES}
        self.note = ipywidgets.HTML(self._words_for(0))
        super().__init__(children=[self.note, *self.folders.values()])
        self.add_class("labkit-letters")
        self._redraw()

    @property
    def items(self) -> tuple[LetterItem, ...]:
        """The items in the order of the screen."""
        shelves = {item.row.tile.shelf: None for item in self._items.values()}
        order = [shelf for shelf in self.folders if shelf in shelves]
        return tuple(
            i for shelf in order for i in self._items.values() if i.row.tile.shelf == shelf
        )

    @property
    def opened(self) -> frozenset[Name]:
        """The names of the items that are open, for the list that follows this one."""
        return frozenset(name for name, item in self._items.items() if item.opened)

    @traitlets.observe("rows", "state", "marks")
    def _redraw(self, change: object = None) -> None:
        gone = self._items
        self._items = {}
        shown = self.rows[-MOST:]
        for name, row in zip(_names(shown), shown, strict=True):
            item = gone.pop(name, None) or self._new(name, row)
            item.show(row, self.state, self._marks_of(row))
            self._items[name] = item
        left_out = len(self.rows) - len(shown)
        self.note.value = self._words_for(left_out)
        self.note.layout.display = "none" if shown and not left_out else None
        self._sort()
        for item in gone.values():
            close_tree(item)

    def _sort(self) -> None:
        by_shelf: dict[str, list[LetterItem]] = {}
        for item in self._items.values():
            by_shelf.setdefault(item.row.tile.shelf, []).append(item)
        for shelf in by_shelf:
            if shelf not in self.folders:
                self.folders[shelf] = Folder(shelf, self._language)
        is_named = bool(set(by_shelf) - {INBOX})
        for shelf, folder in self.folders.items():
            folder.show(by_shelf.get(shelf, ()), is_named)
        _put(self, [self.note, *self.folders.values()])

    def _new(self, name: Name, row: LetterRow) -> LetterItem:
        item = LetterItem(row, self._act, self._actions, self._status, self._language)
        item.opened = name in self._opened
        return item

    def _marks_of(self, row: LetterRow) -> Sequence[str]:
        marks: Mapping[Key, Sequence[str]] = self.marks
        return marks.get(key_of(row), ())

    def _words_for(self, left_out: int) -> str:
        """Return what stands above the letters: that there are none, or earlier ones."""
        key = "panel.earlier" if left_out else "panel.empty"
        words = say(self._language, key, count=left_out)
        return html(el(None, "div", words, class_="labkit-empty"))


def _names(shown: Sequence[LetterRow]) -> list[Name]:
    """Name each row so that it is found again: a holder may have a letter twice (POP3, M03)."""
    seen: Counter[Key] = Counter()
    names = []
    for row in shown:
        key = key_of(row)
        names.append((*key, seen[key]))
        seen[key] += 1
    return names


def _put(box: ipywidgets.Box, children: Sequence[ipywidgets.Widget]) -> None:
    """Assign *children* only if they are others: the browser drops the focus with each one."""
    if tuple(children) != tuple(box.children):
        box.children = tuple(children)
