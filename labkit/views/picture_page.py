"""A picture on display: chosen by small menus, drawn anew when something has changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

import ipywidgets

from labkit.records import Notice
from labkit.texts import Language, tell
from labkit.views.markup import el, html
from labkit.views.pieces import chrome, code_line
from labkit.views.view import View


class Shows(Protocol):
    """What can stand in a page: a Picture, or anything else that is HTML and text."""

    def _repr_html_(self) -> str: ...


class Choice(NamedTuple):
    """A menu: *label* in words, and its options by name, each as the learner reads it."""

    label: str
    options: tuple[tuple[str, str | int], ...]  # (words, name)


class PicturePage(View):
    """``draw(*chosen)`` gives the picture, ``choices()`` the menus over it, ``code(*chosen)`` the
    line of Python that shows the same. ``refresh()`` asks for all three anew.

    ``draw`` refuses by an exception with a ``notice``: it stands where the picture would.
    """

    def __init__(
        self,
        draw: Callable[..., object],
        code: Callable[..., str],
        choices: Callable[[], Sequence[Choice]] = tuple,
        language: Language = "en",
    ) -> None:
        self._draw = draw
        self._code = code
        self._choices = choices
        self._drawn: object = None
        self.menus: list[ipywidgets.Dropdown] = []
        super().__init__(language)

    def build(self) -> Sequence[ipywidgets.Widget]:
        chosen = [menu.value for menu in self.menus]
        self.menus = [_menu(choice) for choice in self._choices()]
        for menu, value in zip(self.menus, chosen, strict=False):
            _choose(menu, value)
        for menu in self.menus:
            menu.observe(self._redraw, "value")
        self._line = ipywidgets.HTML()
        self._picture = ipywidgets.HTML()
        self._redraw()
        bar = ipywidgets.HBox([*self.menus, self._line]).add_class("labkit-picks")
        return [chrome(self._language, "workbench"), bar, self._picture]

    def choose(self, *names: str | int) -> None:
        """Choose in each menu, in their order."""
        for menu, name in zip(self.menus, names, strict=False):
            _choose(menu, name)

    def refresh(self) -> None:
        """Ask again what there is to choose, and draw again."""
        with self.hold_trait_notifications():
            for menu, choice in zip(self.menus, self._choices(), strict=True):
                _offer(menu, choice)
        self._redraw()

    def twin_text(self) -> str:
        return repr(self._drawn)

    def twin_html(self) -> str:
        return self._picture.value

    def _redraw(self, change: object = None) -> None:
        chosen = [menu.value for menu in self.menus]
        self._line.value = code_line(self._code(*chosen), self._language)
        try:
            self._drawn = self._draw(*chosen)
        except Exception as error:
            notice = getattr(error, "notice", None)
            if not isinstance(notice, Notice):
                raise
            self._drawn = error
            said = el(None, "p", tell(self._language, notice), lang=self._language)
            self._picture.value = html(said)
            return
        self._picture.value = _html_of(self._drawn)


def _html_of(drawn: object) -> str:
    """Return what Jupyter would show of *drawn*."""
    if (as_html := getattr(drawn, "_repr_html_", None)) is not None:
        return str(as_html())
    bundle = drawn._repr_mimebundle_()  # type: ignore[attr-defined]
    return str(bundle["text/html"])


def _menu(choice: Choice) -> ipywidgets.Dropdown:
    menu = ipywidgets.Dropdown(description=choice.label).add_class("labkit-pick-one")
    _offer(menu, choice)
    return menu


def _offer(menu: ipywidgets.Dropdown, choice: Choice) -> None:
    """Change the options without losing what is chosen; the first is chosen if that is gone."""
    if menu.options == choice.options and menu.description == choice.label:
        return
    before = menu.value
    menu.description = choice.label
    menu.options = choice.options
    menu.index = 0
    _choose(menu, before)


def _choose(menu: ipywidgets.Dropdown, name: object) -> None:
    if name in [value for _, value in menu.options]:
        menu.value = name
