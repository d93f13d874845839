"""The relay (MTA): takes letters from its queue to the hosts of their domains.

It never works inside a submission's DATA: that 250 means "queued". A letter is taken up once the
session that brought it has ended, or after HOLD seconds of an open one, so that in a lab two
sessions don't talk at once and transcripts come out the same.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Literal

from labkit.agents.queue import Attempt, Queue, QueuedLetter
from labkit.agents.returns import Returns
from labkit.agents.routes import NoRoute, Routes
from labkit.agents.smtp_client import MAX_LINE, SmtpClient
from labkit.agents.transfer import Transfer, state_of
from labkit.records import Hop
from labkit.wire.network import Network

PORT = 25
HOLD = 1.0  # seconds of loop time

# For each recipient who said it ("" where the words are the relay's own), and the reply.
Answers = dict[str, tuple[str, str]]


class Relay:
    """The relay of *host*. Belongs to the servers' thread; one attempt at a time.

    *returns* writes what the sender hears of a letter that can't be handed over.
    """

    def __init__(
        self,
        host: str,
        network: Network,
        routes: Routes,
        now: Callable[[], datetime],
        on_hop: Callable[[Hop], None],
        returns: Returns,
    ) -> None:
        self.host = host
        self.routes = routes
        self.queue = Queue()
        self._network = network
        self._now = now
        self._on_hop = on_hop
        self._returns = returns
        self._running: asyncio.Task[None] | None = None
        self._released = asyncio.Event()

    @property
    def idle(self) -> bool:
        """True when nothing runs, is held, or is due at the present time."""
        waiting = self.queue.held or self.queue.due(self._now())
        return self._running is None and not waiting

    def take(self, letter: QueuedLetter) -> None:
        """Take responsibility for *letter*, and hold it until ``release`` or for HOLD seconds."""
        letter.held = True
        self.queue.add(letter)
        asyncio.get_running_loop().call_later(HOLD, self._let_go, letter)

    def release(self, letters: Iterable[QueuedLetter]) -> None:
        """The session that brought these *letters* is over: they may go."""
        for letter in letters:
            self._let_go(letter)

    async def attempt_due(self) -> None:
        """Try every letter that is due now; return when no more is."""
        while self._running or self.queue.due(self._now()):
            self._start()
            await self._run_out()

    async def settle(self) -> None:
        """Return when the relay is idle."""
        while not self.idle:
            await self.attempt_due()
            if self.queue.held:
                self._released.clear()
                await self._released.wait()

    async def close(self) -> None:
        """Stop what runs; the queue stays as it is."""
        if self._running is not None:
            self._running.cancel()
            await asyncio.wait([self._running])

    def _let_go(self, letter: QueuedLetter) -> None:
        if letter.held:
            letter.held = False
            self._released.set()
            self._start()

    def _start(self) -> None:
        if self._running is None:
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
        while (letter := self.queue.due(self._now())) is not None:
            await self._attempt(letter)

    async def _attempt(self, letter: QueuedLetter) -> None:
        # The moment of the try counts for all its domains, though the clock moves on.
        began = self._now()
        by_domain: dict[str, list[str]] = {}
        for recipient in letter.open:
            by_domain.setdefault(recipient.rpartition("@")[2].lower(), []).append(recipient)
        for domain, recipients in by_domain.items():
            host, answers = await self._hand_over(letter, domain, recipients)
            replies = tuple((recipient, reply) for recipient, (_, reply) in answers.items())
            letter.attempts.append(Attempt(began, domain, host, replies))
            for recipient, (speaker, reply) in answers.items():
                self._note(letter, recipient, reply, speaker)
        letter.reschedule(self._now())
        for attempt in letter.attempts:
            if attempt.time == began:
                self._tell(letter, attempt)
        self._conclude(letter)

    def _conclude(self, letter: QueuedLetter) -> None:
        """Tell the sender what must be told, and let go of what is done.

        In this order: a failed letter leaves the queue once its error mail is in it, so that at
        no moment nobody is responsible.
        """
        if (error := self._returns.about(letter)) is not None:
            self.queue.add(error)
            self._say(error.letter, "written", letter.envelope.mail_from)
        if not letter.open:
            self.queue.remove(letter)
            self._close(letter)

    def _close(self, letter: QueuedLetter) -> None:
        """Say what became of responsibility where no taker says it: by or for an error mail."""
        if not letter.envelope.mail_from and letter.state == "failed":
            self._say(letter.letter, "dropped")
        waiting = {each.letter for each in self.queue.letters()}
        if letter.about and letter.about not in waiting:
            self._say(letter.about, "returned" if letter.state == "handed over" else "dropped")

    def _say(
        self, letter: str, state: Literal["written", "returned", "dropped"], recipient: str = ""
    ) -> None:
        sender = "" if state == "written" else None  # an error mail is from <>
        now = self._now()
        self._on_hop(Hop(letter, "submission", self.host, state, now, recipient, mail_from=sender))

    def _note(self, letter: QueuedLetter, recipient: str, reply: str, host: str) -> None:
        state, now = state_of(reply), self._now()
        if state == "deferred" and letter.is_over(now):
            state = "failed"
        letter.note(recipient, state, reply, host, now)

    async def _hand_over(
        self, letter: QueuedLetter, domain: str, recipients: list[str]
    ) -> tuple[str, Answers]:
        """Return the host that answered, "" if none did, and what was said of each recipient."""
        try:
            hosts = self.routes.hosts(domain)
        except NoRoute as none:
            return "", dict.fromkeys(recipients, ("", f"550 5.1.2 {none}"))
        reason = ""
        for host in hosts:
            try:
                client = await self._open(host)
            except OSError as unreachable:
                reason = f"451 4.4.1 {host}: {unreachable}"
                continue
            return host, await self._transfer(
                client, Transfer(letter.envelope, letter.octets, recipients), host
            )
        return "", dict.fromkeys(recipients, ("", reason))

    async def _open(self, host: str) -> SmtpClient:
        """Return a client that has said hello to *host*; raise OSError."""
        client = SmtpClient(*await self._network.connect(self.host, host, PORT, MAX_LINE))
        try:
            for reply in (await client.greeting(), await client.hello(self.host)):
                if reply.code // 100 != 2:
                    raise ConnectionRefusedError(str(reply))
        except BaseException:
            await client.close()
            raise
        return client

    async def _transfer(self, client: SmtpClient, transfer: Transfer, host: str) -> Answers:
        reason = "451 4.4.2 the connection was lost"
        try:
            await transfer.run(client)
            await client.quit()
        except OSError as lost:
            reason = f"451 4.4.2 {lost}"
        finally:
            await client.close()
        # Nobody is left without an answer: what the server didn't settle is tried again.
        said = dict.fromkeys(transfer.answers, "" if transfer.untried else host)
        return {
            to: (said.get(to, ""), transfer.answers.get(to, reason)) for to in transfer.recipients
        }

    def _tell(self, letter: QueuedLetter, attempt: Attempt) -> None:
        """Say upward who was refused or must wait; what was stored, the taker says itself."""
        for recipient, reply in attempt.replies:
            state = letter.outcomes[recipient].state
            if state == "handed over":
                continue
            self._on_hop(
                Hop(
                    letter.letter,
                    "mx",
                    attempt.host,
                    "refused" if state == "failed" else "deferred",
                    self._now(),
                    recipient,
                    reply=reply,
                    next_try=letter.next_try if state == "deferred" else None,
                )
            )
