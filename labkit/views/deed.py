"""One press on a panel: what is called or assigned, and the line of Python that does the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from labkit.views.switches import Value, written

Actions = Mapping[str, Callable[..., object]]

ASSIGN = "set"  # the action that assigns: ``set("bodies", False)``


@dataclass(frozen=True, slots=True)
class Deed:
    """A method of a device or of the lab and what it is given; or, *assigns*, an attribute."""

    action: str
    given: tuple[Value, ...] = ()
    settings: Mapping[str, Value] = field(default_factory=dict)
    assigns: bool = False

    def code(self, who: str) -> str:
        """Return the press as a line of Python about *who*.

        >>> Deed("trash", ("B",)).code("lab.phone")
        'lab.phone.trash("B")'
        >>> Deed("bodies", (False,), assigns=True).code("lab.phone")
        'lab.phone.bodies = False'
        """
        if self.assigns:
            return f"{who}.{self.action} = {written(self.given[0])}"
        words = [written(value) for value in self.given]
        words += [f"{name}={written(value)}" for name, value in self.settings.items()]
        return f"{who}.{self.action}({', '.join(words)})"

    def run(self, actions: Actions) -> object:
        """Do it, by the action of this name."""
        if self.assigns:
            return actions[ASSIGN](self.action, *self.given)
        return actions[self.action](*self.given, **self.settings)


def assign(name: str, value: Value) -> Deed:
    """Return the deed that assigns *value* to the attribute *name*."""
    return Deed(name, (value,), assigns=True)


def script(who: str, deeds: Sequence[Deed]) -> str:
    """Return *deeds* as one line of Python."""
    return "; ".join(deed.code(who) for deed in deeds)
