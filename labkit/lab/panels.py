"""The views of a lab: what is on display follows what happens, and its buttons act."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, cast

from labkit.agents.device import Device
from labkit.agents.outcome import Outcome
from labkit.agents.trouble import Trouble
from labkit.lab.course import Course
from labkit.records import DeviceState, Notice, QueueRow
from labkit.world import scene

if TYPE_CHECKING:
    from labkit.lab.lab import Lab
    from labkit.lab.talk import Talk
    from labkit.lab.wire_feed import WireFeed
    from labkit.views.clock import ClockPanel
    from labkit.views.compose import ComposeView
    from labkit.views.desk import Desk
    from labkit.views.mailbox import MailboxView
    from labkit.views.message import MessageView
    from labkit.views.wire import WireView
    from labkit.views.workbench import Workbench


class Panels(Course):
    """What a Lab can show and let people press; it brings what is shown, and Aya's PC."""

    _feed: WireFeed | None = None  # of all live wires, from the first one on

    @property
    def aya(self) -> Device:
        """Aya's PC: ``lab.aya.send()``."""
        return self._household.devices["pc"]

    def compose(self) -> ComposeView:
        """Show a form in which Aya writes a letter. Its button does what ``aya.send`` does."""
        from labkit.lab.composing import look_at, raw_of
        from labkit.views.compose import ComposeView

        owner, topic = self.aya.owner, self._world.next_topic()
        form = ComposeView(
            self.aya.send,
            owner.address,
            owner.writes_to,
            topic,
            language=self.language,
            look=look_at,
            on_send_raw=self.aya.send_raw,
            raw_of=lambda letter: raw_of(self._world, owner, letter),
        )
        # What it says was handed in is gone after a reset.
        return self._shown.add(form, forget=lambda form: form.clear())

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

    def message(self, letter: str | None = None, where: object = None) -> MessageView:
        """Show *letter* from all sides: ``lab.message("A", where="phone")``.

        *where* is "server", "queue", a device or its name; without it whoever has the letter is
        asked, the server first. Without *letter* it is the last one that somebody has.
        """
        from labkit.lab.message import open_letter
        from labkit.views.message import MessageView

        found = open_letter(self._household, letter, where)

        def refresh(view: MessageView) -> None:
            # Gone by now: what was looked at stays on display, as an opened letter would.
            with suppress(Trouble):
                view.letter = open_letter(self._household, found.letter, where)

        return self._shown.add(MessageView(found, self.language), refresh)

    def talk(self, to: str = "smtp") -> Talk:
        """Call a server by hand: ``lab.talk("pop3")``, ``lab.talk("mx.fuji.example")``.

        *to* is a protocol ("smtp", "pop3", "imap"), a role ("submission", "mx") or a host. Returns
        the conversation, which shows as a console; raises Trouble where nobody answers.
        """
        from labkit.lab.talk import Talk, found

        return Talk(self._household, found(to, self._household), self._shown)

    def wire(self) -> WireView:
        """Show every line as it passes: its story, what its parts mean, and the octets.

        ``lab.wire().show(5, 12)`` goes to line 12 of connection 5.
        """
        from labkit.lab.wire_feed import WireFeed
        from labkit.protocols.explain import spans_of
        from labkit.views.wire import WireView

        feed = self._feed = self._feed or WireFeed(self._world)
        devices = self._household.devices
        owners = {name: each.owner.address.partition("@")[0] for name, each in devices.items()}
        owners |= {"program": "ken", "crow": "crow"}
        view = WireView((), (), self.language, feed.raw, spans_of, owners, feed.catch_up)
        feed.join(view)
        self._refresh_wire(view)
        return self._shown.add(view, self._refresh_wire)

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

    def _refresh_wire(self, view: WireView) -> None:
        assert self._feed is not None
        self._feed.catch_up()
        view.show_events(self._world.events()[0])

    def _refresh_bench(self, bench: Workbench) -> None:
        bench.now = self._world.now()
        bench.refresh()

    def _refresh_desk(self, desk: Desk) -> None:
        with desk.hold_trait_notifications():  # half of it would differ from the other half
            desk.mailbox, desk.states = self._world.mailbox(scene.KEN), self._states()

    def _states(self) -> tuple[DeviceState, ...]:
        return tuple(device.state() for device in self._household.ken())
