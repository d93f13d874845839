"""The relay (MTA): takes letters from its queue to the hosts of their domains.

It never works inside a submission's DATA: that 250 means "queued". A letter is taken up once the
session that brought it has ended, or after HOLD seconds of an open one, so that in a lab two
sessions don't talk at once and transcripts come out the same.

All work is a row of steps: look up a domain's hosts, hand the letter over to one, and so on until
nothing is due. A relay that is held goes on only when somebody asks for the next step.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from labkit.agents.queue import Queue, QueuedLetter
from labkit.agents.responsibility import Responsibility
from labkit.agents.returns import Returns
from labkit.agents.round import Round
from labkit.agents.routes import Routes
from labkit.records import Hop, Step
from labkit.wire.network import Network

HOLD = 1.0  # seconds of loop time
NOTHING = Step("nothing")


class Relay:
    """The relay of *host*. Belongs to the servers' thread; one attempt at a time.

    *returns* writes what the sender hears of a letter that can't be handed over. Relays of one lab
    share a *turn*: where two sessions talked at once, no two runs would be alike.
    """

    def __init__(
        self,
        host: str,
        network: Network,
        routes: Routes,
        now: Callable[[], datetime],
        on_hop: Callable[[Hop], None],
        returns: Returns,
        turn: asyncio.Lock | None = None,
    ) -> None:
        self.host = host
        self.routes = routes
        self.queue = Queue()
        self._network = network
        self._now = now
        self._on_hop = on_hop
        self._duty = Responsibility("submission", host, now, on_hop, returns, self.send)
        self._round: Round | None = None
        self._held = False
        self._running: asyncio.Task[None] | None = None
        self._turn = turn or asyncio.Lock()  # one step at a time
        self._released = asyncio.Event()

    @property
    def idle(self) -> bool:
        """True when nothing runs, waits for its session, or is to be done at the present time."""
        return not (self._running or self._turn.locked() or self.queue.held or self._has_work)

    @property
    def next_due(self) -> datetime | None:
        """When the next try is due by itself; None if there is none to come."""
        return None if self._held else self.queue.next_due

    def take(self, letter: QueuedLetter) -> None:
        """Take responsibility for *letter*; it goes by ``let_go``, or after HOLD seconds."""
        letter.held = True
        self.queue.add(letter)
        asyncio.get_running_loop().call_later(HOLD, self._let_go, letter)

    def let_go(self, letters: Iterable[QueuedLetter]) -> None:
        """The session that brought these *letters* is over: they may go."""
        for letter in letters:
            self._let_go(letter)

    def send(self, error: QueuedLetter) -> None:
        """Queue an error mail, written here or by a server of the same provider."""
        self.queue.add(error)
        recipient = error.envelope.rcpt_tos[0]
        now = self._now()
        about = error.about.letter if error.about else ""
        hop = Hop(error.letter, "submission", self.host, "written", now, recipient, mail_from="")
        self._on_hop(replace(hop, about=about))
        self._start()

    def empty(self) -> None:
        """Forget every letter, and be held no more: for a new beginning."""
        self.queue = Queue()
        self._round = None
        self._held = False

    # By hand.

    def hold(self) -> None:
        """Do nothing by itself from now on: no first try and no later one, whatever falls due."""
        self._held = True

    def release(self) -> None:
        """Go on by itself, with everything that is due."""
        self._held = False
        self._start()

    async def step(self) -> Step:
        """Do the next thing that is due at this time, and return what that was."""
        async with self._turn:
            return await self._step()

    def retry(self, letter: str | None = None) -> int:
        """Make the letters with this Message-ID due now, all for None; return how many.

        It counts as a try: after another "not now" the schedule goes on from there.
        """
        found = self.queue.named(letter)
        for each in found:
            each.next_try = min(each.next_try or self._now(), self._now())
        self._start()
        return len(found)

    async def give_up(self, letter: str) -> int:
        """Tell the sender of the letters with this Message-ID that they won't be delivered.

        What is being handed over at this moment is awaited. Returns how many letters have left
        the queue; nobody hears of an error mail.
        """
        async with self._turn:
            found = self.queue.named(letter)
            for each in found:
                if self._round is not None and self._round.letter is each:
                    self._round = None
                self._duty.cancel(each, "mx")
                self._duty.conclude(each, self.queue)
        return len(found)

    # By itself.

    async def attempt_due(self) -> None:
        """Try every letter that is due now; return when no more is."""
        while self._running or self._has_work:
            self._start()
            await self._run_out()

    async def settle(self) -> None:
        """Return when the relay is idle."""
        while not self.idle:
            async with self._turn:
                pass  # a step that somebody has asked for
            await self.attempt_due()
            if self.queue.held:
                self._released.clear()
                await self._released.wait()

    async def close(self) -> None:
        """Stop what runs; the queue stays as it is."""
        if self._running is not None:
            self._running.cancel()
            await asyncio.wait([self._running])

    @property
    def _has_work(self) -> bool:
        """True when there is something to do now without being asked."""
        due = self._round is not None or self.queue.due(self._now()) is not None
        return due and not self._held

    def _let_go(self, letter: QueuedLetter) -> None:
        if letter.held:
            letter.held = False
            self._released.set()
            self._start()

    def _start(self) -> None:
        if self._running is None and self._has_work:
            self._running = asyncio.get_running_loop().create_task(self._run())
            self._running.add_done_callback(self._ended)

    async def _run_out(self) -> None:
        task = self._running
        if task is not None:
            await asyncio.wait([task])
            if not task.cancelled() and (error := task.exception()) is not None:
                raise error

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._running = None
        if not task.cancelled() and (error := task.exception()) is not None:
            task.get_loop().call_exception_handler({"message": "relay", "exception": error})

    async def _run(self) -> None:
        while self._has_work:
            await self.step()

    # Step by step.

    async def _step(self) -> Step:
        if self._round is None:
            letter = self.queue.due(self._now())
            if letter is None:
                return NOTHING
            self._round = Round(letter, self._now(), self._duty)
        this = self._round
        if not this.is_looked_up:
            step = this.look_up(self.routes)
            self._tell(step, this.recipients)
            return step
        step = await this.hand_over(self.host, self._network)
        if this.is_over:
            self._round = None
            this.finish(self._now())
            self._duty.conclude(this.letter, self.queue)
        return step

    def _tell(self, step: Step, recipients: Iterable[str]) -> None:
        """Say upward where a letter goes next, if there is a moment in which that can be seen."""
        if not self._held or not step.hosts:
            return
        (host, _), now = step.hosts[0], self._now()
        for recipient in recipients:
            self._on_hop(Hop(step.letter, "mx", host, "looked up", now, recipient))
