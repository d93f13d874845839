"""What belongs to one event lights up together; that it does is seen in tests/browser."""

import re

import pytest

from labkit.plots.lighting import LIT, choice, choice_of, css, event_class, part, rules, shine
from labkit.plots.svg import canvas, serialize


def drawing(*events: int) -> str:
    svg = canvas(100, 100, "t", "d", "en")
    for event in events:
        shine(choice(svg, event, f"step {event}"), 0, 0, 10, 10)
    rules(svg, events)
    return serialize(svg)


def test_each_event_has_its_rule_and_no_other() -> None:
    written = css([11, 1, 1])
    assert set(re.findall(r"\.labkit-e(\d+)", written)) == {"1", "11"}
    # Class names are compared whole: event 1 doesn't light event 11.
    assert ":root:has(.labkit-e1:is(:hover,:focus-within)) :is(.labkit-e1>.labkit-lit," in written
    assert css([]) == ""


def test_lit_is_seen_without_colour() -> None:
    assert "stroke-width:3px" in css([0])
    assert "box-shadow:inset 0 0 0 3px" in css([0])  # inside: nothing on the page moves
    assert "forced-color-adjust:none" in css([0])  # in a high-contrast mode too


def test_the_same_events_give_the_same_bytes() -> None:
    assert css([2, 0, 1]) == css((0, 1, 2, 2))


def test_a_choice_is_reached_by_keyboard_and_read_out() -> None:
    group = choice(canvas(9, 9, "t", "d", "en"), 3, "3 phone: sync\x07")
    assert group.attrib == {
        "class": "labkit-e3",
        "tabindex": "0",
        "role": "img",
        "aria-label": "3 phone: sync",
    }
    assert part(group, 4).attrib == {"class": "labkit-e4"}


def test_what_belongs_to_several_events_lights_up_with_each() -> None:
    canvas_ = canvas(9, 9, "t", "d", "en")
    assert choice_of(canvas_, (1, 3), "a station").get("class") == "labkit-e1 labkit-e3"
    assert choice_of(canvas_, (), "a station").attrib == {}


def test_the_area_shows_nothing_until_it_is_lit_and_can_be_pointed_at() -> None:
    area = shine(part(canvas(9, 9, "t", "d", "en"), 3), 1, 2, 3, 4)
    assert (area.get("class"), area.get("fill"), area.get("stroke")) == (LIT, "none", None)
    assert area.get("pointer-events") == "all"


@pytest.mark.parametrize(("events", "role"), [((), "img"), ((0, 1), "group")])
def test_a_drawing_with_choices_is_a_group(events: tuple[int, ...], role: str) -> None:
    drawn = drawing(*events)
    assert f'role="{role}" lang' in drawn
    assert drawn.count("<style>") == len(events[:1])


def test_every_picture_of_a_page_uses_the_same_names() -> None:
    assert event_class(0) == "labkit-e0"
    assert drawing(3).split("<style>")[1] == drawing(3).split("<style>")[1]
