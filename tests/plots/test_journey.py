"""Where is the letter, and who is responsible? Read back from the drawing."""

import pytest

from labkit.plots.journey import journey
from labkit.plots.palette import HERE
from labkit.records import Journey
from labkit.texts import LANGUAGES, Language, say
from tests.plots.scenes import JOURNEYS, picture, tree, words


def yellow(name: str) -> list[float]:
    boxes = tree(picture(name, "en")).iter("rect")
    return [float(box.get("x", "0")) for box in boxes if box.get("fill") == HERE]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", JOURNEYS)
def test_four_numbered_stations_and_one_yellow_box(name: str, language: Language) -> None:
    shown = words(picture(f"journey-{name}", language))
    assert [text for text in shown if text in "1234"] == ["1", "2", "3", "4"]
    assert len(yellow(f"journey-{name}")) == 1
    assert shown.count(say(language, "journey.responsible")) == 1


def test_the_yellow_box_moves_with_the_letter() -> None:
    places = [yellow(f"journey-{name}")[0] for name in ("written", "queued", "kept", "sent")]
    assert places == sorted(places)
    assert len(set(places)) == 4


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("written", ["IS HERE", "not reached yet"]),
        ("sent", ["IS HERE", "handed over", "since 09:00:03", "at 09:00:00"]),
        ("queued", ["queued", "next: 09:15:00"]),
        ("looked-up", ["IS HERE", "looked up", "at 09:00:02"]),
        ("kept", ["IS HERE", "since 09:00:02", "not reached yet"]),
        ("refused", ["refused it", "550 5.1.1 no", "such user here"]),
    ],
)
def test_states_in_words(name: str, said: list[str]) -> None:
    shown = words(picture(f"journey-{name}", "en"))
    assert [text for text in said if text not in shown] == []


def test_people_have_names_and_hosts_keep_theirs() -> None:
    shown = words(picture("journey-sent", "ja"))
    assert {"アヤのPC", "smtp.", "sakura.example", "mx.", "fuji.example"} <= set(shown)
    assert {"ケンの", "メールボックス"} <= set(shown)


def test_thin_lines_are_told_only_where_there_are_some() -> None:
    assert "Thin lines" in picture("journey-sent", "en").caption
    assert "Thin lines" not in picture("journey-fetched", "en").caption
    assert "細い線" not in picture("journey-fetched", "ja").caption


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", JOURNEYS)
def test_fits_a_small_laptop(name: str, language: Language) -> None:
    # JupyterLab, 1280 pixels wide, with its side bar open: 828 are left, 2 of them border.
    assert float(tree(picture(f"journey-{name}", language)).get("width", "0")) <= 826


def test_a_letter_nobody_has_is_still_a_picture() -> None:
    shown = journey(Journey("A", (), ()), "en")
    assert "Letter A has not been written yet." in shown.text
    assert "Where is letter A now?" in words(shown)


def test_the_events_in_which_it_moved_light_its_stations_and_are_reached_by_keyboard() -> None:
    choices = [n for n in tree(picture("journey-error-waits", "en")).iter("g") if n.get("tabindex")]
    assert [node.get("class") for node in choices] == [
        "labkit-e1", "labkit-e1", "labkit-e1", "labkit-e1 labkit-e2",
    ]  # fmt: skip
    assert choices[0].get("aria-label") == "1 Aya's PC handed over, 09:00:01"


def test_a_server_that_answered_not_now_was_reached() -> None:
    shown = words(picture("journey-greylisted", "en"))
    assert {"not now", "queued", "next: 09:15:02", "responsible"} <= set(shown)
    assert "451 4.7.1 we don't know you yet; come again a little later" in " ".join(shown)


def test_boxes_in_two_places_at_once() -> None:
    assert len(yellow("journey-several")) == 3  # the queue, Ken's mailbox, the error mail in Aya's


def test_an_error_mail_is_from_no_device_and_a_stranger_needs_no_sending_server() -> None:
    assert {"no device", "not used"} <= set(words(picture("journey-error-mail", "en")))
    shown = words(picture("journey-stranger", "en"))
    assert "587" not in shown
    assert shown.count("25") == 2


def test_lanes_and_lists_are_told_only_where_there_are_some() -> None:
    assert "The lower lane" in picture("journey-error-arrived", "en").caption
    assert "several places at once" in picture("journey-several", "en").caption
    for told in ("The lower lane", "several places"):
        assert told not in picture("journey-sent", "en").caption
