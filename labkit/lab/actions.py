"""What the buttons of a device's panel call: the device's own methods, by name."""

from __future__ import annotations

from collections.abc import Callable

from labkit.agents.device import Device

BUTTONS = (
    *("get", "sync", "open", "go_offline", "go_online", "connect", "disconnect"),
    *("mark", "unmark", "trash", "expunge", "delete", "move", "make_folder", "upload"),
    *("send", "answer", "forward", "save_draft", "send_draft"),
    *("use", "poll", "idle", "manual"),
    *("export", "forget", "remove_doubles", "delete_all", "lose", "replace"),
)

# What the buttons of the clock panel call: the lab's own methods.
COURSE = ("wait", "hold", "step", "release", "retry", "give_up")


def actions_of(device: Device) -> dict[str, Callable[..., object]]:
    """Return the actions of *device*, and ``set``, which assigns one of its settings.

    Its panel shows those that suit its protocol and letters.
    """
    methods = {name: getattr(device, name) for name in BUTTONS}
    return {**methods, "set": lambda name, value: setattr(device, name, value)}
