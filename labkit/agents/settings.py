"""How a device is set up. What a learner assigns is looked at first, so that no later action fails.

``Settings`` are the values; ``Setting`` makes one an attribute of the device.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Generic, Literal, Protocol, TypeVar, overload

from labkit.records import DeviceOptions, Notice
from labkit.records import Protocol as MailProtocol

MAX_DAYS = 3660

T = TypeVar("T")
Sent = Literal["none", "local", "upload"]


@dataclass(slots=True)
class Settings:
    """``protocol`` is how mail is fetched.

    By POP3: ``leave_on_server``, or ask for deletion at once; ``keep_days``, ask for the deletion
    of what was fetched so many days ago. By IMAP: keep whole letters (``bodies``) or headers only;
    be ``careful`` about a new UIDVALIDITY or not; look into ``all_folders`` or the inbox alone.
    ``sent``: keep no copy of what is sent, a local one, or upload it to Sent (a POP3 device has
    nothing to upload to, and keeps a local one).
    """

    protocol: MailProtocol = "IMAP"
    leave_on_server: bool = True
    keep_days: int | None = None
    bodies: bool = True
    careful: bool = True
    all_folders: bool = False
    sent: Sent = "none"

    def start(self, protocol: MailProtocol) -> None:
        """Be as at first, with *protocol*."""
        fresh = Settings(protocol)
        for name in self.__slots__:
            setattr(self, name, getattr(fresh, name))

    def told(self) -> tuple[Notice, ...]:
        """Return what the settings make the device do, for its panel."""
        if self.protocol == "POP3":
            return (self._leaving(), *self._sending())
        kept = Notice("device.keeps_whole" if self.bodies else "device.keeps_headers")
        careless = () if self.careful else (Notice("device.careless"),)
        return (kept, *careless, *self._sending())

    def options(self, poll: timedelta | None, idle: bool, line: bool) -> DeviceOptions:
        """Return the values as the device's panel shows them, with how it looks for mail."""
        return DeviceOptions(
            self.leave_on_server,
            self.keep_days,
            self.bodies,
            self.careful,
            self.all_folders,
            self.sent,
            None if poll is None else poll // timedelta(minutes=1),
            idle,
            line,
        )

    def _leaving(self) -> Notice:
        if not self.leave_on_server:
            return Notice("device.asks_to_delete")
        if self.keep_days is not None:
            return Notice("device.keeps_days", {"days": self.keep_days})
        return Notice("device.leaves")

    def _sending(self) -> tuple[Notice, ...]:
        return () if self.sent == "none" else (Notice(f"device.sent_{self.sent}"),)


class HasSettings(Protocol):
    """A device, as far as its settings are concerned."""

    _settings: Settings

    def _bad_setting(self, name: str, value: object, example: str) -> Exception:
        """Return what to raise for a value that is none."""


class Setting(Generic[T]):
    """One of the Settings as an attribute of a device.

    *read* returns the value meant, or raises ValueError or TypeError; *example* is shown then.
    """

    def __init__(self, read: Callable[[object], T], example: str) -> None:
        self._read = read
        self._example = example

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, device: None, owner: type) -> Setting[T]: ...

    @overload
    def __get__(self, device: HasSettings, owner: type) -> T: ...

    def __get__(self, device: HasSettings | None, owner: type) -> T | Setting[T]:
        if device is None:
            return self
        found: T = getattr(device._settings, self._name)
        return found

    def __set__(self, device: HasSettings, value: object) -> None:
        try:
            setattr(device._settings, self._name, self._read(value))
        except (ValueError, TypeError):
            raise device._bad_setting(self._name, value, self._example) from None


def yes_or_no(value: object) -> bool:
    """Return True or False, and nothing that only passes for it: "False" is true to Python."""
    if not isinstance(value, bool):
        raise ValueError("True or False")
    return value


def days(value: object) -> int | None:
    """Return a number of days, None for none given; raise ValueError or TypeError."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MAX_DAYS:
        raise ValueError("days are a whole number")
    return value


def way_of_sent(value: object) -> Sent:
    """Return what to do with a copy of what was sent; raise ValueError."""
    for way in ("none", "local", "upload"):
        if value == way:
            return way
    raise ValueError("unknown way")
