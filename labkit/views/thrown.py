"""The list of switches that are thrown now, each with a button that ends it."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets
import traitlets

from labkit.plots.faults import sentence
from labkit.records import Fault
from labkit.texts import Language, say, tell
from labkit.views.action import ActionButton
from labkit.views.markup import el, html
from labkit.views.switches import ending


class ThrownItem(ipywidgets.HBox):
    """One thrown switch in words, and the button that ends it."""

    def __init__(self, fault: Fault, end: Callable[[Fault], None], language: Language) -> None:
        said = el(None, "span", tell(language, sentence(fault)), lang=language)
        self.button = ActionButton(say(language, "faults.end"), lambda: end(fault))
        self.button.tooltip = ending(fault).code()
        self.button.add_class("labkit-small")
        super().__init__(children=[ipywidgets.HTML(html(said)), self.button])
        self.add_class("labkit-thrown-item")


class ThrownList(ipywidgets.Box):
    """Assign ``faults`` and it redraws; an item stays as long as its switch is thrown."""

    faults = traitlets.Tuple(help="The Fault values of all that is thrown now.")

    def __init__(self, end: Callable[[Fault], None], language: Language) -> None:
        self._end = end
        self._language = language
        self.items: dict[Fault, ThrownItem] = {}
        well = el(None, "span", say(language, "faults.well"), class_="labkit-well", lang=language)
        self._well = ipywidgets.HTML(html(well))
        super().__init__(children=[self._well])
        self.add_class("labkit-thrown-list")

    def neighbour(self, fault: Fault) -> Fault | None:
        """Return the item beside *fault*'s: where the keyboard goes when that one is gone."""
        order = list(self.items)
        at = order.index(fault)
        return next(iter(order[at + 1 :] or order[:at][::-1]), None)

    @traitlets.observe("faults")
    def _redraw(self, change: object) -> None:
        gone = self.items
        self.items = {
            fault: gone.pop(fault, None) or ThrownItem(fault, self._end, self._language)
            for fault in self.faults
        }
        self.children = list(self.items.values()) or [self._well]
        for item in gone.values():
            item.close()
