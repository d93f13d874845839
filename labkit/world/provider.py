"""One mail provider: the servers of a domain, on the named hosts of the lab's network."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

from labkit.agents.delivery import Delivery
from labkit.agents.mail_exchanger import MailExchanger
from labkit.agents.relay import Relay
from labkit.agents.returns import Returns
from labkit.agents.routes import Route, Routes
from labkit.agents.submission import Submission
from labkit.protocols.imap.session import ImapSession
from labkit.protocols.pop3.session import Pop3Session
from labkit.records import Hop
from labkit.texts import Language
from labkit.wire.network import Network
from labkit.wire.shell import Shell
from labkit.world import scene
from labkit.world.directory import Directory

# RFC 1939 section 3 asks for 10 minutes at least, RFC 3501 section 5.4 for 30.
POP3_IDLE, IMAP_IDLE = 15 * 60, 45 * 60


class Provider:
    """The people of *domain* and the four servers that serve them.

    *turn* is what the relays of all providers share (``agents.relay``).
    """

    def __init__(
        self,
        domain: scene.Domain,
        network: Network,
        now: Callable[[], datetime],
        queue_id: Callable[[], str],
        error_token: Callable[[], str],
        language: Callable[[], Language],
        on_hop: Callable[[Hop], None],
        turn: asyncio.Lock,
    ) -> None:
        self.domain = domain
        self.directory = Directory(domain)
        returns = Returns(domain.smtp, now, queue_id, error_token, language)
        self.relay = Relay(domain.smtp, network, _ROUTES, now, on_hop, returns, turn)
        self._submission = Submission(
            domain.smtp,
            (domain.name,),
            [each.name for each in scene.DOMAINS],
            self.directory,
            self.relay,
            now,
            queue_id,
            on_hop,
            self.directory.policy,
        )
        returns = Returns(domain.mx, now, queue_id, error_token, language, "mx")
        self.delivery = Delivery(domain.mx, self.directory, now, on_hop, returns, self.relay.send)
        self._exchanger = MailExchanger(
            domain.mx,
            (domain.name,),
            self.directory,
            now,
            queue_id,
            self.delivery,
            self.directory.policy,
        )
        self._network = network
        self._now = now

    async def open(self) -> None:
        """Start listening on every host of the domain."""
        domain, listen = self.domain, self._network.listen
        await listen(domain.smtp, scene.SUBMISSION, "SMTP", self._submission.protocol)
        await listen(domain.mx, scene.RELAY, "SMTP", self._exchanger.protocol)
        await listen(domain.pop, scene.POP3, "POP3", self._pop3)
        await listen(domain.imap, scene.IMAP, "IMAP", self._imap)

    def empty(self) -> None:
        """Throw away every letter, in mailboxes and in the queues."""
        self.directory.mend()
        self.directory.empty()
        self.relay.empty()
        self.delivery.empty()
        self._exchanger.greylist.forget()

    def _pop3(self) -> Shell:
        session = Pop3Session(
            self.directory, hostname=self.domain.pop, now=self._now, policy=self.directory.policy
        )
        return Shell(session, POP3_IDLE)

    def _imap(self) -> Shell:
        session = ImapSession(
            self.directory, hostname=self.domain.imap, now=self._now, policy=self.directory.policy
        )
        return Shell(session, IMAP_IDLE)


_ROUTES = Routes(Route(domain.name, domain.mx) for domain in scene.DOMAINS)
