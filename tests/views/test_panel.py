from labkit.records import DeviceState, Notice
from labkit.views.panel import Actions, DevicePanel
from tests.views.rows import device, row


class Refused(Exception):
    notice = Notice("panel.why_offline")


def panel(state: DeviceState, **actions: object) -> DevicePanel:
    given: Actions = actions  # type: ignore[assignment]
    return DevicePanel(state, given)


def test_the_button_names_the_protocol_and_runs_its_action() -> None:
    ran: list[str] = []
    tablet = panel(device("tablet", "POP3"), get=lambda: ran.append("get"))
    assert tablet.button.description == "Get (POP3)"
    assert "tablet.get()" in tablet._code.value
    tablet.button.click()
    assert ran == ["get"]
    assert tablet.status.text.startswith("Done.")
    phone = panel(device("phone"), sync=lambda: ran.append("sync"))
    phone.button.click()
    assert ran == ["get", "sync"]


def test_nothing_changes_on_the_screen_until_a_state_is_assigned() -> None:
    phone = panel(device("phone"), sync=lambda: None)
    phone.button.click()
    assert "no letters" in repr(phone)
    phone.state = device("phone", letters=(row(),))
    assert "A [view, unread]" in repr(phone)
    assert len(phone.letters.items) == 1


def test_what_a_button_said_goes_when_something_else_changes_the_device() -> None:
    phone = panel(device("phone"), sync=lambda: setattr(phone, "state", device(letters=(row(),))))
    phone.button.click()
    assert phone.status.text.startswith("Done.")
    phone.state = device("phone")
    assert phone.status.text == ""


def test_a_refusal_is_one_sentence() -> None:
    def refuse() -> None:
        raise Refused

    phone = panel(device("phone"), sync=refuse)
    phone.button.click()
    assert phone.status.text == "Offline: plug it in first."


def test_an_offline_device_says_why_its_button_is_off() -> None:
    ran: list[str] = []
    phone = panel(device("phone", online=False), sync=lambda: ran.append("sync"))
    phone.button.click()
    assert ran == []
    assert not phone.button.disabled  # in the browser: the keyboard must reach it to hear why
    assert phone.button.tooltip == phone.status.text == "Offline: plug it in first."


def test_the_cable_is_pulled_and_plugged_in() -> None:
    ran: list[str] = []
    phone = panel(
        device("phone"),
        go_offline=lambda: ran.append("out"),
        go_online=lambda: ran.append("in"),
    )
    phone.cable.click()
    phone.state = device("phone", online=False)
    phone.cable.click()
    assert ran == ["out", "in"]


def test_actions_that_are_not_given_have_no_button() -> None:
    phone = panel(device("phone", letters=(row(),)))
    assert phone.button.layout.display == "none"
    assert phone.cable.layout.display == "none"
    assert phone._code.value == ""


def test_a_letter_is_opened_and_tidied_by_its_name() -> None:
    done: list[str] = []
    actions = dict.fromkeys(("open", "trash", "delete"), done.append)
    phone = panel(device("phone", letters=(row("B"),)), **actions)
    item = phone.letters.items[0]
    item.button.click()
    assert item.menu is not None
    item.menu.buttons["trash"].click()
    assert done == ["B", "B"]
    assert phone.status.text == "Letter B is in Trash."


def test_every_press_leaves_its_line_of_python() -> None:
    lines: list[str] = []
    actions = {"sync": lambda: None, "go_offline": lambda: None}
    phone = DevicePanel(device("phone"), actions, note=lines.append)
    assert "lab.phone.sync()" in phone._code.value
    phone.button.click()
    phone.cable.click()
    assert lines == ["lab.phone.sync()", "lab.phone.go_offline()"]
    assert "lab.phone.go_offline()" in phone._code.value


def test_the_focus_goes_to_the_neighbour_when_a_letter_goes() -> None:
    focused: list[str] = []

    def trash(letter: str) -> None:
        phone.state = device("phone", letters=(row("B"),))
        for name, button in (("B", phone.letters.items[0].button), ("main", phone.button)):
            button.focus = lambda name=name: focused.append(name)

    actions = {"open": lambda letter: None, "trash": trash, "delete": trash}
    phone = DevicePanel(device("phone", letters=(row("A"), row("B"))), actions)
    item = phone.letters.items[0]
    item.button.click()
    assert item.menu is not None
    item.menu.buttons["trash"].click()
    assert focused == ["B"]


def test_another_language_keeps_what_is_open() -> None:
    phone = panel(device("phone", letters=(row("B", text="Dear Ken"),)), open=lambda letter: None)
    phone.letters.items[0].button.click()
    phone.language = "ja"
    assert phone.letters.items[0].opened
    assert phone.letters.items[0].button.description == "Bを閉じる"
    assert "ケンのスマホ" in phone._head.value


def test_what_differs_reaches_the_letters() -> None:
    phone = panel(device("phone", letters=(row("B"),)))
    phone.marks = {("<B@x>", "INBOX"): ("gone",)}
    assert "no longer on the server" in phone.letters.items[0]._line.value


def test_twins() -> None:
    tablet = panel(device("tablet", "POP3", (row("A", "copy"),)))
    assert repr(tablet).splitlines() == [
        "Ken's tablet (POP3: pick up, online, last contact Mon 09:00:05)",
        "  A [COPY, unread] Aya: A: trains",
    ]
    assert ">COPY, unread</td>" in tablet._repr_mimebundle_()["text/html"]


def test_an_unknown_device_has_a_frame_too() -> None:
    assert "labkit-laptop" in panel(device("toaster")).children[1]._dom_classes
