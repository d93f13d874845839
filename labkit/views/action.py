"""A button that runs one action at a time, and says in a sentence what came of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

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


def attempt(action: Callable[[], object], notify: Callable[[Notice], None]) -> bool:
    """Run *action*; return whether it worked.

    An exception that carries a ``notice`` was written for the learner: *notify* tells it. Any
    other is a bug of ours: a sentence says so, and the exception goes on to the log.
    """
    try:
        action()
    except Exception as error:
        notice = getattr(error, "notice", None)
        if isinstance(notice, Notice):
            notify(notice)
            return False
        notify(Notice("view.bug", {"error": type(error).__name__}))
        raise
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
