"""Delivery (MDA): files a letter in the mailboxes of its recipients. RFC 5321 section 4.4.

At most servers that is done by the time of the 250. One that is held keeps the letter in between,
as a busy one does: then it is responsible (section 4.2.5). What it can't file any more it tries
again, on the same schedule as a relay, and in the end it writes an error mail.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Literal

from labkit.agents import header
from labkit.agents.queue import Attempt, Queue, QueuedLetter
from labkit.agents.responsibility import Responsibility
from labkit.agents.returns import Returns
from labkit.mail.account import Account, Accounts
from labkit.mail.message import Message
from labkit.mail.names import INBOX
from labkit.mail.store import DiskFull, OverQuota
from labkit.protocols.smtp.replies import Refused
from labkit.records import Hop, Step

NOTHING = Step("nothing")


class Delivery:
    """What stands between the MX *host* and the mailboxes of *accounts*.

    *returns* writes error mails, *send* hands them to the relay of the provider.
    """

    def __init__(
        self,
        host: str,
        accounts: Accounts,
        now: Callable[[], datetime],
        on_hop: Callable[[Hop], None],
        returns: Returns,
        send: Callable[[QueuedLetter], None],
    ) -> None:
        self.host = host
        self.queue = Queue()
        self._accounts = accounts
        self._now = now
        self._on_hop = on_hop
        self._duty = Responsibility("mx", host, now, on_hop, returns, send)
        self._held = False

    @property
    def letters(self) -> tuple[QueuedLetter, ...]:
        """The letters that were taken and not yet filed."""
        return self.queue.letters()

    @property
    def idle(self) -> bool:
        """True when nothing is to be done at the present time."""
        return self._held or self.queue.due(self._now()) is None

    @property
    def next_due(self) -> datetime | None:
        """When something is due by itself; None if there is nothing to come."""
        return None if self._held else self.queue.next_due

    def admit(self, recipient: str) -> None:
        """Raise OverQuota or DiskFull if *recipient*'s mailbox has no room for one letter more.

        What waits here for it has its place already.
        """
        if (account := self._accounts.find(recipient)) is not None:
            waiting = sum(recipient in letter.open for letter in self.letters)
            account.store.admit(waiting + 1)

    def deliver(self, letter: QueuedLetter) -> None:
        """Take *letter*, whose recipients are addresses of accounts, and file it if not held.

        All or nothing: raise what ``admit`` raises for one of them, and Refused when too much
        waits here.
        """
        if not self.queue.has_room:
            raise Refused(452, "4.3.1", "too many letters wait here; try again later")
        for recipient in letter.envelope.rcpt_tos:
            self.admit(recipient)
        self.queue.add(letter)
        for recipient in letter.envelope.rcpt_tos:
            self._stored("mx", letter, recipient)
        if not self._held:
            self._file(letter)

    def hold(self) -> None:
        """Keep from now on what is taken, until ``step`` or ``release``."""
        self._held = True

    def step(self) -> Step:
        """File the next letter, and say into whose mailboxes."""
        letter = self.queue.due(self._now())
        return NOTHING if letter is None else self._file(letter)

    def release(self) -> None:
        """Go on by itself, with everything that is due."""
        self._held = False
        self.attempt_due()

    def attempt_due(self) -> None:
        """File what is due now."""
        while not self.idle:
            self.step()

    def retry(self, letter: str | None = None) -> int:
        """Make the letters with this Message-ID due now, all for None; return how many."""
        found = self.queue.named(letter)
        for each in found:
            each.next_try = min(each.next_try or self._now(), self._now())
        self.attempt_due()
        return len(found)

    def give_up(self, letter: str) -> int:
        """Tell the sender of the letters with this Message-ID that they won't be delivered."""
        found = self.queue.named(letter)
        for each in found:
            self._duty.cancel(each, "mailbox")
            self._duty.conclude(each, self.queue)
        return len(found)

    def empty(self) -> None:
        """Forget every letter, and be held no more: for a new beginning."""
        self.queue = Queue()
        self._held = False

    def _file(self, letter: QueuedLetter) -> Step:
        # The envelope ends here: its sender is kept as Return-Path, the only one in the letter.
        return_path = f"Return-Path: <{letter.envelope.mail_from}>\r\n".encode()
        octets = return_path + header.without(letter.octets, "Return-Path")
        message, tried = Message(octets, self._now()), letter.open
        for recipient in tried:
            reply = _filed(self._accounts.find(recipient), message) or letter.after
            self._duty.note(letter, recipient, reply)
        said = tuple((to, letter.outcomes[to].reply) for to in tried)
        letter.attempts.append(Attempt(self._now(), "", self.host, said))
        letter.reschedule(self._now())
        for recipient in tried:
            self._tell(letter, recipient)
        self._duty.conclude(letter, self.queue)
        return Step("delivered", letter.letter, "", (), self.host, said)

    def _tell(self, letter: QueuedLetter, recipient: str) -> None:
        outcome = letter.outcomes[recipient]
        if outcome.state == "handed over":
            self._stored("mailbox", letter, recipient)
        else:
            self._duty.tell(letter, outcome, "mailbox", self.host)

    def _stored(
        self, station: Literal["mx", "mailbox"], letter: QueuedLetter, recipient: str
    ) -> None:
        self._on_hop(
            Hop(
                letter.letter,
                station,
                self.host,
                "stored",
                self._now(),
                recipient,
                letter.session,
                letter.after,
            )
        )


def _filed(account: Account | None, message: Message) -> str:
    """File *message*, or return why that can't be, in the words of a reply."""
    if account is None:
        return "550 5.1.1 nobody here has this address any more"
    try:
        account.store.get(INBOX).append(message)
    except OverQuota as full:
        return f"{account.when_full} {'4' if account.when_full == 452 else '5'}.2.2 {full}"
    except DiskFull as full:
        return f"452 4.3.1 {full}"
    return ""
