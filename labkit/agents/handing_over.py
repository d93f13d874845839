"""Handing a letter over to a domain: its hosts in turn, until one of them has given an answer.

RFC 5321 section 5.1: every host is tried before the letter waits. Which failure asks for the next
host, and which is the domain's answer:

    nobody answers, 4yz or 5yz to greeting or hello, 421 at any time,
    connection lost before the letter was sent                          the next host
    any other reply to MAIL, RCPT, DATA or the letter                   the domain's answer
    connection lost while or after the letter was sent                  not sure: wait
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from labkit.agents.queue import QueuedLetter
from labkit.agents.routes import Route
from labkit.agents.smtp_client import MAX_LINE, Reply, SmtpClient
from labkit.agents.transfer import Closing, Transfer, state_of
from labkit.wire.network import Network

PORT = 25


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said of a recipient at *host*, "" if none was reached.

    *own* are the relay's own words: no other server is to blame for them.
    """

    reply: str
    host: str = ""
    own: bool = False

    @property
    def speaker(self) -> str:
        """The host that said it, "" for the relay itself."""
        return "" if self.own else self.host


class TurnedAway(ConnectionError):
    """A host has greeted, or answered to hello, with anything but yes."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(str(reply))


class HandingOver:
    """One try to bring *letter* to *recipients*, all of one domain; ``answers`` fills."""

    def __init__(self, me: str, network: Network, letter: QueuedLetter, to: Sequence[str]) -> None:
        self.answers: dict[str, Answer] = {}
        self._me = me
        self._network = network
        self._letter = letter
        self._recipients = tuple(to)

    async def run(self, routes: Sequence[Route]) -> None:
        """Try the hosts of *routes* in their order; in the end each recipient has an answer."""
        failure: Answer | None = None
        for route in routes:
            last = await self._try(route.host)
            if last is None:
                return
            # RFC 7504 section 2: a "never" at the door counts, or the letter would wait for
            # days; but not as long as another host of the domain may still say yes.
            if failure is None or state_of(last.reply) == "deferred":
                failure = last
        if failure is not None:
            self.answers |= dict.fromkeys(self._open, failure)

    @property
    def _open(self) -> tuple[str, ...]:
        return tuple(each for each in self._recipients if each not in self.answers)

    async def _try(self, host: str) -> Answer | None:
        """Return why the next host must be tried for those left, None if nobody is."""
        try:
            client = await self._client(host)
        except TurnedAway as said:
            return Answer(str(said), host)
        except OSError as unreachable:
            return Answer(f"451 4.4.1 {host}: {unreachable}", own=True)
        transfer = Transfer(self._letter.envelope, self._letter.octets, self._open)
        last = Answer("451 4.4.2 the connection was lost", host, own=True)
        try:
            await transfer.run(client)
            await client.quit()
        except Closing as said:
            last = Answer(str(said), host)
        except OSError as lost:
            last = Answer(f"451 4.4.2 {lost}", host, own=True)
        finally:
            await client.close()
        self._note(transfer, host)
        return last if self._open else None

    def _note(self, transfer: Transfer, host: str) -> None:
        for recipient, reply in transfer.answers.items():
            self.answers[recipient] = Answer(reply, host, own=transfer.untried)
        # RFC 1047: the host may have the letter, and its 250 got lost. Another host now, and there
        # would surely be two; waiting costs a double only where the 250 was really lost, and a
        # relay that can't know must rather risk two than none (RFC 5321 sections 4.2.5 and 6.1).
        doubt = Answer("451 4.4.2 the connection was lost before the letter's 250", host, own=True)
        self.answers |= dict.fromkeys(transfer.in_doubt, doubt)

    async def _client(self, host: str) -> SmtpClient:
        """Return a client that has said hello to *host*; raise OSError, also TurnedAway."""
        client = SmtpClient(*await self._network.connect(self._me, host, PORT, MAX_LINE))
        try:
            await self._greeted(client)
        except BaseException:
            await client.close()
            raise
        return client

    async def _greeted(self, client: SmtpClient) -> None:
        for say in (client.greeting, lambda: client.hello(self._me)):
            reply = await say()
            if reply.code // 100 == 2:
                continue
            if reply.code != 421:
                await client.quit()  # RFC 5321 section 3.1: a server that says no waits for it
            raise TurnedAway(reply)
