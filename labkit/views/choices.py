"""The settings of a device as a table: what there is to choose, what is so now, what to do for it.

A value is what stands in the field; ``steps`` are the lines of Python that make it so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from labkit.records import DeviceState, Protocol
from labkit.texts import Language, say
from labkit.views.deed import Deed, assign

Value = str | int | bool

DAYS = (7, 14, 30)
MINUTES = (1, 15, 60)
NEVER, FOR_EVER, MANUAL, IDLE = "never", "ever", "manual", "idle"


@dataclass(frozen=True, slots=True)
class Choice:
    """A setting; *only* names the protocol without which it means nothing."""

    name: str
    now: Callable[[DeviceState], Value]
    values: Callable[[DeviceState], tuple[Value, ...]]
    steps: Callable[[Value], tuple[Deed, ...]]
    only: Protocol | None = None

    def options(self, state: DeviceState, language: Language) -> list[tuple[str, Value]]:
        """Return the values that there are for a device in this *state*, with their words."""
        values = self.values(state)
        now = self.now(state)
        return [(self.words(each, language), each) for each in dict.fromkeys((*values, now))]

    def words(self, value: Value, language: Language) -> str:
        """Return what *value* is called."""
        if isinstance(value, int) and not isinstance(value, bool):
            return say(language, f"desk.{self.name}.number", number=value)
        return say(language, f"desk.{self.name}.{str(value).lower()}")


def _leaves(state: DeviceState) -> Value:
    options = state.options
    if not options.leave_on_server:
        return NEVER
    return FOR_EVER if options.keep_days is None else options.keep_days


def _leave(value: Value) -> tuple[Deed, ...]:
    if value == NEVER:
        return (assign("leave_on_server", False),)
    days = None if value == FOR_EVER else value
    return (assign("leave_on_server", True), assign("keep_days", days))


def _looks(state: DeviceState) -> Value:
    options = state.options
    return IDLE if options.idle else MANUAL if options.poll is None else options.poll


def _looking(state: DeviceState) -> tuple[Value, ...]:
    return (MANUAL, *MINUTES, *((IDLE,) if state.protocol == "IMAP" else ()))


def _look(value: Value) -> tuple[Deed, ...]:
    if isinstance(value, str):
        return (Deed(value),)
    return (Deed("poll", (), {"minutes": value}),)


def _of(name: str, values: tuple[Value, ...], only: Protocol | None = None) -> Choice:
    """Return the choice that is an attribute of the device, and of its options."""
    return Choice(
        name,
        lambda state: getattr(state.options, name),
        lambda state: values,
        lambda value: (assign(name, value),),
        only,
    )


CHOICES = (
    Choice(
        "protocol",
        lambda state: state.protocol,
        lambda state: ("POP3", "IMAP"),
        lambda value: (Deed("use", (value,)),),
    ),
    Choice("leave", _leaves, lambda state: (FOR_EVER, *DAYS, NEVER), _leave, "POP3"),
    _of("bodies", (True, False), "IMAP"),
    Choice("looks", _looks, _looking, _look),
    _of("sent", ("none", "local", "upload")),
    _of("all_folders", (False, True), "IMAP"),
    _of("careful", (True, False), "IMAP"),
)
