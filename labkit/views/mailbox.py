"""The mailbox on the server: what the devices look into, or take their copies from."""

from __future__ import annotations

from collections.abc import Sequence

import ipywidgets
import traitlets

from labkit.records import LetterRow
from labkit.texts import Language, say
from labkit.views.holder import holder_table, holder_text, person, render_mailbox_head
from labkit.views.letters import LetterList
from labkit.views.pieces import chrome
from labkit.views.twin import HasTwin


class MailboxView(HasTwin, ipywidgets.VBox):
    """A mailbox as the server has it; assign ``letters`` and it redraws. Nothing to press here."""

    letters = traitlets.Tuple(help="The LetterRow values in the mailbox.")

    def __init__(
        self, letters: Sequence[LetterRow] = (), owner: str = "ken", language: Language = "en"
    ) -> None:
        self._language = language
        self._owner = owner
        self._list = LetterList(_nothing_to_press, (), language)
        head = ipywidgets.HTML(render_mailbox_head(owner, language))
        screen = ipywidgets.VBox([head, self._list])
        screen.add_class("labkit-screen").add_class("labkit-server")
        super().__init__(children=[chrome(language, "holders"), screen])
        self.add_class("labkit").add_class("labkit-holder")
        self.letters = tuple(letters)

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
        self._list.rows = self.letters


def _nothing_to_press(action: str, letter: str) -> bool:
    return False
