"""The mail exchanger (MX): takes letters for its own people from anybody, and relays for nobody."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Iterable
from datetime import datetime

from labkit.agents import header
from labkit.agents.delivery import Delivery
from labkit.agents.greylist import Greylist
from labkit.agents.queue import QueuedLetter
from labkit.agents.received import received, refuse_loop
from labkit.agents.smtp_role import Dialogue
from labkit.mail.account import Account, Accounts
from labkit.mail.envelope import Envelope
from labkit.mail.message import Message
from labkit.mail.policy import Policy
from labkit.mail.store import OverQuota
from labkit.protocols.smtp.paths import Path
from labkit.protocols.smtp.replies import Refused

POSTMASTER = "postmaster"
# A local part with one of these asks to be sent on: name%other.example, other.example!name.
ROUTED = frozenset("%!@:")


class MailExchanger:
    """The role of ``mx.<domain>``, port 25, for the people of *domains* whom *accounts* knows."""

    wants_login = False

    def __init__(
        self,
        host: str,
        domains: Collection[str],
        accounts: Accounts,
        now: Callable[[], datetime],
        queue_id: Callable[[], str],
        delivery: Delivery,
        policy: Policy | None = None,
    ) -> None:
        self.host = host
        self.policy = policy or Policy()
        self.greylist = Greylist()
        self._domains = tuple(domains)
        self._accounts = accounts
        self._now = now
        self._queue_id = queue_id
        self._delivery = delivery

    def protocol(self) -> asyncio.Protocol:
        """Return the protocol for a new connection."""
        # Here, so that `import labkit` doesn't load aiosmtpd.
        from labkit.agents.smtp_server import LabSMTP

        return LabSMTP(self)

    def login(self, user: str, password: str) -> Account | None:
        return None

    def sender(self, dialogue: Dialogue, path: Path) -> None:
        """Take whatever is said: SMTP itself doesn't check it."""

    def recipient(self, dialogue: Dialogue, path: Path) -> None:
        account = self._account(path)
        if self._is_postmaster(account):
            return  # RFC 5321 section 4.5.1: who has trouble with this server must be heard
        self._refuse_stranger(dialogue, path)
        try:
            self._delivery.admit(account.address)
        except OverQuota:
            raise _full(account.when_full) from None

    def letter(self, dialogue: Dialogue, octets: bytes) -> str:
        refuse_loop(octets)
        said = dialogue.transaction
        accounts = {account.address: account for account in map(self._account, said.rcpt_tos)}
        self._make_room(accounts.values())
        id, now = self._queue_id(), self._now()
        # A letter without any header would have its text taken for one under the Received field.
        whole = octets if any(header.fields(octets)) else header.with_blank_line(octets)
        marked = received(dialogue, self.host, id, now) + whole
        letter = Message(octets, now).message_id or f"<{id}@{self.host}>"
        envelope = Envelope(str(said.mail_from or ""), tuple(accounts), said.utf8)
        after = f"250 2.0.0 stored as {id}"
        self._delivery.deliver(
            QueuedLetter(id, envelope, marked, now, letter, after, dialogue.number)
        )
        return f"stored as {id}"

    def ended(self, dialogue: Dialogue) -> None:
        """Nothing is left: what was taken is stored, or kept by the delivery."""

    def _refuse_stranger(self, dialogue: Dialogue, path: Path) -> None:
        """Greylisting. The null reverse-path waits as well: what sends error mails has a queue."""
        if self.policy.greylist is None:
            return
        sender = dialogue.transaction.mail_from
        who = f"{dialogue.client} {dialogue.peer}".lower()
        triplet = (who, str(sender or "").lower(), str(path.canonical).lower())
        if self.greylist.must_wait(triplet, self._now(), self.policy.greylist):
            raise Refused(451, "4.7.1", "we don't know you yet; come again a little later")

    def _make_room(self, accounts: Iterable[Account]) -> None:
        """Refuse the letter for everybody where one mailbox has filled since RCPT.

        Not now rather than never, even by a 552 mailbox: the others could have the letter, and
        the next attempt hears at RCPT who can't.
        """
        for account in accounts:
            if self._is_postmaster(account):
                account.store.quota = None  # RFC 5321 section 4.5.1
            try:
                self._delivery.admit(account.address)
            except OverQuota:
                raise _full(452) from None

    def _is_postmaster(self, account: Account) -> bool:
        return account.address.partition("@")[0] == POSTMASTER

    def _account(self, path: Path) -> Account:
        zone = path.zone
        if not zone and path.local.lower() == POSTMASTER:
            zone = self._domains[0]  # RFC 5321 section 4.5.1: <postmaster> alone must do
        if zone not in self._domains:
            raise Refused(550, "5.7.1", "this server takes mail for its own people only")
        account = self._accounts.find(str(Path(path.local, zone)))
        if account is None and ROUTED & set(path.local):
            raise Refused(550, "5.7.1", "this server sends nothing on")
        if account is None:
            raise Refused(550, "5.1.1", f"nobody here is called {path.local}")
        return account


def _full(code: int) -> Refused:
    never = code == 552
    later = "" if never else "; try again later"
    return Refused(code, "5.2.2" if never else "4.2.2", f"this mailbox is full{later}")
