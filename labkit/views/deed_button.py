"""A button that says why it is off.

It is never disabled in the browser: there a disabled button cannot be reached by the keyboard, and
nobody hears or sees the reason. It is dressed as disabled, its tooltip is the reason, and a press
tells it.
"""

from __future__ import annotations

from collections.abc import Callable

from labkit.records import Notice
from labkit.texts import Language, tell
from labkit.views.action import ActionButton, Tells


class DeedButton(ActionButton):
    """Calls *run* on a click; while ``why`` is set, the click only tells *status* why not."""

    def __init__(
        self,
        description: str,
        run: Callable[[], object],
        status: Tells,
        language: Language,
        hint: str = "",
    ) -> None:
        self.why: Notice | None = None
        self.hint = hint
        self._status = status
        self._language = language
        self._deed = run
        super().__init__(description, self._press, tooltip=hint or None)
        self.add_class("labkit-small")

    def allow(self, why: Notice | None) -> None:
        """Be on for None, else off with the reason."""
        self.why = why
        self.tooltip = self.hint or None if why is None else tell(self._language, why)
        (self.remove_class if why is None else self.add_class)("labkit-off")

    def _press(self) -> None:
        if self.why is not None:
            self._status.kind(self.why)
        else:
            self._deed()
