"""``lab.faults`` as a notebook shows it: the switches with their board."""

from __future__ import annotations

from typing import TYPE_CHECKING

from labkit.lab.shown import Shown
from labkit.world.faults import Faults
from labkit.world.thrown import DOMAINS, HOSTS, PEOPLE

if TYPE_CHECKING:
    from labkit.views.switchboard import Switchboard
    from labkit.world.household import Household

METHODS = (
    *("down", "up", "busy", "free"),
    *("greylist", "size_limit", "disk_full", "seen_on_retr", "expire", "login_delay"),
    *("full", "roomy", "restore"),
    *("network", "slow", "cut", "lose", "child", "clear"),
)


class Switches(Faults):
    """The switches of one lab. It shows as a board; each press is one line of Python."""

    def __init__(self, household: Household, shown: Shown) -> None:
        super().__init__(household)
        self._on_display = shown

    def board(self) -> Switchboard:
        """Return the board: every switch in reach of mouse and keyboard."""
        from labkit.views.switchboard import Switchboard

        household = self._household
        actions = {name: getattr(self, name) for name in METHODS}
        kens = [device.name for device in household.ken()]
        devices = (*kens, *(name for name in household.devices if name not in kens))
        language = household.language
        board = Switchboard(self.active, HOSTS, DOMAINS, PEOPLE, devices, actions, language)
        return self._on_display.add(board, self._refresh)

    def _refresh(self, board: Switchboard) -> None:
        board.faults = self.active

    def __repr__(self) -> str:
        from labkit.plots.faults import listed

        return "\n".join(listed(self.active, self._household.language))

    def _repr_mimebundle_(self, **kwargs: object) -> dict[str, object]:
        return self.board()._repr_mimebundle_(**kwargs)
