"""The whole lab as one desk: pages under a row of tabs, the clock and the language above them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import NamedTuple, cast

import ipywidgets
import traitlets

from labkit.plots.picture import folded_note
from labkit.records import Notice
from labkit.texts import LANGUAGES, Language, say
from labkit.views.action import ActionButton, attempt
from labkit.views.markup import el, html
from labkit.views.pieces import Status, chrome, code_line, heading, lab_time, table
from labkit.views.tabs import Tabs
from labkit.views.twin import HasTwin


class Page(NamedTuple):
    """A page by name: what makes its view, and the line of Python that shows it by itself."""

    make: Callable[[], ipywidgets.Widget]
    code: str


class Workbench(HasTwin, ipywidgets.VBox):
    """Each page is made when it is first opened, and stays as the learner left it.

    *pages* by name, in order; their words are ``workbench.page.<name>``. *actions* are "reset" and
    "language" (given "en" or "ja"). ``now`` is the lab's time.
    """

    now = traitlets.Any(help="The lab's time, a datetime.")
    language = traitlets.Enum(["en", "ja"], default_value="en", help="What the words are in.")

    def __init__(
        self,
        pages: Mapping[str, Page],
        actions: Mapping[str, Callable[..., object]],
        now: datetime,
        language: Language = "en",
    ) -> None:
        self._pages = dict(pages)
        self._actions = actions
        self._made: dict[str, ipywidgets.Widget] = {}
        self._head = ipywidgets.HTML()
        self._code = ipywidgets.HTML()
        self._legend = chrome(language, "workbench")
        self.tabs = Tabs(chosen=next(iter(self._pages)))
        self.reset = ActionButton("", self._reset)
        self.other = ActionButton("", self._speak_other)
        self.status = Status(language)
        self._page = ipywidgets.VBox().add_class("labkit-page")
        bar = ipywidgets.HBox([self._head, self.other, self.reset]).add_class("labkit-bench-head")
        said = ipywidgets.HBox([self._code, self.status]).add_class("labkit-said")
        super().__init__(
            children=[self._legend, bar, self.tabs, said, self._page], language=language, now=now
        )
        self.add_class("labkit").add_class("labkit-bench")
        for button in (self.other, self.reset):
            button.add_class("labkit-small")
        self.tabs.observe(self._turn, "chosen")
        self._say()
        self._turn()

    @property
    def pages(self) -> tuple[str, ...]:
        """The names of all pages, in order."""
        return tuple(self._pages)

    def show(self, name: str) -> ipywidgets.Widget:
        """Open the page *name* and return its view; raise KeyError for a page that is not there."""
        if name not in self._pages:
            raise KeyError(name)
        self.tabs.chosen = name
        return self._made[name]

    @property
    def title(self) -> str:
        """What the whole is called."""
        return say(self._language, "workbench.title")

    def refresh(self) -> None:
        """Something has changed: let the open page draw it, where it is one that draws."""
        again = getattr(self._made.get(self.tabs.chosen), "refresh", None)
        if again is not None:
            again()

    def twin_text(self) -> str:
        lines = [f"  {self._words(name)}: {page.code}" for name, page in self._pages.items()]
        return "\n".join([self.title, *lines])

    def twin_html(self) -> str:
        title = self.title
        rows = [(self._words(name), page.code) for name, page in self._pages.items()]
        return f"{folded_note(title, self._language)}\n{table(title, rows)}"

    @property
    def _language(self) -> Language:
        return cast(Language, self.language)

    def _words(self, name: str) -> str:
        return say(self._language, f"workbench.page.{name}")

    @traitlets.observe("language")
    def _say(self, change: object = None) -> None:
        if not hasattr(self, "_page"):
            return  # still being built
        language = self._language
        names = [(name, self._words(name)) for name in self._pages]
        self.tabs.say(names, self.title, language)
        self.reset.description = say(language, "workbench.reset")
        self.reset.tooltip = "lab.reset()"
        self.other.description = say(language, "workbench.other")
        self.other.tooltip = self._other_code()
        self.status.language = language
        self.status.clear()
        for view in self._made.values():
            view.language = language
        self.refresh()
        self._tell_time()

    @traitlets.observe("now")
    def _tell_time(self, change: object = None) -> None:
        if not hasattr(self, "_page"):
            return
        line = el(None, "div", class_="labkit-bench-title", lang=self._language)
        heading(line, self.title)
        el(line, "span", lab_time(self.now, self._language), class_="labkit-bench-clock")
        self._head.value = html(line)

    def _turn(self, change: object = None) -> None:
        name = self.tabs.chosen
        self._code.value = code_line(f'lab.show("{name}")', self._language)
        self.status.clear()
        attempt(lambda: self._open(name), self.status, None)
        self._page.children = (self._made[name],) if name in self._made else ()

    def _open(self, name: str) -> None:
        if name not in self._made:
            self._made[name] = self._pages[name].make()
        else:
            self.refresh()  # it slept while others were open

    def _reset(self) -> None:
        self._code.value = code_line("lab.reset()", self._language)
        attempt(self._actions["reset"], self.status, Notice("lab.was_reset"))

    def _speak_other(self) -> None:
        code, other = self._other_code(), self._other()
        if attempt(lambda: self._actions["language"](other), self.status, Notice("workbench.said")):
            self._code.value = code_line(code, self._language)

    def _other(self) -> Language:
        return next(language for language in LANGUAGES if language != self._language)

    def _other_code(self) -> str:
        return f'lab.language = "{self._other()}"'
