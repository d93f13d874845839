"""The one background thread: its loop owns every server and store.

Clients in notebook cells block, so servers can't live in the kernel's loop. Nobody but this thread
touches state; others ask it by ``call`` or ``run`` and get values back.
"""

from __future__ import annotations

import asyncio
import itertools
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import CancelledError, Future, InvalidStateError
from contextlib import suppress
from typing import ParamSpec, TypeVar, cast

MAX_ERRORS = 100

P = ParamSpec("P")
T = TypeVar("T")


class LoopClosed(RuntimeError):
    """The loop has ended; nobody is there to ask."""


class LoopThread:
    """A running event loop in a thread of its own, until ``stop``."""

    def __init__(self, name: str = "labkit") -> None:
        self.loop = asyncio.new_event_loop()
        self.errors: list[BaseException] = []  # bugs: exceptions that nobody caught, the first ones
        self._asked: set[Future[object]] = set()  # who waits for an answer
        self._stopping = self._ended = False
        self._stops = itertools.count()
        self.loop.set_exception_handler(self._note)
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    @property
    def running(self) -> bool:
        """True until the loop has ended."""
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
        try:
            return self._answer(asyncio.run_coroutine_threadsafe(coroutine, self.loop))
        except (CancelledError, RuntimeError) as error:
            cancelled = self._stopping and isinstance(error, CancelledError)
            if not (cancelled or self.loop.is_closed()):
                raise
            # It ended between the question and the answer; maybe the coroutine never began.
            self._thread.join()
            coroutine.close()
            raise LoopClosed("the lab is closed") from None

    def _answer(self, future: Future[T]) -> T:
        self._asked.add(cast("Future[object]", future))
        try:
            if self._ended:
                _nobody_answers(future)
            return future.result()
        except BaseException:
            future.cancel()
            raise
        finally:
            self._asked.discard(cast("Future[object]", future))

    def stop(self, last: Coroutine[object, object, object] | None = None) -> None:
        """End the loop and its thread, after *last* is done. May be called twice.

        A collected lab may be cleaned up in any thread, this one too: then it stops soon after.
        """
        self._stopping = True
        if next(self._stops) == 0:  # two threads may ask at once
            asyncio.run_coroutine_threadsafe(self._end(last), self.loop)
        elif last is not None:
            last.close()
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
            self.loop.run_until_complete(self.loop.shutdown_asyncgens())
            self._cancel_all()
        finally:
            self.loop.close()
            # Whoever asked too late would wait for ever.
            self._ended = True
            for future in tuple(self._asked):
                _nobody_answers(future)

    def _cancel_all(self) -> None:
        while tasks := asyncio.all_tasks(self.loop):  # somebody may still ask meanwhile
            for task in tasks:
                task.cancel()
            self.loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))

    def _note(self, loop: asyncio.AbstractEventLoop, context: dict[str, object]) -> None:
        error = context.get("exception")
        if len(self.errors) < MAX_ERRORS:
            self.errors.append(
                error
                if isinstance(error, BaseException)
                else RuntimeError(str(context.get("message")))
            )


def _nobody_answers(future: Future[T]) -> None:
    with suppress(InvalidStateError):  # answered after all
        future.set_exception(LoopClosed("the lab is closed"))
