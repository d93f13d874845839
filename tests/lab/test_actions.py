from labkit import Lab
from labkit.lab.actions import actions_of


def test_whatever_has_a_button_is_the_devices_own_method(lab: Lab) -> None:
    for device in (lab.tablet, lab.phone):
        actions = actions_of(device)
        assert {"get", "sync", "open", "mark", "trash", "expunge", "delete"} <= set(actions)
        assert all(action.__self__ is device for action in actions.values())
