import asyncio
from collections.abc import Callable

import pytest

from labkit.records import Notice
from labkit.views.action import ActionButton, attempt, settle


class Told:
    def __init__(self) -> None:
        self.notices: list[tuple[str, str]] = []

    def good(self, notice: Notice) -> None:
        self.notices.append(("good", notice.key))

    def kind(self, notice: Notice) -> None:
        self.notices.append(("kind", notice.key))


class Said:
    notice = Notice("said.by.the.action")


class Refused(Exception):
    notice = Notice("refused.kindly")


def refuse() -> None:
    raise Refused


def test_an_outcome_that_tells_itself_is_told() -> None:
    told = Told()
    assert attempt(Said, told, Notice("done"))
    assert told.notices == [("good", "said.by.the.action")]


def test_an_outcome_without_words_is_told_as_done() -> None:
    told = Told()
    assert attempt(lambda: None, told, Notice("done"))
    assert told.notices == [("good", "done")]


def test_a_refusal_is_told_kindly_and_goes_no_further() -> None:
    told = Told()
    assert not attempt(refuse, told, Notice("done"))
    assert told.notices == [("kind", "refused.kindly")]


def test_a_bug_of_ours_is_told_and_goes_to_the_log() -> None:
    told = Told()
    with pytest.raises(ZeroDivisionError):
        attempt(lambda: 1 / 0, told, Notice("done"))
    assert told.notices == [("kind", "view.bug")]


def test_a_second_click_while_busy_is_dropped() -> None:
    runs: list[str] = []
    waiting: list[Callable[[], None]] = []
    button = ActionButton("Send", lambda: runs.append("run"), settle=waiting.append)
    button.click()
    button.click()
    assert runs == ["run"]
    assert "labkit-busy" in button._dom_classes
    waiting.pop()()
    assert "labkit-busy" not in button._dom_classes
    button.click()
    assert runs == ["run", "run"]


def test_a_click_inside_the_action_is_dropped() -> None:
    runs: list[str] = []

    def run() -> None:
        runs.append("run")
        button.click()

    button = ActionButton("Send", run)
    button.click()
    assert runs == ["run"]


def test_a_disabled_button_does_nothing() -> None:
    runs: list[str] = []
    button = ActionButton("Send", lambda: runs.append("run"), disabled=True)
    button.click()
    assert runs == []


def test_a_button_is_ready_again_after_its_action_failed() -> None:
    button = ActionButton("Send", refuse)
    button.click()  # ipywidgets logs what a callback raises
    assert not button.busy


def test_in_a_loop_clicks_that_waited_in_the_queue_are_heard_before_it_is_ready() -> None:
    heard: list[str] = []

    async def kernel() -> None:
        ready = asyncio.Event()
        settle(lambda: (heard.append("ready"), ready.set()))
        asyncio.get_running_loop().call_soon(heard.append, "second click")
        await asyncio.wait_for(ready.wait(), 10)

    asyncio.run(kernel())
    assert heard == ["second click", "ready"]
