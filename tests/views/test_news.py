from dataclasses import replace

from labkit.records import Notice, QueueRow
from labkit.texts import tell
from labkit.views.news import Said, news
from tests.views.rows import NINE


def waits(letter: str = "A", to: str = "ken@fuji.example", tries: int = 1) -> QueueRow:
    return QueueRow(letter, "smtp.sakura.example", to, NINE, tries, NINE, "451 4.4.1 later")


def told(before: list[QueueRow], after: list[QueueRow]) -> list[str]:
    return [tell("en", each) for each in news(before, after)]


def test_nothing_happened() -> None:
    assert told([waits()], [waits()]) == []


def test_what_became_of_each() -> None:
    before = [waits("A"), waits("B")]
    after = [waits("A", tries=2), waits("C")]
    assert told(before, after) == [
        "Tried again, and still waiting: A (“451 4.4.1 later”).",
        "Out of the queue: B.",
        "New in a queue: C.",
    ]


def test_a_try_without_a_word() -> None:
    after = replace(waits(tries=2), reply="")
    assert told([waits()], [after]) == ["Tried again, and still waiting: A."]


def test_it_is_said_after_what_the_action_said() -> None:
    class Outcome:
        notice = Notice("lab.tried", {"count": 1})

    said = Said(Outcome(), news([waits()], []))
    assert isinstance(said.notice, Notice)
    assert tell("en", said.notice) == (
        "Due now: 1. Each server that is on tries again at once. Out of the queue: A."
    )
    assert Said(None, news([waits()], [])).notice is None
