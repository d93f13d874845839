from datetime import UTC, datetime, timedelta

import ipywidgets
import pytest
import traitlets

from labkit.records import Notice
from labkit.texts import say
from labkit.views.workbench import Page, Workbench

NINE = datetime(2026, 4, 6, 9, tzinfo=UTC)


class Card(ipywidgets.HTML):
    language = traitlets.Unicode("en")
    drawn = 0

    def refresh(self) -> None:
        self.drawn += 1


class Bench:
    """A workbench of two pages, and what was asked of the lab."""

    def __init__(self) -> None:
        self.cards: dict[str, Card] = {}
        self.asked: list[object] = []
        pages = {
            "devices": Page(lambda: self.make("devices"), "lab.desk()"),
            "faults": Page(lambda: self.make("faults"), "lab.faults"),
        }
        self.view = Workbench(pages, {"reset": self.reset, "language": self.speak}, NINE)

    def make(self, name: str) -> Card:
        self.cards[name] = Card()
        return self.cards[name]

    def reset(self) -> None:
        self.asked.append("reset")

    def speak(self, language: str) -> None:
        self.asked.append(language)
        self.view.language = language


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_a_page_is_made_when_it_is_first_opened_and_stays(bench: Bench) -> None:
    assert list(bench.cards) == ["devices"]
    first = bench.view.show("faults")
    bench.view.show("devices")
    assert bench.view.show("faults") is first
    assert bench.view._page.children == (first,)


def test_a_page_that_is_not_there_is_an_error(bench: Bench) -> None:
    with pytest.raises(KeyError):
        bench.view.show("kitchen")


def test_only_the_open_page_draws_what_is_new_and_others_when_they_are_opened(
    bench: Bench,
) -> None:
    bench.view.show("faults")
    bench.view.refresh()
    assert (bench.cards["devices"].drawn, bench.cards["faults"].drawn) == (0, 1)
    bench.view.show("devices")
    assert bench.cards["devices"].drawn == 1


def test_another_language_is_spoken_by_tabs_buttons_and_pages(bench: Bench) -> None:
    bench.view.other.click()
    assert bench.asked == ["ja"]
    assert bench.view.tabs.names[0] == ["devices", say("ja", "workbench.page.devices")]
    assert bench.view.reset.description == say("ja", "workbench.reset")
    assert bench.cards["devices"].language == "ja"
    assert bench.view.status.text == say("ja", "workbench.said")
    assert "lab.language = &quot;ja&quot;" in bench.view._code.value.replace('"', "&quot;")


def test_the_clock_is_the_labs(bench: Bench) -> None:
    bench.view.now = NINE + timedelta(minutes=15)
    assert "Mon 09:15:00" in bench.view._head.value


def test_start_over_says_what_the_lab_says(bench: Bench) -> None:
    bench.view.reset.click()
    assert bench.asked == ["reset"]
    assert bench.view.status.text == say("en", "lab.was_reset")


def test_the_twin_names_each_page_with_its_line_of_python(bench: Bench) -> None:
    assert repr(bench.view).splitlines() == [
        "The lab",
        "  Send and fetch: lab.desk()",
        "  What goes wrong: lab.faults",
    ]
    assert "lab.faults" in bench.view.twin_html()


def test_a_refusal_of_the_lab_is_told_kindly(bench: Bench) -> None:
    class Refusal(Exception):
        notice = Notice("lab.closed")

    def refuse() -> None:
        raise Refusal

    bench.view._actions = {"reset": refuse}
    bench.view.reset.click()
    assert bench.view.status.text == say("en", "lab.closed")
