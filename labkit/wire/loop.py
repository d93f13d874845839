"""The one background thread: its loop owns every server and store.

Clients in notebook cells block, so servers can't live in the kernel's loop. Nobody but this thread
touches state; others ask it by ``call`` or ``run`` and get values back.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class LoopClosed(RuntimeError):
    """The loop has ended; nobody is there to ask."""


class LoopThread:
    """A running event loop in a thread of its own, until ``stop``."""

    def __init__(self, name: str = "labkit") -> None:
        self.loop = asyncio.new_event_loop()
        self.errors: list[BaseException] = []  # bugs: exceptions that nobody caught
        self.loop.set_exception_handler(self._note)
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    @property
    def running(self) -> bool:
        return self._thread.is_alive() and not self.loop.is_closed()

    def call(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run *function* in the loop's thread and return its value, or raise what it raised."""

        async def task() -> T:
            return function(*args, **kwargs)

        return self.run(task())

    def run(self, coroutine: Coroutine[object, object, T]) -> T:
        """Run *coroutine* in the loop's thread; an interrupted cell cancels it."""
        if threading.current_thread() is self._thread or not self.running:
            coroutine.close()
            if not self.running:
                raise LoopClosed("the lab is closed")
            raise RuntimeError("called from the loop's own thread: it would wait for itself")
        future = asyncio.run_coroutine_threadsafe(coroutine, self.loop)
        try:
            return future.result()
        except BaseException:
            future.cancel()
            raise

    def stop(self, last: Coroutine[object, object, object] | None = None) -> None:
        """End the loop and its thread, after *last* is done. May be called twice.

        A collected lab may be cleaned up in any thread, this one too: then it stops soon after.
        """
        if not self.running:
            if last is not None:
                last.close()
            return
        asyncio.run_coroutine_threadsafe(self._end(last), self.loop)
        if threading.current_thread() is not self._thread:
            self._thread.join()

    async def _end(self, last: Coroutine[object, object, object] | None) -> None:
        try:
            if last is not None:
                await last
        finally:
            self.loop.stop()

    def _work(self) -> None:
        asyncio.set_event_loop(self.loop)
        try:
            self.loop.run_forever()
            self._cancel_all()
        finally:
            self.loop.close()

    def _cancel_all(self) -> None:
        tasks = asyncio.all_tasks(self.loop)
        for task in tasks:
            task.cancel()
        self.loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
        self.loop.run_until_complete(self.loop.shutdown_asyncgens())

    def _note(self, loop: asyncio.AbstractEventLoop, context: dict[str, object]) -> None:
        error = context.get("exception")
        self.errors.append(
            error if isinstance(error, BaseException) else RuntimeError(str(context.get("message")))
        )
