from __future__ import annotations

import asyncio
import threading

import pytest

from labkit.wire.loop import LoopThread


def test_functions_run_in_the_one_thread_and_their_errors_come_back() -> None:
    thread = LoopThread("test-loop")
    assert thread.call(lambda: threading.current_thread().name) == "test-loop"
    with pytest.raises(ZeroDivisionError):
        thread.call(lambda: 1 // 0)
    thread.stop()


def test_stop_twice_leaves_no_thread_and_a_late_call_gets_one_sentence() -> None:
    thread = LoopThread()
    thread.stop()
    thread.stop()
    assert not thread.running
    with pytest.raises(RuntimeError, match="the lab is closed"):
        thread.call(lambda: None)


def test_tasks_that_still_run_are_cancelled_at_the_end() -> None:
    thread, cancelled = LoopThread(), []

    async def forever() -> None:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            cancelled.append(True)
            raise

    tasks = thread.call(lambda: [asyncio.get_running_loop().create_task(forever())])
    thread.call(lambda: None)
    thread.stop()
    assert (cancelled, tasks[0].cancelled()) == ([True], True)


def test_an_exception_that_nobody_caught_is_kept() -> None:
    thread = LoopThread()
    thread.loop.call_soon_threadsafe(lambda: [][0])
    thread.call(lambda: None)
    assert [type(error) for error in thread.errors] == [IndexError]
    thread.stop()


def test_calling_the_loop_from_itself_is_refused_instead_of_hanging() -> None:
    thread = LoopThread()
    with pytest.raises(RuntimeError, match="called from the loop"):
        thread.call(lambda: thread.call(lambda: None))
    thread.stop()
