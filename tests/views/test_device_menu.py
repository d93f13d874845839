from collections.abc import Sequence
from dataclasses import replace

from labkit.records import DeviceOptions, DeviceState
from labkit.views.deed import Deed, script
from labkit.views.device_menu import OTHERS, DeviceMenu
from labkit.views.pieces import Status
from tests.views.rows import device, row

ALL = (*OTHERS, "get", "send", "save_draft", "set", "use")


def menu(state: DeviceState, works: bool = True) -> tuple[DeviceMenu, list[str]]:
    done: list[str] = []

    def act(deeds: Sequence[Deed]) -> bool:
        done.append(script("lab.phone", deeds))
        return works

    return DeviceMenu(act, ALL, state, Status("en"), "en"), done


def test_a_setting_takes_effect_when_it_is_chosen() -> None:
    made, done = menu(device("phone"))
    assert made.settings is not None
    made.settings.fields["bodies"].value = False
    made.settings.fields["looks"].value = 15
    made.settings.fields["protocol"].value = "POP3"
    assert done == [
        "lab.phone.bodies = False",
        "lab.phone.poll(minutes=15)",
        'lab.phone.use("POP3")',
    ]


def test_showing_the_settings_changes_none() -> None:
    made, done = menu(device("phone"))
    assert made.settings is not None
    options = DeviceOptions(bodies=False, poll=37, sent="upload")
    made.show(replace(device("phone"), options=options))
    assert done == []
    assert made.settings.fields["looks"].value == 37
    assert made.settings.fields["bodies"].value is False


def test_a_refused_setting_shows_what_is_so() -> None:
    made, _ = menu(device("phone"), works=False)
    assert made.settings is not None
    made.settings.fields["sent"].value = "upload"
    assert made.settings.fields["sent"].value == "none"


def test_only_what_the_protocol_knows_is_shown() -> None:
    made, _ = menu(device("tablet", "POP3"))
    assert made.settings is not None
    shown = [n for n, field in made.settings.fields.items() if field.layout.display != "none"]
    assert shown == ["protocol", "leave", "looks", "sent"]
    made.show(device("tablet", "IMAP"))
    shown = [n for n, field in made.settings.fields.items() if field.layout.display != "none"]
    assert shown == ["protocol", "bodies", "looks", "sent", "all_folders", "careful"]


def test_a_letter_as_typed_or_as_the_lab_makes_it_up() -> None:
    made, done = menu(device("phone"))
    assert made.letter is not None
    made.letter.buttons["send"].click()
    made.letter.fields["to"].value = "aya@sakura.example"
    made.letter.fields["body"].value = "Hi"
    made.letter.buttons["save_draft"].click()
    assert done == [
        "lab.phone.send()",
        'lab.phone.save_draft(to="aya@sakura.example", body="Hi")',
    ]


def test_offline_no_letter_is_sent_and_the_form_says_why() -> None:
    made, done = menu(device("phone", online=False))
    assert made.letter is not None
    made.letter.buttons["send"].click()
    assert done == []
    assert "plug it in first" in made.letter._why.value


def test_the_rest_each_with_its_line() -> None:
    made, done = menu(device("tablet", "POP3", (row("A", "copy"),)))
    for name in ("get_delete", "forget", "remove_doubles", "delete_all", "connect", "lose"):
        made.others[name].click()
    assert done == [
        "lab.phone.get(delete=True)", "lab.phone.forget()", "lab.phone.remove_doubles()",
        "lab.phone.delete_all()", "lab.phone.connect()", "lab.phone.lose()",
    ]  # fmt: skip


def test_what_lies_in_the_river_can_only_be_replaced() -> None:
    made, done = menu(replace(device("phone"), lost=True, online=False))
    made.others["forget"].click()
    assert made._lines["lose"].layout.display == "none"
    made.others["replace"].click()
    assert done == ["lab.phone.replace()"]
