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
    """Return the actions of *device*; its panel shows those that suit its protocol and letters."""
    return {name: getattr(device, name) for name in BUTTONS}
