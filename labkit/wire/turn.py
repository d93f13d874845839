"""Whose turn it is: what two threads may want to do at once, one does after the other.

JupyterLab lets the kernel handle a widget's messages in a thread of their own ("subshells"), beside
the one in which cells run and servers' news arrive.
"""

from __future__ import annotations

import threading
from types import TracebackType


class Turn:
    """``with turn:`` waits until no other thread is inside; the same thread may go in again."""

    def __init__(self) -> None:
        self._lock = threading.RLock()

    def __enter__(self) -> None:
        self._lock.acquire()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._lock.release()
