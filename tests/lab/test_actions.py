from labkit import Lab
from labkit.lab.actions import COURSE, actions_of


def test_whatever_has_a_button_is_the_devices_own_method(lab: Lab) -> None:
    for device in (lab.tablet, lab.phone):
        actions = actions_of(device)
        assert {"get", "sync", "open", "mark", "trash", "expunge", "delete"} <= set(actions)
        assign = actions.pop("set")
        assert all(action.__self__ is device for action in actions.values())
        assign("sent", "local")
        assert device.sent == "local"


def test_the_clock_panel_presses_the_labs_own_methods(lab: Lab) -> None:
    assert all(callable(getattr(lab, name)) for name in COURSE)
