"""Small buttons that open a page below them, one page at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import ipywidgets

from labkit.views.action import ActionButton
from labkit.views.view import close_tree


class Pages(ipywidgets.VBox):
    """*pages* by name. *label* says what the button of one is called, shut or open.

    ``tabs`` are the buttons; whoever makes the pages puts them where they belong.
    """

    def __init__(
        self, pages: Mapping[str, ipywidgets.Widget], label: Callable[[str, bool], str]
    ) -> None:
        self.pages = dict(pages)
        self._label = label
        self.page = ""
        self.tabs = {
            name: ActionButton("", self._turn(name)).add_class("labkit-small") for name in pages
        }
        super().__init__()
        self.add_class("labkit-menu")
        self.relabel()

    def turn_to(self, page: str) -> None:
        """Open a page, or "" to close all of them."""
        self.page = page if page in self.pages else ""
        self.relabel()

    def close(self) -> None:
        """Close the pages that are not open too, so that the kernel forgets all of them."""
        for part in (*self.pages.values(), *self.tabs.values()):
            close_tree(part)
        super().close()

    def relabel(self) -> None:
        """Ask again what the buttons are called."""
        for name, tab in self.tabs.items():
            is_open = name == self.page
            tab.description = self._label(name, is_open)
            (tab.add_class if is_open else tab.remove_class)("labkit-open")
        self.layout.display = None if self.page else "none"
        children = (self.pages[self.page],) if self.page else ()
        if children != self.children:
            self.children = children

    def _turn(self, name: str) -> Callable[[], None]:
        return lambda: self.turn_to("" if self.page == name else name)
