"""What a server owes to the letters that it has taken, whether it relays them or delivers them.

RFC 5321 section 4.2.5: after its 250 it hands them on, tries again for days, or tells the sender.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Literal

from labkit.agents.delivery_status import CANCELLED
from labkit.agents.queue import Outcome, Queue, QueuedLetter
from labkit.agents.returns import Returns
from labkit.agents.transfer import state_of
from labkit.records import Hop

Taker = Literal["submission", "mx", "mailbox"]


class Responsibility:
    """That of the *station* at *host*. *send* queues an error mail that *returns* has written."""

    def __init__(
        self,
        station: Literal["submission", "mx"],
        host: str,
        now: Callable[[], datetime],
        on_hop: Callable[[Hop], None],
        returns: Returns,
        send: Callable[[QueuedLetter], None],
    ) -> None:
        self._station: Literal["submission", "mx"] = station
        self._host = host
        self._now = now
        self._on_hop = on_hop
        self._returns = returns
        self._send = send

    def note(self, letter: QueuedLetter, recipient: str, reply: str, speaker: str = "") -> None:
        """Note the last word on *recipient*; a "not now" is a "never" once the days are over."""
        state, now = state_of(reply), self._now()
        if state == "deferred" and letter.is_over(now):
            state = "failed"
        letter.note(recipient, state, reply, speaker, now)

    def tell(self, letter: QueuedLetter, outcome: Outcome, taker: Taker, host: str) -> None:
        """Say upward that *taker* at *host* has not taken the letter for this recipient."""
        failed = outcome.state == "failed"
        self._on_hop(
            Hop(
                letter.letter,
                taker,
                host,
                "refused" if failed else "deferred",
                self._now(),
                outcome.recipient,
                reply=outcome.reply,
                next_try=None if failed else letter.next_try,
            )
        )

    def cancel(self, letter: QueuedLetter, taker: Taker) -> None:
        """Give *letter* up for all who still wait for it; ``conclude`` tells its sender."""
        letter.next_try = None
        for recipient in letter.open:
            letter.note(recipient, "failed", CANCELLED, "", self._now())
            self.tell(letter, letter.outcomes[recipient], taker, "")

    def conclude(self, letter: QueuedLetter, queue: Queue) -> None:
        """Tell the sender what must be told, and let what is done leave *queue*.

        In this order: a failed letter leaves once its error mail is queued, so that at no moment
        nobody is responsible.
        """
        if (error := self._returns.about(letter)) is not None:
            self._send(error)
        if not letter.open:
            queue.remove(letter)
            self._close(letter)

    def _close(self, letter: QueuedLetter) -> None:
        """Say what became of responsibility where no taker says it: by or for an error mail."""
        if not letter.envelope.mail_from and letter.state == "failed":
            self._say(letter.letter, self._station, self._host, "dropped")
        about = letter.about
        if about is not None and about.is_settled:
            told: Literal["returned", "dropped"] = (
                "returned" if letter.state == "handed over" else "dropped"
            )
            self._say(about.letter, about.station, about.host, told)

    def _say(
        self,
        letter: str,
        station: Literal["submission", "mx"],
        host: str,
        state: Literal["returned", "dropped"],
    ) -> None:
        self._on_hop(Hop(letter, station, host, state, self._now()))
