"""A button that runs one action at a time, and says in a sentence what came of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Protocol

import ipywidgets

from labkit.records import Notice

# A double click reaches the kernel as two messages, and the second waits in the queue while the
# first is carried out: it is told from a new wish only by coming at once.
SETTLE_SECONDS = 0.3


def settle(ready: Callable[[], None]) -> None:
    """Call *ready* once the clicks that came meanwhile are dropped; at once where no loop runs."""
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        ready()
    else:
        loop.call_later(SETTLE_SECONDS, ready)


class Tells(Protocol):
    """Where the outcome of an action is told."""

    def good(self, notice: Notice) -> None:
        """Say that something worked."""

    def kind(self, notice: Notice) -> None:
        """Say kindly that something did not work."""


def attempt(action: Callable[[], object], status: Tells, done: Notice | None) -> bool:
    """Run *action*; tell *status* what came of it, and return whether it worked.

    What the action returns, or raises, may carry a ``notice`` written for the learner; else *done*
    is told, or nothing. Any other exception is a bug of ours: a sentence says so, and it goes on to
    the log.
    """
    try:
        result = action()
    except Exception as error:
        notice = getattr(error, "notice", None)
        if isinstance(notice, Notice):
            status.kind(notice)
            return False
        status.kind(Notice("view.bug", {"error": type(error).__name__}))
        raise
    said = getattr(result, "notice", None)
    told = said if isinstance(said, Notice) else done
    if told is not None:
        status.good(told)
    return True


class ActionButton(ipywidgets.Button):
    """Calls *run* on a click; a click that comes while it is busy does nothing.

    While busy it is only dressed as disabled: a button that is disabled in the browser drops the
    keyboard's focus, and a learner without a mouse would be thrown out of the view.
    """

    def __init__(
        self,
        description: str,
        run: Callable[[], None],
        settle: Callable[[Callable[[], None]], None] = settle,
        **kwargs: object,
    ) -> None:
        super().__init__(description=description, **kwargs)
        self.busy = False
        self._run = run
        self._settle = settle
        self.on_click(self._clicked)

    def _clicked(self, _button: object) -> None:
        if self.busy or self.disabled:
            return
        self.busy = True
        self.add_class("labkit-busy")
        try:
            self._run()
        finally:
            self._settle(self._ready)

    def _ready(self) -> None:
        self.busy = False
        self.remove_class("labkit-busy")
