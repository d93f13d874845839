"""A session that stays open between two actions: an app that waits in IDLE, or one that just stays.

The client libraries' sessions are context managers that say goodbye at their end. Here one is held
open, to be ended politely, or dropped without a word as when a cable is pulled.
"""

from __future__ import annotations

from contextlib import AbstractContextManager, ExitStack, suppress
from typing import Generic, TypeVar

C = TypeVar("C")


class _Dropped(Exception):
    """Nobody says goodbye."""


class OpenLine(Generic[C]):
    """Holds *session* open; ``client`` is what it gave."""

    def __init__(self, session: AbstractContextManager[C]) -> None:
        self._stack = ExitStack()
        self.client = self._stack.enter_context(session)

    def end(self) -> None:
        """Say goodbye; raise what the library raises when that fails."""
        self._stack.close()

    def drop(self) -> None:
        """Hang up without a goodbye."""
        gone = _Dropped()
        with suppress(_Dropped):
            self._stack.__exit__(_Dropped, gone, None)
