"""Submission (MSA, RFC 6409): takes letters from people who log in, queues them for the relay."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Collection
from datetime import datetime
from email.utils import format_datetime

from labkit.agents import header
from labkit.agents.queue import QueuedLetter
from labkit.agents.received import received, refuse_loop
from labkit.agents.relay import Relay
from labkit.agents.smtp_role import Dialogue
from labkit.mail.account import Account, Accounts
from labkit.mail.envelope import Envelope
from labkit.mail.message import Message
from labkit.mail.policy import Policy
from labkit.protocols.smtp.paths import Path
from labkit.protocols.smtp.replies import Refused
from labkit.records import Hop


class Submission:
    """The role of ``smtp.<domain>``, port 587.

    *own* are the domains whose people *accounts* knows, *deliverable* all domains of the lab.
    """

    wants_login = True

    def __init__(
        self,
        host: str,
        own: Collection[str],
        deliverable: Collection[str],
        accounts: Accounts,
        relay: Relay,
        now: Callable[[], datetime],
        queue_id: Callable[[], str],
        on_hop: Callable[[Hop], None],
        policy: Policy | None = None,
    ) -> None:
        self.host = host
        self.policy = policy or Policy()
        self.relay = relay
        self._own = tuple(own)
        self._deliverable = tuple(deliverable)
        self._accounts = accounts
        self._now = now
        self._queue_id = queue_id
        self._on_hop = on_hop
        self._brought: dict[Dialogue, deque[QueuedLetter]] = {}  # by sessions that still talk

    def protocol(self) -> asyncio.Protocol:
        """Return the protocol for a new connection."""
        # Here, so that `import labkit` doesn't load aiosmtpd.
        from labkit.agents.smtp_server import LabSMTP

        return LabSMTP(self)

    def login(self, user: str, password: str) -> Account | None:
        return self._accounts.login(user, password)

    def sender(self, dialogue: Dialogue, path: Path) -> None:
        # RFC 6409 sections 3.2 and 6.1: error mails come from <>, everything else from its owner.
        if path.is_null:
            return
        owner = self._accounts.find(str(path.canonical))
        if owner is None or dialogue.account is None or owner.address != dialogue.account.address:
            raise Refused(550, "5.7.1", "this login may not send as somebody else")

    def recipient(self, dialogue: Dialogue, path: Path) -> None:
        zone = path.zone or self._own[0]
        if zone not in self._deliverable:
            ends = " or ".join(self._deliverable)
            raise Refused(
                550, "5.1.2", f"nothing leaves this lab: use an address that ends in {ends}"
            )
        if zone in self._own and self._accounts.find(str(Path(path.local, zone))) is None:
            raise Refused(550, "5.1.1", f"nobody here is called {path.local}")

    def letter(self, dialogue: Dialogue, octets: bytes) -> str:
        refuse_loop(octets)
        if not self.relay.queue.has_room:
            raise Refused(452, "4.3.1", "too many letters wait here; try again later")
        id, now = self._queue_id(), self._now()
        octets = self._completed(octets, id, now)
        envelope = self._envelope(dialogue)
        queued = QueuedLetter(
            id,
            envelope,
            received(dialogue, self.host, id, now) + octets,
            now,
            Message(octets, now).message_id,
            f"250 2.0.0 queued as {id}",
            dialogue.number,
        )
        self.relay.take(queued)
        self._keep(dialogue, queued)
        self._tell(dialogue, queued)
        return f"queued as {id}"

    def ended(self, dialogue: Dialogue) -> None:
        self.relay.let_go(self._brought.pop(dialogue, ()))

    def _keep(self, dialogue: Dialogue, queued: QueuedLetter) -> None:
        brought = self._brought.setdefault(dialogue, deque())
        while brought and not brought[0].held:  # on its way already, in a long session
            brought.popleft()
        brought.append(queued)

    def _envelope(self, dialogue: Dialogue) -> Envelope:
        """Return the envelope with each recipient once, in the spelling for the relay."""
        said = dialogue.transaction
        tos = (Path(path.local, path.zone or self._own[0]) for path in said.rcpt_tos)
        return Envelope(str(said.mail_from or ""), tuple(dict.fromkeys(map(str, tos))), said.utf8)

    def _completed(self, octets: bytes, id: str, now: datetime) -> bytes:
        """Add what RFC 6409 sections 8.2 and 8.3 let us add; Bcc isn't ours to take away."""
        added = ""
        if not header.count(octets, "Date"):
            added += f"Date: {format_datetime(now)}\r\n"
        if not header.count(octets, "Message-ID"):
            added += f"Message-ID: <{id}@{self.host}>\r\n"
        return added.encode() + header.with_blank_line(octets)

    def _tell(self, dialogue: Dialogue, queued: QueuedLetter) -> None:
        for path, refused in dialogue.transaction.refusals:
            self._on_hop(
                Hop(
                    queued.letter,
                    "submission",
                    self.host,
                    "refused",
                    queued.arrived,
                    str(path),
                    dialogue.number,
                    refused.reply,
                )
            )
        for to in queued.envelope.rcpt_tos:
            self._on_hop(
                Hop(
                    queued.letter,
                    "submission",
                    self.host,
                    "queued",
                    queued.arrived,
                    to,
                    dialogue.number,
                    queued.after,
                    mail_from=queued.envelope.mail_from,
                )
            )
