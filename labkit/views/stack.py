"""Views one below the other, brought up to date and translated together."""

from __future__ import annotations

from collections.abc import Sequence

import ipywidgets
import traitlets

from labkit.views.twin import HasTwin


class Stack(HasTwin, ipywidgets.VBox):
    """What is done to the stack is done to each of *views* that can have it done."""

    language = traitlets.Enum(["en", "ja"], default_value="en", help="What the views speak.")

    def __init__(self, views: Sequence[ipywidgets.Widget]) -> None:
        super().__init__(children=tuple(views))
        self.add_class("labkit-stack")

    def refresh(self) -> None:
        """Let each view that draws draw what is true now."""
        for view in self.children:
            again = getattr(view, "refresh", None)
            if again is not None:
                again()

    def twin_text(self) -> str:
        return "\n".join(map(repr, self.children))

    @traitlets.observe("language")
    def _speak(self, change: object) -> None:
        for view in self.children:
            view.language = self.language
