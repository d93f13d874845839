"""The views of a lab: what is on display follows what happens, and its buttons act."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from labkit.agents.device import Device
from labkit.lab.course import Course
from labkit.records import DeviceState, QueueRow
from labkit.world import scene

if TYPE_CHECKING:
    from labkit.views.clock import ClockPanel
    from labkit.views.compose import ComposeView
    from labkit.views.desk import Desk
    from labkit.views.mailbox import MailboxView


class Panels(Course):
    """What a Lab can show and let people press; it brings what is shown, and Aya's PC."""

    @property
    def aya(self) -> Device:
        """Aya's PC: ``lab.aya.send()``."""
        return self._household.devices["pc"]

    def compose(self) -> ComposeView:
        """Show a form in which Aya writes a letter. Its button does what ``aya.send`` does."""
        from labkit.views.compose import ComposeView

        owner, topic = self.aya.owner, self._world.next_topic()
        form = ComposeView(
            self.aya.send, owner.address, owner.writes_to, topic, language=self.language
        )
        # What it says was handed in is gone after a reset.
        return self._shown.add(form, forget=lambda form: form.status.clear())

    def desk(self) -> Desk:
        """Show the server's mailbox and Ken's devices side by side, with their buttons."""
        from labkit.lab.actions import actions_of
        from labkit.views.desk import Desk

        actions = {device.name: actions_of(device) for device in self._household.ken()}
        desk = Desk(self._world.mailbox(scene.KEN), self._states(), actions, self.language)
        return self._shown.add(desk, self._refresh_desk)

    def clock(self) -> ClockPanel:
        """Show the lab's clock and the letters that wait, with buttons for time and servers."""
        from labkit.lab.actions import COURSE
        from labkit.views.clock import ClockPanel

        actions = {name: getattr(self, name) for name in COURSE}
        panel = ClockPanel(*self._course(), actions, self.language)
        return self._shown.add(panel, self._refresh_clock)

    def mailbox(self, person: str = "ken") -> MailboxView:
        """Show what lies in somebody's mailbox on the server: "ken", "aya", "mika" ..."""
        from labkit.views.mailbox import MailboxView

        found = scene.person(str(person))
        if found is None:
            raise self._trouble("lab.no_person", name=str(person)[:40])
        view = MailboxView(self._world.mailbox(found), found.local, self.language)

        def refresh(view: MailboxView) -> None:
            view.letters = self._world.mailbox(found)

        return self._shown.add(view, refresh)

    def _refresh_clock(self, panel: ClockPanel) -> None:
        with panel.hold_trait_notifications():
            panel.now, panel.waiting, panel.held = self._course()

    def _course(self) -> tuple[datetime, tuple[QueueRow, ...], bool]:
        held = self._world.change(lambda: self._world.traffic.held)
        return self._world.now(), self._world.queue(), held

    def _refresh_desk(self, desk: Desk) -> None:
        with desk.hold_trait_notifications():  # half of it would differ from the other half
            desk.mailbox, desk.states = self._world.mailbox(scene.KEN), self._states()

    def _states(self) -> tuple[DeviceState, ...]:
        return tuple(device.state() for device in self._household.ken())
