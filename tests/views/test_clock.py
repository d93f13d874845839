from datetime import timedelta

from labkit.records import Notice, QueueRow
from labkit.views.clock import ClockPanel
from tests.views.rows import NINE


class Refused(Exception):
    notice = Notice("lab.nothing_waits")


def waits(tries: int = 1, seconds: int = 900) -> QueueRow:
    due = NINE + timedelta(seconds=seconds)
    return QueueRow("A", "smtp.sakura.example", "ken@fuji.example", NINE, tries, due, "451 later")


def clock(*rows: QueueRow, held: bool = False) -> tuple[ClockPanel, list[str]]:
    done: list[str] = []

    def noting(name: str) -> object:
        def act(*given: object, **settings: object) -> None:
            done.append(f"{name} {given} {settings}")

        return act

    names = ("wait", "hold", "step", "release", "retry", "give_up")
    actions = {name: noting(name) for name in names}
    return ClockPanel(NINE, rows, held, actions), done  # type: ignore[arg-type]


def test_the_time_stands_in_large_figures() -> None:
    panel, _ = clock()
    assert "Mon 09:00:05" in panel._face.value
    panel.now = NINE + timedelta(minutes=1)
    assert "Mon 09:01:05" in panel._face.value


def test_each_press_lets_time_pass_and_shows_its_line() -> None:
    panel, done = clock()
    for name in ("minute", "quarter", "hour", "days"):
        panel.waits[name].click()
    assert [each.split(") ")[1] for each in done] == [
        "{'minutes': 1}", "{'minutes': 15}", "{'hours': 1}", "{'days': 5}",
    ]  # fmt: skip
    assert "lab.wait(days=5)" in panel._code.value


def test_until_the_next_try() -> None:
    panel, done = clock(waits())
    assert panel.until.description == "until the next try: Mon 09:15:05"
    panel.until.click()
    panel.waiting = (waits(seconds=61),)
    panel.until.click()
    assert done == ["wait () {'minutes': 15}", "wait () {'seconds': 61}"]


def test_nothing_to_wait_for_says_so() -> None:
    panel, done = clock()
    panel.until.click()
    assert done == []
    assert panel.status.text == "No letter waits for a next try."


def test_steps_are_for_paused_servers() -> None:
    panel, done = clock()
    panel.steps["step"].click()
    assert panel.status.text == "The servers go on by themselves. Pause them first."
    panel.steps["hold"].click()
    panel.held = True
    panel.steps["hold"].click()
    panel.steps["step"].click()
    panel.steps["release"].click()
    assert [each.split()[0] for each in done] == ["hold", "step", "release"]
    assert "have paused" in panel._face.value


def test_what_happened_meanwhile_is_told() -> None:
    class Outcome:
        notice = Notice("lab.waited", {"time": "09:15"})

    def wait(**how: object) -> Outcome:
        panel.waiting = (waits(tries=2),)
        return Outcome()

    panel = ClockPanel(NINE, (waits(),), False, {"wait": wait})
    panel.waits["quarter"].click()
    assert panel.status.text == (
        "The lab's clock now says 09:15. Tried again, and still waiting: A (“451 later”)."
    )


def test_a_refusal_is_one_sentence_and_a_change_from_elsewhere_clears_it() -> None:
    def retry(letter: str) -> None:
        raise Refused

    panel = ClockPanel(NINE, (waits(),), False, {"retry": retry})
    panel.queue.items["A", "smtp.sakura.example"].buttons["retry"].click()
    assert panel.status.text.startswith("No letter waits anywhere")
    panel.waiting = ()
    assert panel.status.text == ""


def test_it_speaks_japanese_at_run_time() -> None:
    panel, _ = clock(waits())
    panel.language = "ja"
    assert "ラボの時計" in panel._face.value
    assert panel.waits["quarter"].description == "15分"


def test_twins() -> None:
    panel, _ = clock(waits())
    assert repr(panel).splitlines()[0] == "The lab's clock: Mon 09:00:05"
    assert "451 later" in panel.twin_html()
    assert panel.twin_html().startswith("<!-- Run this cell: The lab's clock -->")
