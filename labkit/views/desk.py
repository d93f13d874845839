"""The server's mailbox and the devices side by side: send, fetch and compare."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import ipywidgets
import traitlets

from labkit.plots.picture import folded_note
from labkit.records import DeviceState, LetterRow, Tile
from labkit.texts import Language, say
from labkit.views.holder import holders_table, person
from labkit.views.letter import draw_tile
from labkit.views.mailbox import MailboxView
from labkit.views.markup import el, html
from labkit.views.panel import Actions, DevicePanel
from labkit.views.pieces import chrome
from labkit.views.twin import HasTwin


class Desk(HasTwin, ipywidgets.VBox):
    """Assign ``mailbox`` and ``states``, and all panels redraw.

    ``actions`` names each device's actions: ``{"phone": {"sync": phone.sync}}``. The devices are
    those of the first ``states``; later ones are matched by name.
    """

    mailbox = traitlets.Tuple(help="The LetterRow values on the server.")
    states = traitlets.Tuple(help="The DeviceState values, in the order they stand.")

    def __init__(
        self,
        mailbox: Sequence[LetterRow],
        states: Sequence[DeviceState],
        actions: Mapping[str, Actions] | None = None,
        language: Language = "en",
        owner: str = "ken",
    ) -> None:
        self._language = language
        self._owner = owner
        given = actions or {}
        self.server = MailboxView(mailbox, owner, language)
        self.panels = {s.name: DevicePanel(s, given.get(s.name), language) for s in states}
        grid = ipywidgets.GridBox([self.server, *self.panels.values()])
        grid.add_class("labkit-desk")
        legend = ipywidgets.HTML(render_legend(language))
        super().__init__(children=[chrome(language, "holders"), grid, legend])
        self.add_class("labkit")
        self.mailbox, self.states = tuple(mailbox), tuple(states)

    def twin_text(self) -> str:
        return "\n".join(view.twin_text() for view in (self.server, *self.panels.values()))

    def twin_html(self) -> str:
        title = say(self._language, "panel.desk", owner=person(self._owner, self._language))
        holders = [(self.server.heading, self.server.letters)]
        holders += [(panel.heading, panel.state.letters) for panel in self.panels.values()]
        note = folded_note(title, self._language)
        return f"{note}\n{holders_table(title, holders, self._language)}"

    @traitlets.observe("mailbox")
    def _redraw_mailbox(self, change: object) -> None:
        self.server.letters = self.mailbox

    @traitlets.observe("states")
    def _redraw_states(self, change: object) -> None:
        for state in self.states:
            self.panels[state.name].state = state


def render_legend(language: Language) -> str:
    """Return the three kinds of tile, and what the dot means."""
    root = el(None, "div", class_="labkit-legend", lang=language)
    kinds = {
        "original": Tile("A", "", "original"),
        "view": Tile("A", "", "view"),
        "copy": Tile("A", "", "copy"),
        "unread": Tile("", "", "original", seen=False),
        "read": Tile("", "", "original", seen=True),
    }
    for name, tile in kinds.items():
        entry = el(root, "span", class_="labkit-legend-entry")
        svg = draw_tile(entry, tile)
        svg.attrib.update({"width": "24", "height": "24"})
        if not tile.letter:
            svg.set("viewBox", "4 4 15 15")
            svg.remove(svg[0])
        el(entry, "span", say(language, f"panel.legend_{name}"))
    return html(root)
