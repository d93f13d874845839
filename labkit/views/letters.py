"""The list of letters on a screen: one item a letter, kept as long as the letter stays.

An item that is kept keeps the keyboard's focus and stays opened while the rest changes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence

import ipywidgets
import traitlets

from labkit.records import LetterRow
from labkit.texts import Language, say
from labkit.views.action import ActionButton
from labkit.views.letter import render_row, render_text
from labkit.views.markup import el, html

# Three different things are called "delete", and each has its own button (curriculum M07).
TIDYING = ("mark", "unmark", "trash", "expunge", "delete")
Act = Callable[[str, str], bool]  # (action, letter): carried out, or told why not

MOST = 40  # letters


class LetterItem(ipywidgets.VBox):
    """One letter; when opened it shows its text and the smaller buttons."""

    row = traitlets.Instance(LetterRow, help="The letter as its holder has it.")

    def __init__(
        self, row: LetterRow, act: Act, actions: Collection[str], language: Language
    ) -> None:
        self._language = language
        self._act = act
        self.opened = False
        self._line = ipywidgets.HTML()
        self._text = ipywidgets.HTML()
        self.button = self._small("open", self._toggle, row.letter)
        self.tidying = {
            name: self._small(name, self._tidy(name), row.letter)
            for name in TIDYING
            if name in actions
        }
        self._bar = ipywidgets.HBox().add_class("labkit-bar")
        parts = [self._line, self._text, self._bar] if "open" in actions else [self._line]
        super().__init__(children=parts)
        self.add_class("labkit-item")
        self.row = row

    def _small(self, name: str, run: Callable[[], None], letter: str) -> ActionButton:
        label = say(self._language, f"panel.{name}", letter=letter)
        hint = say(self._language, f"panel.{name}_hint")
        return ActionButton(label, run, tooltip=hint).add_class("labkit-small")

    @traitlets.observe("row")
    def _redraw(self, change: object = None) -> None:
        row = self.row
        self._line.value = render_row(row, self._language)
        self._text.value = render_text(row.text, self._language) if self.opened else ""
        key = "panel.close" if self.opened else "panel.open"
        self.button.description = say(self._language, key, letter=row.letter)
        own = row.tile.holding == "copy"  # no server knows of it, so nobody can mark or move it
        skip = [name for name in TIDYING if (name == "delete") is not own]
        skip.append("mark" if row.tile.marked else "unmark")
        if row.tile.shelf == "Trash":
            skip.append("trash")
        more = [button for name, button in self.tidying.items() if name not in skip]
        self._bar.children = [self.button, *(more if self.opened else [])]

    def _toggle(self) -> None:
        if self.opened:
            self.opened = False
        else:
            self.opened = self._act("open", self.row.letter)
        self._redraw()

    def _tidy(self, name: str) -> Callable[[], None]:
        return lambda: _nothing(self._act(name, self.row.letter))


class LetterList(ipywidgets.VBox):
    """The letters of one holder; assign ``rows`` and it redraws.

    Of very many only the newest MOST have widgets: a browser would be busy for seconds.
    """

    rows = traitlets.Tuple(help="The LetterRow values to show.")

    def __init__(self, act: Act, actions: Collection[str], language: Language) -> None:
        self._act = act
        self._actions = actions
        self._language = language
        self._items: dict[tuple[str, str, int], LetterItem] = {}
        self._note = ipywidgets.HTML(self._words_for(0))
        super().__init__(children=[self._note])
        self.add_class("labkit-letters")

    @property
    def items(self) -> tuple[LetterItem, ...]:
        """The items in the order of the rows."""
        return tuple(self._items.values())

    @traitlets.observe("rows")
    def _redraw(self, change: object) -> None:
        gone = self._items
        self._items = {}
        shown = self.rows[-MOST:]
        for key, row in zip(_keys(shown), shown, strict=True):
            item = gone.pop(key, None)
            if item is None:
                item = LetterItem(row, self._act, self._actions, self._language)
            item.row = row
            self._items[key] = item
        self._note.value = self._words_for(len(self.rows) - len(shown))
        whole = bool(shown) and shown == self.rows
        self.children = [*([] if whole else [self._note]), *self._items.values()]
        for item in gone.values():
            item.close()

    def _words_for(self, left_out: int) -> str:
        """Return what stands above the letters: that there are none, or earlier ones."""
        key = "panel.earlier" if left_out else "panel.empty"
        words = say(self._language, key, count=left_out)
        return html(el(None, "div", words, class_="labkit-empty"))


def _keys(rows: Sequence[LetterRow]) -> list[tuple[str, str, int]]:
    """Name each row so that it is found again: a holder may have a letter twice (POP3, M03)."""
    seen: Counter[tuple[str, str]] = Counter()
    keys = []
    for row in rows:
        name = (row.tile.message_id, row.tile.shelf)
        keys.append((*name, seen[name]))
        seen[name] += 1
    return keys


def _nothing(_outcome: object) -> None:
    """Take a result that nobody wants."""
