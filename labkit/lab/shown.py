"""The views that are on display, and how each is brought up to date."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import NamedTuple, Protocol, TypeVar

from labkit.texts import Language
from labkit.wire.turn import Turn


class View(Protocol):
    """A widget that speaks the language it is given."""

    language: str


V = TypeVar("V", bound=View)


class _Ways(NamedTuple):
    refresh: Callable[[View], None] | None
    forget: Callable[[View], None] | None


class Shown:
    """Keeps no view alive: one that nobody displays any more goes by itself.

    A button's thread and the kernel's loop may both have something new to show: they take turns.
    """

    def __init__(self) -> None:
        self._turn = Turn()
        self._ways: weakref.WeakKeyDictionary[View, _Ways] = weakref.WeakKeyDictionary()

    def add(
        self,
        view: V,
        refresh: Callable[[V], None] | None = None,
        forget: Callable[[V], None] | None = None,
    ) -> V:
        """Keep *view* up to date by *refresh* after each change, by *forget* after a reset too."""
        self._ways[view] = _Ways(refresh, forget)  # type: ignore[arg-type]
        return view

    def refresh(self) -> None:
        """Something has changed: let every view show it."""
        with self._turn:
            for view, ways in tuple(self._ways.items()):
                if ways.refresh is not None:
                    ways.refresh(view)

    def forget(self) -> None:
        """The lab was reset: let every view drop what it said of the time before."""
        with self._turn:
            for view, ways in tuple(self._ways.items()):
                if ways.forget is not None:
                    ways.forget(view)

    def clear(self) -> None:
        """The lab was closed: views stay as they are."""
        self._ways.clear()

    def speak(self, language: Language) -> None:
        """Let every view say its words in *language*."""
        with self._turn:
            for view in tuple(self._ways):
                view.language = language
