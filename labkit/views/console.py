"""The console: talk to a server by hand. A line to type in, the conversation, examples, helpers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import NamedTuple
from xml.etree.ElementTree import Element

import ipywidgets

from labkit.plots.ladder import ladder
from labkit.records import Ladder, Notice, Protocol, Script
from labkit.texts import Language, say
from labkit.views.action import ActionButton, attempt
from labkit.views.console_helpers import Base64Helper, DotHelper
from labkit.views.console_rows import known, rows_of
from labkit.views.console_script import ScriptCard
from labkit.views.keyboard import Keyboard
from labkit.views.markup import el, html
from labkit.views.pieces import Status, chrome, code_line, heading, quoted
from labkit.views.view import View

# Whom one talks to, whether the line is open, what was said, and each letter's text by its line.
State = tuple[str, bool, Ladder | None, Mapping[int, str]]
Door = tuple[Protocol, str, int]


class _Told(NamedTuple):
    notice: Notice


class Console(View):
    """*actions* are "call" (a host), "say" (a line), "letter" (a text) and "hang_up".

    *state* tells what is true now: it is asked after each action, and by ``look``. *doors* are the
    servers, *scripts* what one could type at each host.
    """

    def __init__(
        self,
        doors: Sequence[Door],
        scripts: Mapping[str, Script],
        actions: Mapping[str, Callable[..., object]],
        state: Callable[[], State],
        language: Language = "en",
    ) -> None:
        self._doors = {host: (protocol, host, port) for protocol, host, port in doors}
        self._scripts = scripts
        self._actions = actions
        self._ask = state
        self._typed: list[str] = []
        super().__init__(language)
        self.add_class("labkit-talk")

    def look(self) -> None:
        """Show what is true now."""
        host, is_open, record, letters = self._ask()
        words = self._words(self._doors[host])
        self.state.value = html(self._badge(is_open, words))
        self.keyboard.rows = rows_of(record, letters, self._language) if record else []
        self.knows.value = known(record, self._language)
        self._enable(is_open)

    def forget(self) -> None:
        """The lab was reset: what was said of the time before is gone."""
        self.status.clear()
        self._code.value = ""
        self.look()

    def twin_text(self) -> str:
        host, _, record, _ = self._ask()
        title = say(self._language, "talk.title")
        told = ladder(record, self._language).text if record else ""
        return "\n".join(filter(None, [title, f"talk = lab.talk({quoted(host)})", told]))

    def twin_html(self) -> str:
        host, _, record, _ = self._ask()
        code = code_line(f"talk = lab.talk({quoted(host)})", self._language)
        return (ladder(record, self._language).html if record else "") + code

    def build(self) -> list[ipywidgets.Widget]:
        language = self._language
        host = self._ask()[0]
        self.door = ipywidgets.Dropdown(
            options=[(self._words(door), name) for name, door in self._doors.items()],
            value=host,
            description=say(language, "talk.server"),
        )
        self.connect = ActionButton(say(language, "talk.connect"), self._connect)
        self.leave = ActionButton(say(language, "talk.hang_up"), self._hang_up)
        self.connect.add_class("labkit-talk-main")
        self.leave.add_class("labkit-small")
        self.state = ipywidgets.HTML().add_class("labkit-talk-state")
        self.keyboard = Keyboard(self._labels(), self.type)
        self.keyboard.history = list(self._typed)
        self.knows = ipywidgets.HTML()
        self.status = Status(language)
        self._code = ipywidgets.HTML()
        self.script = ScriptCard(self._scripts[host], self._fill, language)
        self.base64 = Base64Helper(self._fill, language)
        self.dots = DotHelper(self._letter, language)
        self.door.observe(self._chosen, "value")
        parts = self._parts()
        self.look()
        return parts

    def _parts(self) -> list[ipywidgets.Widget]:
        head = el(None, "div", lang=self._language)
        heading(head, say(self._language, "talk.title"))
        el(head, "div", say(self._language, "talk.hint"), class_="labkit-hint")
        bar = ipywidgets.HBox([self.door, self.connect, self.leave, self.state])
        said = ipywidgets.VBox([self.keyboard, self.status, self._code])
        title = el(None, "div", say(self._language, "ladder.knows"), class_="labkit-talk-head")
        knows = ipywidgets.VBox([ipywidgets.HTML(html(title)), self.knows])
        knows.add_class("labkit-talk-card")
        aside = ipywidgets.VBox([self.script, knows, self.base64, self.dots])
        grid = ipywidgets.GridBox(
            [said.add_class("labkit-talk-left"), aside.add_class("labkit-talk-right")]
        )
        return [
            chrome(self._language, "console"),
            ipywidgets.HTML(html(head)),
            bar.add_class("labkit-talk-bar"),
            grid.add_class("labkit-talk-grid"),
        ]

    def _connect(self) -> None:
        host = self.door.value
        call = partial(self._actions["call"], host)
        self._do(f"talk = lab.talk({quoted(host)})", call, Notice("talk.quiet"))

    def _hang_up(self) -> None:
        code, hang_up = "talk.hang_up()", self._actions["hang_up"]
        self._do(code, hang_up, Notice("talk.left"))

    def type(self, line: str) -> None:
        """Say *line*, as Enter in the input does."""
        say_it = partial(self._actions["say"], line)
        # What was refused unsent may be a password of somebody's own: nothing here repeats it.
        if self._do(f"talk.say({quoted(line)})", say_it, Notice("talk.quiet")):
            self.keyboard.remember(line)
            self._typed = self.keyboard.history

    def _letter(self, text: str) -> None:
        send = partial(self._actions["letter"], text)
        self._do(f"talk.letter({quoted(text)})", send, Notice("talk.quiet"))

    def _do(self, code: str, action: Callable[[], object], quiet: Notice) -> bool:
        """Act, and tell what the last reply means; *quiet* where the server said nothing."""
        self._code.value = ""

        def act() -> _Told:
            answer = action()
            self.look()
            return _Told((answer and self._last_reply()) or quiet)

        done = attempt(act, self.status, quiet)
        if done:
            self._code.value = code_line(code, self._language)
        else:
            self.look()
        return done

    def _last_reply(self) -> Notice | None:
        record = self._ask()[2]
        replies = [line for line in record.lines if line.direction == "S"] if record else []
        return replies[-1].story if replies else None

    def _fill(self, text: str) -> None:
        self.keyboard.put(text)

    def _chosen(self, change: object = None) -> None:
        self.script.script = self._scripts[self.door.value]

    def _enable(self, is_open: bool) -> None:
        self.leave.disabled = not is_open
        self.leave.tooltip = say(self._language, "talk.hang_up_tip" if is_open else "talk.no_line")

    def _badge(self, is_open: bool, words: str) -> Element:
        root = el(None, "div", class_="labkit-talk-badge", lang=self._language)
        el(root, "span", "●" if is_open else "○", aria_hidden="true")
        el(root, "span", say(self._language, "talk.on" if is_open else "talk.off", server=words))
        return root

    def _words(self, door: Door) -> str:
        protocol, host, port = door
        return f"{protocol} · {host} · {port}"

    def _labels(self) -> dict[str, str]:
        return {
            name: say(self._language, f"talk.label.{name}")
            for name in ("log", "input", "hint", "send")
        }
