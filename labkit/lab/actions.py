"""What the buttons of a device's panel call: the device's own methods, by name."""

from __future__ import annotations

from collections.abc import Callable

from labkit.agents.device import Device

BUTTONS = (
    "get",
    "sync",
    "open",
    "mark",
    "unmark",
    "trash",
    "expunge",
    "delete",
    "go_offline",
    "go_online",
)


def actions_of(device: Device) -> dict[str, Callable[..., object]]:
    """Return those of BUTTONS that *device* can do, under the word its protocol uses."""
    other = "sync" if device.protocol == "POP3" else "get"
    return {
        name: getattr(device, name) for name in BUTTONS if name != other and hasattr(device, name)
    }
