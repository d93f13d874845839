import pytest

from labkit.records import Fault, Notice
from labkit.texts import LANGUAGES, Language
from labkit.views.pieces import Status
from labkit.views.switch import SwitchCard, SwitchRow, render_icon, render_words, shown
from labkit.views.switches import SWITCHES, Call, Group

DOWN = Fault("down", "mx.fuji.example")
[DOWN_SWITCH, _] = SWITCHES["hosts"]


def card(pressed: list[str], group: Group = "hosts", *names: str) -> SwitchCard:
    def press(call: Call, status: Status, done: Notice) -> None:
        pressed.append(f"{call.code()} {done.key}")

    return SwitchCard(group, names or ("mx.fuji.example", "pop.fuji.example"), press, "en")


def test_a_button_throws_and_once_thrown_ends() -> None:
    pressed: list[str] = []
    view = card(pressed)
    row = view.rows["down"]
    assert row.button.description == "Turn off"
    row.button.click()
    view.faults = (DOWN,)
    assert row.button.description == "Turn on"
    row.button.click()
    assert pressed == [
        'lab.faults.down("mx.fuji.example") faults.done',
        'lab.faults.up("mx.fuji.example") faults.ended',
    ]


def test_a_press_shows_its_line_of_python() -> None:
    view = card([])
    view.rows["busy"].button.click()
    assert 'lab.faults.busy("mx.fuji.example")' in view._code.value


def test_a_thrown_switch_says_what_is_the_matter_instead_of_its_fields() -> None:
    view = card([], "people", "ken")
    row = view.rows["full"]
    assert "full at so many letters" in row._words.value
    view.faults = (Fault("full", "ken", "1 552"),)
    assert "<strong>On:</strong>" in row._words.value
    assert "full at 1 letter (552)" in row._words.value
    assert row.settings.layout.display == "none"
    view.faults = ()
    assert row.settings.layout.display is None


def test_the_card_shows_the_target_that_is_chosen() -> None:
    view = card([])
    view.faults = (DOWN,)
    assert view.rows["down"].fault == DOWN
    view.who.value = "pop.fuji.example"
    assert view.rows["down"].fault is None
    assert view.rows["down"].button.tooltip == 'lab.faults.down("pop.fuji.example")'


def test_the_two_networks_are_two_states_of_one_switch() -> None:
    pressed: list[str] = []
    view = card(pressed, "devices", "phone")
    view.faults = (Fault("network", "phone", "cafe"),)
    assert (view.rows["cafe"].fault is None, view.rows["offline"].fault is None) == (False, True)
    for name in ("offline", "cafe"):
        view.rows[name].button.click()
    assert [line.partition(" faults")[0] for line in pressed] == [
        'lab.faults.network("phone", "offline")',
        'lab.faults.network("phone", "home")',
    ]


def test_a_tooltip_follows_the_fields() -> None:
    view = card([], "domains", "fuji.example")
    row = view.rows["greylist"]
    row.settings.parts[0].field.value = 30
    assert row.button.tooltip == 'lab.faults.greylist("fuji.example", minutes=30)'


def test_another_target_makes_the_last_sentence_out_of_date() -> None:
    view = card([])
    view.status.good(Notice("faults.done"))
    view.who.value = "pop.fuji.example"
    assert view.status.text == ""


def test_people_and_devices_have_names_in_both_languages() -> None:
    assert (shown("people", "ken", "ja"), shown("people", "info", "ja")) == ("ケン", "info")
    assert (shown("devices", "pc", "en"), shown("devices", "phone", "ja")) == ("Aya's PC", "スマホ")
    assert shown("hosts", "phone", "en") == "phone"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("group", SWITCHES)
def test_each_group_is_a_heading_for_those_who_hear_the_page(
    group: Group, language: Language
) -> None:
    icon = render_icon(group, language)
    assert 'role="heading"' in icon
    assert 'aria-hidden="true"' in icon


def test_a_hostile_target_stays_text() -> None:
    assert "<b>" not in render_words(DOWN_SWITCH, Fault("down", "<b>"), "en")


def test_a_row_is_marked_as_thrown_for_the_eye_too() -> None:
    row = SwitchRow(DOWN_SWITCH, lambda row: None, "en")
    row.fault = DOWN
    assert "labkit-thrown" in row._dom_classes
    row.fault = None
    assert "labkit-thrown" not in row._dom_classes
