from __future__ import annotations

import asyncio
import threading

import pytest

from labkit.wire.loop import MAX_ERRORS, LoopClosed, LoopThread


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


def test_who_asks_while_it_ends_gets_the_sentence_and_never_waits_for_ever() -> None:
    def ask_until_it_ends(thread: LoopThread, told: list[str]) -> None:
        try:
            while True:
                thread.call(lambda: None)
        except LoopClosed as closed:
            told.append(str(closed))

    for _ in range(20):
        thread, told = LoopThread(), list[str]()
        asking = [
            threading.Thread(target=ask_until_it_ends, args=(thread, told), daemon=True)
            for _ in range(4)
        ]
        for each in asking:
            each.start()
        thread.call(lambda: None)
        thread.stop()
        for each in asking:
            each.join(5)
        assert told == ["the lab is closed"] * 4


def test_bugs_without_number_are_kept_in_number() -> None:
    thread = LoopThread()
    for _ in range(2 * MAX_ERRORS):
        thread.loop.call_soon_threadsafe(lambda: [][0])
    thread.call(lambda: None)
    assert len(thread.errors) == MAX_ERRORS
    thread.stop()


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
