"""The switches of a lab as a table: whom each is about, what it is given, and what ends it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from labkit.records import Fault
from labkit.views.pieces import quoted

Group = Literal["hosts", "domains", "people", "devices"]
Value = str | int | float | bool | None
Actions = Mapping[str, Callable[..., object]]

WHO: Final = "lab.faults"


@dataclass(frozen=True, slots=True)
class Call:
    """One press: a method of ``lab.faults`` and what it is given."""

    method: str
    given: tuple[Value, ...] = ()
    settings: Mapping[str, Value] = field(default_factory=dict)

    def code(self) -> str:
        """Return the press as a line of Python.

        >>> Call("greylist", ("fuji.example",), {"minutes": 5}).code()
        'lab.faults.greylist("fuji.example", minutes=5)'
        """
        words = [written(value) for value in self.given]
        words += [f"{name}={written(value)}" for name, value in self.settings.items()]
        return f"{WHO}.{self.method}({', '.join(words)})"

    def run(self, actions: Actions) -> object:
        """Do it, by the action of this name."""
        return actions[self.method](*self.given, **self.settings)


@dataclass(frozen=True, slots=True)
class Number:
    """A setting that is a number, with the bounds of its field."""

    name: str
    usual: float
    least: float
    most: float
    step: float = 1


@dataclass(frozen=True, slots=True)
class Choice:
    """A setting that is one of a few numbers, each with its words in ``faults.<name>``."""

    name: str
    options: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the cable is pulled."""


@dataclass(frozen=True, slots=True)
class Switch:
    """A row of the board. ``state`` is the value by which a method of several states throws it."""

    name: str
    method: str = ""
    state: str = ""
    fields: tuple[Number | Choice | Place, ...] = ()

    def throw(self, target: str, settings: Mapping[str, Value]) -> Call:
        """Return the call that throws the switch."""
        given = (target, self.state) if self.state else (target,)
        return Call(self.method or self.name, given, settings)

    def throws(self, fault: Fault) -> bool:
        """Return whether *fault* is this switch, thrown."""
        kind = self.method or self.name
        return fault.kind == kind and self.state in ("", fault.value)


SWITCHES: Final[dict[Group, tuple[Switch, ...]]] = {
    "hosts": (Switch("down"), Switch("busy")),
    "domains": (
        Switch("greylist", fields=(Number("minutes", 5, 1, 24 * 60),)),
        Switch("size_limit", fields=(Number("octets", 120_000, 1_000, 10_000_000, 10_000),)),
        Switch("disk_full"),
        Switch("expire", fields=(Number("days", 14, 1, 365),)),
        Switch("login_delay", fields=(Number("seconds", 60, 1, 3600, 10),)),
        Switch("seen_on_retr"),
    ),
    "people": (
        Switch("full", fields=(Number("letters", 3, 0, 100), Choice("code", (452, 552)))),
        Switch("restore"),
    ),
    "devices": (
        Switch("offline", "network", "offline"),
        Switch("cafe", "network", "cafe"),
        Switch("slow", fields=(Number("seconds", 0.2, 0.1, 2, 0.1),)),
        Switch("cut", fields=(Place(),)),
        Switch("lose"),
        Switch("child"),
    ),
}

_ENDS: Final[dict[str, tuple[str, tuple[Value, ...], dict[str, Value]]]] = {
    "down": ("up", (), {}),
    "busy": ("free", (), {}),
    "greylist": ("greylist", (), {"minutes": 0}),
    "size_limit": ("size_limit", (), {"octets": None}),
    "disk_full": ("disk_full", (False,), {}),
    "seen_on_retr": ("seen_on_retr", (False,), {}),
    "expire": ("expire", (), {"days": None}),
    "login_delay": ("login_delay", (), {"seconds": 0}),
    "full": ("roomy", (), {}),
    "network": ("network", ("home",), {}),
    "slow": ("slow", (), {"seconds": 0}),
    "cut": ("cut", (), {"before": None}),
}


def ending(fault: Fault) -> Call:
    """Return the call that ends *fault*."""
    method, given, settings = _ENDS[fault.kind]
    return Call(method, (fault.target, *given), settings)


def written(value: Value) -> str:
    """Return *value* as Python writes it, thousands apart: 120_000."""
    if isinstance(value, str):
        return quoted(value)
    whole = isinstance(value, int) and not isinstance(value, bool)
    return f"{value:_}" if whole else str(value)
