"""The clock and what waits: each button is one action of the lab and one line of Python."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from labkit.records import Notice, QueueRow
from labkit.texts import LANGUAGES, Language, say
from labkit.views.waiting import WaitingView, told_row

NINE = datetime(2026, 4, 6, 9, tzinfo=UTC)
NEXT = NINE + timedelta(minutes=15, seconds=1)
ROW = QueueRow(
    "B", "smtp.sakura.example", "ken@fuji.example", NINE, 2, NEXT,
    "451 4.4.1 no answer", "250 2.0.0 queued", 3,
)  # fmt: skip


class Asked(list[object]):
    """What the view has asked of the lab."""

    def actions(self) -> dict[str, Callable[..., object]]:
        names = ("wait", "retry", "give_up", "hold", "step", "release")
        return {name: self._noting(name) for name in names}

    def _noting(self, name: str) -> Callable[..., object]:
        return lambda *given, **settings: self.append((name, given, settings))


def view(
    *rows: QueueRow, held: bool = False, asked: Asked | None = None, language: Language = "en"
) -> WaitingView:
    actions = (asked if asked is not None else Asked()).actions()
    return WaitingView(NINE, rows, held, actions, language)


@pytest.mark.parametrize(
    ("name", "given", "code"),
    [
        ("minute", {"minutes": 1}, "lab.wait(minutes=1)"),
        ("quarter", {"minutes": 15}, "lab.wait(minutes=15)"),
        ("hour", {"hours": 1}, "lab.wait(hours=1)"),
        ("days", {"days": 5}, "lab.wait(days=5)"),
    ],
)
def test_time_passes_at_a_press(name: str, given: dict[str, int], code: str) -> None:
    asked = Asked()
    shown = view(asked=asked)
    shown.passes[name].click()
    assert asked == [("wait", (), given)]
    assert code in shown._code.value
    assert shown.passes[name].tooltip == code


def test_until_the_next_try_is_a_whole_number_of_seconds() -> None:
    asked = Asked()
    shown = view(
        ROW, replace(ROW, letter="C", next_try=NINE + timedelta(seconds=59.5)), asked=asked
    )
    shown.until.click()
    assert asked == [("wait", (), {"seconds": 60})]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_button_that_can_do_nothing_says_why(language: Language) -> None:
    shown = view(language=language)
    assert shown.until.disabled
    assert shown.until.tooltip == say(language, "waiting.why_not.next")
    assert shown.steps["step"].disabled
    assert shown.steps["step"].tooltip == say(language, "waiting.why_not.step")
    assert not shown.steps["hold"].disabled


def test_who_has_paused_the_servers_can_take_a_step_and_let_them_go_on() -> None:
    asked = Asked()
    shown = view(held=True, asked=asked)
    assert shown.steps["hold"].disabled
    shown.steps["step"].click()
    shown.steps["release"].click()
    assert asked == [("step", (), {}), ("release", (), {})]


def test_a_letter_that_waits_can_be_tried_again_and_given_up() -> None:
    asked = Asked()
    shown = view(ROW, asked=asked)
    (item,) = shown.items.values()
    item.buttons["retry"].click()
    item.buttons["give_up"].click()
    assert asked == [("retry", ("B",), {}), ("give_up", ("B",), {})]
    assert 'lab.give_up("B")' in shown._code.value.replace("&quot;", '"')


def test_a_letter_that_still_waits_keeps_its_buttons_and_one_that_went_is_gone() -> None:
    shown = view(ROW)
    (before,) = shown.items.values()
    shown.rows = (replace(ROW, tries=3),)
    (after,) = shown.items.values()
    assert after is before
    shown.rows = ()
    assert say("en", "queue.empty") in shown._list.children[0].value


def test_a_row_says_who_is_responsible_what_was_said_and_when_again() -> None:
    told = told_row(ROW, NINE, "en")
    assert told == (
        "For ken@fuji.example: smtp.sakura.example holds B, and is responsible for it. "
        "Tries so far: 2; the last answer was: 451 4.4.1 no answer. "
        "The next try is at Mon 09:15:01 (in 16 min)."
    )
    assert "waits until it is told" in told_row(replace(ROW, next_try=None), NINE, "en")


def test_what_a_server_said_is_text() -> None:
    shown = view(replace(ROW, reply="<b>451</b>"))
    (item,) = shown.items.values()
    assert "&lt;b&gt;451" in item._words.value
    assert "<b>" not in shown.twin_html()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_twin_says_the_time_and_what_waits(language: Language) -> None:
    assert told_row(ROW, NINE, language) in repr(view(ROW, language=language))
    assert say(language, "queue.empty") in repr(view(language=language))


def test_it_changes_its_language() -> None:
    shown = view(ROW)
    shown.language = "ja"
    assert shown.passes["minute"].description == say("ja", "waiting.pass.minute")
    (item,) = shown.items.values()
    assert item.buttons["retry"].description == say("ja", "waiting.retry", letter="B")


def test_a_refusal_is_told() -> None:
    class Refusal(Exception):
        notice = Notice("lab.nothing_waits")

    def refuse(*_: object) -> None:
        raise Refusal

    shown = WaitingView(NINE, (ROW,), False, {"retry": refuse})
    (item,) = shown.items.values()
    item.buttons["retry"].click()
    assert shown.status.text == say("en", "lab.nothing_waits")
