"""What all views are: a column of parts that is built from data, in one language at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import ipywidgets
import traitlets

from labkit.texts import Language
from labkit.views.twin import HasTwin


class View(HasTwin, ipywidgets.VBox):
    """A view says its parts in ``build``; assign ``language`` and they are built anew.

    A subclass sets its data first, then calls ``super().__init__(language)``.
    """

    language = traitlets.Enum(["en", "ja"], default_value="en", help="What the view speaks.")

    def __init__(self, language: Language = "en", **kwargs: object) -> None:
        self._built = False
        super().__init__(language=language, **kwargs)
        self.children = tuple(self.build())
        self._built = True
        self.add_class("labkit")

    @property
    def _language(self) -> Language:
        return cast(Language, self.language)

    def build(self) -> Sequence[ipywidgets.Widget]:
        """Return the parts of the view, in ``self._language``."""
        raise NotImplementedError

    @traitlets.observe("language")
    def _speak(self, change: object) -> None:
        if not self._built:
            return
        old, self.children = self.children, tuple(self.build())
        for part in old:
            close_tree(part)


def close_tree(widget: ipywidgets.Widget) -> None:
    """Close *widget* and what is in it, so that the kernel forgets all of them."""
    for part in getattr(widget, "children", ()):
        close_tree(part)
    widget.close()
