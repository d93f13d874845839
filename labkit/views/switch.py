"""One switch of the board, and the card of all switches that are about the same target."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import ipywidgets
import traitlets

from labkit.plots.faults import sentence
from labkit.plots.names import named, person
from labkit.plots.symbols import Name, sign
from labkit.records import Fault, Notice
from labkit.texts import Language, say, tell
from labkit.views.action import ActionButton
from labkit.views.markup import el, html
from labkit.views.pieces import Status, code_line
from labkit.views.settings import Settings
from labkit.views.switches import SWITCHES, Call, Group, Switch, ending

_SIGNS: dict[Group, Name] = {
    "hosts": "server", "domains": "building", "people": "mailbox", "devices": "phone",
}  # fmt: skip


class SwitchRow(ipywidgets.HBox):
    """A button, the trouble that it makes in one sentence, and the fields that say how much.

    ``fault`` is the switch as it is thrown for the target, or None: then the button ends it.
    """

    fault = traitlets.Instance(Fault, allow_none=True, help="The switch as it is thrown.")

    def __init__(
        self, switch: Switch, press: Callable[[SwitchRow], None], language: Language
    ) -> None:
        self.switch = switch
        self._language = language
        self._words = ipywidgets.HTML()
        self.button = ActionButton("", lambda: press(self)).add_class("labkit-small")
        self.settings = Settings(switch.fields, language)
        said = [self._words, self.settings] if switch.fields else [self._words]
        what = ipywidgets.VBox(said).add_class("labkit-what")
        super().__init__(children=[self.button, what])
        self.add_class("labkit-switch")
        self._redraw()

    def call(self, target: str) -> Call:
        """Return what the next press does to *target*."""
        if self.fault is not None:
            return ending(self.fault)
        return self.switch.throw(target, self.settings.values)

    @traitlets.observe("fault")
    def _redraw(self, change: object = None) -> None:
        on, language, name = self.fault is not None, self._language, self.switch.name
        key = f"faults.undo.{name}" if on else f"faults.do.{name}"
        self.button.description = say(language, key)
        self._words.value = render_words(self.switch, self.fault, language)
        self.settings.layout.display = "none" if on else None
        (self.add_class if on else self.remove_class)("labkit-thrown")


class SwitchCard(ipywidgets.VBox):
    """Whom it is about, the switches for that, and what came of the last press.

    *press* carries a call out and tells the status.
    """

    faults = traitlets.Tuple(help="The Fault values of all that is thrown now.")

    def __init__(
        self,
        group: Group,
        names: Sequence[str],
        press: Callable[[Call, Status, Notice], object],
        language: Language,
    ) -> None:
        self._press = press
        self._language = language
        options = [(shown(group, name, language), name) for name in names]
        pick = say(language, f"faults.pick.{group}")
        self.who = ipywidgets.Dropdown(options=options, description=pick)
        self.rows = {s.name: SwitchRow(s, self._pressed, language) for s in SWITCHES[group]}
        self._code = ipywidgets.HTML()
        self.status = Status(language)
        icon = ipywidgets.HTML(render_icon(group, language)).add_class("labkit-icon")
        head = ipywidgets.HBox([icon, self.who]).add_class("labkit-pick")
        super().__init__(children=[head, *self.rows.values(), self._code, self.status])
        self.add_class("labkit-card")
        self._show_code(next(iter(self.rows.values())).call(self.who.value))
        self.who.observe(self._chosen, "value")
        for row in self.rows.values():
            row.settings.on_change(self._hint)
        self._hint()

    @traitlets.observe("faults")
    def _redraw(self, change: object = None) -> None:
        for row in self.rows.values():
            mine = [f for f in self.faults if f.target == self.who.value and row.switch.throws(f)]
            row.fault = mine[0] if mine else None
        self._hint()

    def _chosen(self, change: object) -> None:
        self.status.clear()
        self._redraw()

    def _hint(self) -> None:
        for row in self.rows.values():
            row.button.tooltip = row.call(self.who.value).code()

    def _pressed(self, row: SwitchRow) -> None:
        call = row.call(self.who.value)
        self._show_code(call)
        self._press(call, self.status, Notice("faults.ended" if row.fault else "faults.done"))

    def _show_code(self, call: Call) -> None:
        self._code.value = code_line(call.code(), self._language)


def shown(group: Group, name: str, language: Language) -> str:
    """Return what a list of choices calls *name*."""
    if group == "people":
        return person(language, name)
    return named(language, "holder", name) if group == "devices" else name


def render_words(switch: Switch, fault: Fault | None, language: Language) -> str:
    """Return the trouble that *switch* makes; or, thrown, what is the matter now."""
    line = el(None, "div", class_="labkit-why", lang=language)
    if fault is None:
        line.text = say(language, f"faults.why.{switch.name}")
    else:
        el(line, "strong", say(language, "faults.on"))
        el(line, "span", tell(language, sentence(fault)))
    return html(line)


def render_icon(group: Group, language: Language) -> str:
    """Return a group's sign, with its name for those who hear the page."""
    root = el(None, "div", lang=language)
    svg = el(root, "svg", width=22, height=22, viewBox="0 0 16 16", aria_hidden="true")
    sign(svg, _SIGNS[group], 8, 8, ink="currentColor")
    heard = el(root, "span", say(language, f"faults.{group}"), class_="labkit-heard")
    heard.attrib.update({"role": "heading", "aria-level": "4"})
    return html(root)
