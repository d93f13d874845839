"""The views of a lab: what is on display follows what happens, and its buttons act."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, cast

from labkit.agents.device import Device
from labkit.agents.outcome import Outcome
from labkit.lab.course import Course
from labkit.records import DeviceState, Notice, QueueRow
from labkit.world import scene

if TYPE_CHECKING:
    from labkit.lab.lab import Lab
    from labkit.lab.talk import Talk
    from labkit.views.compose import ComposeView
    from labkit.views.desk import Desk
    from labkit.views.mailbox import MailboxView
    from labkit.views.waiting import WaitingView
    from labkit.views.workbench import Workbench


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

    def mailbox(self, person: str = "ken") -> MailboxView:
        """Show what lies in somebody's mailbox on the server: "ken", "aya", "mika" ..."""
        from labkit.views.mailbox import MailboxView

        found = scene.person(str(person))
        if found is None:
            raise self._trouble("lab.no_person", name=str(person)[:40])
        return MailboxView(self._world.mailbox(found), found.local, self.language)

    def talk(self, to: str = "smtp") -> Talk:
        """Call a server by hand: ``lab.talk("pop3")``, ``lab.talk("mx.fuji.example")``.

        *to* is a protocol ("smtp", "pop3", "imap"), a role ("submission", "mx") or a host. Returns
        the conversation, which shows as a console; raises Trouble where nobody answers.
        """
        from labkit.lab.talk import Talk, found

        return Talk(self._household, found(to, self._household), self._shown)

    def clock(self) -> WaitingView:
        """Show the lab's clock and what waits at servers, with buttons that let time pass."""
        from labkit.views.waiting import WaitingView

        names = ("wait", "retry", "give_up", "hold", "step", "release")
        actions = {name: getattr(self, name) for name in names}
        view = WaitingView(*self._waiting(), actions, self.language)
        return self._shown.add(view, self._refresh_clock)

    def _waiting(self) -> tuple[datetime, tuple[QueueRow, ...], bool]:
        return self._world.now(), self._world.queue(), self._world.traffic.held

    def _refresh_clock(self, view: WaitingView) -> None:
        with view.hold_trait_notifications():
            view.now, view.rows, view.held = self._waiting()

    def show(self, page: str = "", *, detached: bool = False) -> Workbench | Outcome:
        """Show everything on one desk, at *page* if it is named: "wire", "letter", "faults" ...

        With *detached* it opens in a tab of its own beside the notebook, in JupyterLab.
        """
        from labkit.lab.show import workbench

        bench = workbench(cast("Lab", self), self._world)
        if page and page not in bench.pages:
            raise self._trouble("workbench.no_page", page=str(page)[:40])
        bench.show(page or bench.pages[0])
        self._shown.add(bench, self._refresh_bench)
        if not detached:
            return bench
        from labkit.views.detached import detach

        detach(bench)
        return Outcome(Notice("workbench.detached"), self.language)

    def _refresh_bench(self, bench: Workbench) -> None:
        bench.now = self._world.now()
        bench.refresh()

    def _refresh_desk(self, desk: Desk) -> None:
        desk.mailbox, desk.states = self._world.mailbox(scene.KEN), self._states()

    def _states(self) -> tuple[DeviceState, ...]:
        return tuple(device.state() for device in self._household.ken())
