"""Feeds views on the kernel's own loop: widgets may be touched there and nowhere else.

Programs of the learner's own (curl, a mail app) change the lab while no cell runs. The first change
shows at once, those that follow closely together.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

PAUSE = 1 / 30  # seconds between two redraws: beyond thirty a second nobody sees more


class Live:
    """Calls *redraw* after changes, in the loop in which it was made; without a loop, never."""

    def __init__(self, redraw: Callable[[], None]) -> None:
        self._redraw = redraw
        self._resting = False
        self._changed = False
        try:
            self._loop = asyncio.get_running_loop()
        except RuntimeError:  # no kernel: a plain program, which has no views to feed
            self._loop = None

    def changed(self) -> None:
        """Note that something has changed. May be called in any thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._show)

    def _show(self) -> None:
        if self._resting:
            self._changed = True
            return
        self._resting = True
        assert self._loop is not None
        self._loop.call_later(PAUSE, self._rested)
        self._redraw()

    def _rested(self) -> None:
        self._resting = False
        if self._changed:
            self._changed = False
            self._show()
