"""The switchboard: everything that can go wrong, each by one switch."""

from __future__ import annotations

from collections.abc import Sequence

import ipywidgets
import traitlets

from labkit.plots.faults import listed
from labkit.plots.picture import folded_note
from labkit.records import Fault, Notice
from labkit.texts import Language, say
from labkit.views.action import ActionButton, attempt
from labkit.views.markup import el, html
from labkit.views.pieces import Status, chrome, code_line, heading, table
from labkit.views.switch import SwitchCard
from labkit.views.switches import Actions, Call, Group, ending
from labkit.views.thrown import ThrownList
from labkit.views.view import View


class Switchboard(View):
    """Assign ``faults``, those thrown now, and it redraws.

    *hosts*, *domains*, *people* and *devices* are the names to choose from. ``actions`` are called
    by the names that ``lab.faults`` has for them: ``down("mx.fuji.example")``. They refuse by an
    exception with a ``notice``; a result with a ``notice`` is told as it stands.
    """

    faults = traitlets.Tuple(help="The Fault values of all that is thrown now.")

    def __init__(
        self,
        faults: Sequence[Fault],
        hosts: Sequence[str],
        domains: Sequence[str],
        people: Sequence[str],
        devices: Sequence[str],
        actions: Actions,
        language: Language = "en",
    ) -> None:
        self._actions = actions
        self._names: dict[Group, Sequence[str]] = {
            "hosts": hosts, "domains": domains, "people": people, "devices": devices,
        }  # fmt: skip
        self.cards: dict[Group, SwitchCard] = {}
        super().__init__(language)
        self.add_class("labkit-board")
        self.faults = tuple(faults)

    def twin_text(self) -> str:
        lines = [f"  {line}" for line in listed(self.faults, self._language)]
        how = say(self._language, "faults.how", code=self._rows()[0][1])
        return "\n".join([say(self._language, "faults.title"), *lines, how])

    def twin_html(self) -> str:
        language = self._language
        title = say(language, "faults.title")
        ends = [ending(fault).code() for fault in self.faults] or [""]
        thrown = list(zip(listed(self.faults, language), ends, strict=True))
        heads = [say(language, f"faults.{key}") for key in ("now", "to_end", "what", "python")]
        tables = table(title, thrown, heads[:2])
        tables += table(say(language, "faults.all"), self._rows(), heads[2:])
        return f"{folded_note(title, language)}\n{tables}"

    def build(self) -> list[ipywidgets.Widget]:
        language, chosen = self._language, {g: card.who.value for g, card in self.cards.items()}
        self.thrown = ThrownList(self._end, language)
        self.clear = ActionButton(say(language, "faults.clear"), self._clear)
        self.clear.tooltip = Call("clear").code()
        self.clear.add_class("labkit-small")
        self._code = ipywidgets.HTML()
        self.status = Status(language)
        self.cards = {
            group: SwitchCard(group, names, self._carry_out, language)
            for group, names in self._names.items()
        }
        for group, who in chosen.items():
            self.cards[group].who.value = who
        self._redraw()
        return self._parts()

    @traitlets.observe("faults")
    def _redraw(self, change: object = None) -> None:
        self._hush()  # after a reset, or a line of Python, the last sentence is out of date
        self.thrown.faults = self.faults
        self.clear.layout.display = None if len(self.faults) > 1 else "none"
        for card in self.cards.values():
            card.faults = self.faults

    def _parts(self) -> list[ipywidgets.Widget]:
        head = el(None, "div", lang=self._language)
        heading(head, say(self._language, "faults.title"))
        el(head, "div", say(self._language, "faults.hint"), class_="labkit-hint")
        cards = list(self.cards.values())
        columns = [
            ipywidgets.VBox(pair).add_class("labkit-column") for pair in (cards[:2], cards[2:])
        ]
        grid = ipywidgets.GridBox(columns).add_class("labkit-cards")
        return [chrome(self._language, "board"), ipywidgets.HTML(html(head)), self._panel(), grid]

    def _panel(self) -> ipywidgets.VBox:
        label = el(None, "div", say(self._language, "faults.now"), class_="labkit-now")
        top = ipywidgets.HBox([ipywidgets.HTML(html(label)), self.clear]).add_class("labkit-top")
        said = ipywidgets.HBox([self._code, self.status]).add_class("labkit-said")
        return ipywidgets.VBox([top, self.thrown, said]).add_class("labkit-card")

    def _end(self, fault: Fault) -> None:
        beside = self.thrown.neighbour(fault)
        if self._told(ending(fault), Notice("faults.ended")):
            # The button that was pressed is gone, and the keyboard must not fall out of the view.
            # What ends one may end the other with it: "at home" ends "offline" and "in the café".
            item = beside and self.thrown.items.get(beside)
            (item.button if item else self._first).focus()

    def _clear(self) -> None:
        if self._told(Call("clear"), Notice("faults.all_ended")):
            self._first.focus()

    @property
    def _first(self) -> ipywidgets.Dropdown:
        return next(iter(self.cards.values())).who

    def _told(self, call: Call, done: Notice) -> bool:
        self._code.value = code_line(call.code(), self._language)
        return self._carry_out(call, self.status, done)

    def _carry_out(self, call: Call, status: Status, done: Notice) -> bool:
        self._hush()
        return attempt(lambda: call.run(self._actions), status, done)

    def _hush(self) -> None:
        for status in (self.status, *(card.status for card in self.cards.values())):
            status.clear()

    def _rows(self) -> list[tuple[str, str]]:
        """Return every switch: the trouble that it makes, and the line of Python that does."""
        return [
            (say(self._language, f"faults.why.{row.switch.name}"), call.code())
            for card in self.cards.values()
            for row in card.rows.values()
            for call in [row.switch.throw(card.who.value, row.settings.values)]
        ]
