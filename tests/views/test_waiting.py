from datetime import timedelta

from labkit.records import QueueRow
from labkit.views.deed import Deed
from labkit.views.pieces import Status
from labkit.views.waiting import MOST, WaitingList, next_try
from tests.views.rows import NINE


def waits(letter: str = "A", to: str = "ken@fuji.example", minutes: int | None = 15) -> QueueRow:
    due = None if minutes is None else NINE + timedelta(minutes=minutes)
    return QueueRow(letter, "smtp.sakura.example", to, NINE, 2, due, "451 <later>")


def waiting_list() -> tuple[WaitingList, list[Deed]]:
    done: list[Deed] = []

    def act(deed: Deed) -> bool:
        done.append(deed)
        return True

    return WaitingList(act, Status("en"), "en"), done


def words(shown: WaitingList) -> list[str]:
    return [item._words.value for item in shown.items.values()]


def test_nothing_waits() -> None:
    shown, _ = waiting_list()
    shown.show((), NINE)
    assert "No letter waits" in shown._head.value
    assert next_try(()) is None


def test_a_letter_says_who_holds_it_how_often_it_was_tried_and_when_again() -> None:
    shown, _ = waiting_list()
    shown.show((waits(),), NINE)
    [told] = words(shown)
    assert "held by smtp.sakura.example since Mon 09:00:05" in told
    assert "tries so far: 2, next try Mon 09:15:05 (in 15 min)" in told
    assert "last reply: 451 &lt;later&gt;" in told


def test_when_it_is_tried_again() -> None:
    for minutes, said in ((None, "no next try"), (0, "due now"), (180, "(in 3 hours)"),
                          (5 * 1440, "(in 5 days)")):  # fmt: skip
        shown, _ = waiting_list()
        shown.show((waits(minutes=minutes),), NINE)
        assert said in words(shown)[0]


def test_one_item_for_all_recipients_kept_as_long_as_it_waits() -> None:
    shown, done = waiting_list()
    shown.show((waits(), waits(to="mika@fuji.example"), waits("B")), NINE)
    item = shown.items["A", "smtp.sakura.example"]
    shown.show((waits(),), NINE)
    assert list(shown.items.values()) == [item]
    item.buttons["retry"].click()
    item.buttons["give_up"].click()
    assert done == [Deed("retry", ("A",)), Deed("give_up", ("A",))]


def test_a_letter_without_a_name_cannot_be_pressed() -> None:
    shown, done = waiting_list()
    shown.show((waits("?"),), NINE)
    next(iter(shown.items.values())).buttons["retry"].click()
    assert done == []


def test_very_many_are_counted() -> None:
    shown, _ = waiting_list()
    shown.show(tuple(waits(f"L{n}") for n in range(MOST + 8)), NINE)
    assert len(shown.items) == MOST
    assert "8 more" in shown.children[-1].value
