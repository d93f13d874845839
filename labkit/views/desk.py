"""The server's mailbox and the devices side by side: send, fetch and compare."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence

import ipywidgets
import traitlets

from labkit.plots.picture import folded_note
from labkit.records import DeviceState, LetterRow, Tile
from labkit.texts import Language, say, tell
from labkit.views.deed import Actions
from labkit.views.differences import Difference, bounded, differences, marks
from labkit.views.holder import holders_table, person
from labkit.views.letter import draw_tile
from labkit.views.mailbox import MailboxView
from labkit.views.markup import el, html
from labkit.views.panel import DevicePanel
from labkit.views.pieces import chrome
from labkit.views.view import View

MOST_LINES = 12  # of Python, under the desk


class Desk(View):
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
        self._owner = owner
        self._actions = actions or {}
        self._devices = {state.name: state for state in states}
        self._lines: deque[str] = deque(maxlen=MOST_LINES)
        self.panels: dict[str, DevicePanel] = {}
        super().__init__(language, mailbox=tuple(mailbox), states=tuple(states))

    def build(self) -> Sequence[ipywidgets.Widget]:
        language = self._language
        self.server = MailboxView(self.mailbox, self._owner, language)
        self.panels = {name: self._panel(state) for name, state in self._devices.items()}
        grid = ipywidgets.GridBox([self.server, *self.panels.values()])
        grid.add_class("labkit-desk")
        legend = ipywidgets.HTML(render_legend(language))
        self._told = ipywidgets.HTML()
        self._script = ipywidgets.HTML(render_script(self._lines, language))
        self._compare()
        return [chrome(language, "holders"), grid, self._told, self._script, legend]

    def twin_text(self) -> str:
        return "\n".join(view.twin_text() for view in (self.server, *self.panels.values()))

    def twin_html(self) -> str:
        title = say(self._language, "panel.desk", owner=person(self._owner, self._language))
        holders = [(self.server.heading, self.server.letters)]
        holders += [(panel.heading, panel.state.letters) for panel in self.panels.values()]
        note = folded_note(title, self._language)
        return f"{note}\n{holders_table(title, holders, self._language)}"

    @traitlets.observe("mailbox", "states")
    def _redraw(self, change: object) -> None:
        if not self._built:
            return
        self.server.letters = self.mailbox
        for state in self.states:
            self._devices[state.name] = state
            self.panels[state.name].state = state
        self._compare()

    def _panel(self, state: DeviceState) -> DevicePanel:
        old = self.panels.get(state.name)
        opened = old.letters.opened if old else ()
        actions = self._actions.get(state.name)
        return DevicePanel(state, actions, self._language, opened, self._note)

    def _compare(self) -> None:
        found = differences(self.mailbox, tuple(self._devices.values()))
        for name, panel in self.panels.items():
            panel.marks = marks(found, name)
        nobody = not self.mailbox and not any(s.letters for s in self._devices.values())
        self._told.value = render_differences(found, self._language, nobody)

    def _note(self, code: str) -> None:
        self._lines.append(code)
        self._script.value = render_script(self._lines, self._language)


def render_differences(found: Sequence[Difference], language: Language, nobody: bool) -> str:
    """Return what differs as a list of sentences; a screen reader reads it when it has time."""
    root = el(None, "div", class_="labkit-compare", lang=language)
    el(root, "div", say(language, "differs.title"), class_="labkit-title", role="heading").set(
        "aria-level", "3"
    )
    live = el(root, "div", role="status", aria_live="polite")
    if not found:
        el(live, "div", say(language, "differs.empty" if nobody else "differs.none"))
        return html(root)
    entries = el(live, "ul")
    for notice in bounded(found):
        el(entries, "li", tell(language, notice))
    return html(root)


def render_script(lines: Sequence[str], language: Language) -> str:
    """Return the last presses as lines of Python, to be copied."""
    root = el(None, "div", class_="labkit-script", lang=language)
    el(root, "div", say(language, "desk.script" if lines else "desk.script_empty"))
    if lines:
        el(root, "pre", "\n".join(lines), tabindex=0, aria_label=say(language, "desk.script"))
    return html(root)


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
