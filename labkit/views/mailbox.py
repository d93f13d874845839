"""The mailbox on the server: what the devices look into, or take their copies from."""

from __future__ import annotations

from collections.abc import Sequence

import ipywidgets
import traitlets

from labkit.records import LetterRow
from labkit.texts import Language, say
from labkit.views.deed import Deed
from labkit.views.holder import holder_table, holder_text, person, render_mailbox_head
from labkit.views.letters import LetterList
from labkit.views.pieces import chrome
from labkit.views.view import View


class MailboxView(View):
    """A mailbox as the server has it; assign ``letters`` and it redraws. Nothing to press here."""

    letters = traitlets.Tuple(help="The LetterRow values in the mailbox.")

    def __init__(
        self, letters: Sequence[LetterRow] = (), owner: str = "ken", language: Language = "en"
    ) -> None:
        self._owner = owner
        super().__init__(language, letters=tuple(letters))
        self.add_class("labkit-holder")

    def build(self) -> Sequence[ipywidgets.Widget]:
        language = self._language
        self._list = LetterList(_nothing_to_press, (), language)
        self._list.rows = self.letters
        head = ipywidgets.HTML(render_mailbox_head(self._owner, language))
        screen = ipywidgets.VBox([head, self._list])
        screen.add_class("labkit-screen").add_class("labkit-server")
        return [chrome(language, "holders"), screen]

    def twin_text(self) -> str:
        return holder_text(self.heading, self.letters, self._language)

    def twin_html(self) -> str:
        return holder_table(self.heading, self.letters, self._language)

    @property
    def heading(self) -> str:
        """Whose mailbox it is."""
        return say(self._language, "panel.mailbox", owner=person(self._owner, self._language))

    @traitlets.observe("letters")
    def _redraw(self, change: object) -> None:
        if self._built:
            self._list.rows = self.letters


def _nothing_to_press(deeds: Sequence[Deed], letter: str) -> bool:
    return False
