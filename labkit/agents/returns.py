"""What the sender of a letter hears that could not be handed over: an error mail, or nothing.

It makes the letter; the relay queues it and takes it to its reader like any other.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Literal

from labkit.agents.delivery_status import Report, Undelivered
from labkit.agents.error_mail import error_mail
from labkit.agents.queue import GIVE_UP, About, QueuedLetter
from labkit.mail.envelope import Envelope
from labkit.texts import Language

# The first try that fails so late is told to the sender: a day's work should not pass without.
WARN = timedelta(hours=4)


class Returns:
    """Writes the error mails of *host*, a *station*, in the *language* of their readers.

    *token* gives a new short word each time, from which Message-ID and boundary are made.
    """

    def __init__(
        self,
        host: str,
        now: Callable[[], datetime],
        queue_id: Callable[[], str],
        token: Callable[[], str],
        language: Callable[[], Language],
        station: Literal["submission", "mx"] = "submission",
    ) -> None:
        self._station: Literal["submission", "mx"] = station
        self._host = host
        self._now = now
        self._queue_id = queue_id
        self._token = token
        self._language = language

    def about(self, letter: QueuedLetter) -> QueuedLetter | None:
        """Return what the sender of *letter* must hear after an attempt; None if nothing.

        Each failure is told once. RFC 5321 section 4.5.5: a letter with the null reverse-path is
        an error mail itself, so nobody hears of it.
        """
        if not letter.envelope.mail_from:
            return None
        failed, delayed = letter.bounces[letter.told :], self._delayed(letter)
        letter.told, letter.warned = len(letter.bounces), letter.warned or bool(delayed)
        return self._written(letter, (*failed, *delayed)) if failed or delayed else None

    def _delayed(self, letter: QueuedLetter) -> list[Undelivered]:
        """Return who waits for *letter*, if it is time to say so; that is said once."""
        if letter.warned or self._now() - letter.arrived < WARN:
            return []
        until = letter.arrived + GIVE_UP
        tried = letter.attempts[-1].time if letter.attempts else None
        return [
            Undelivered(one.recipient, one.reply, one.host, tried, until)
            for one in letter.outcomes.values()
            if one.is_open
        ]

    def _written(self, letter: QueuedLetter, missed: tuple[Undelivered, ...]) -> QueuedLetter:
        # A warning alone takes nothing off anybody: the letter is still on its way.
        over = any(one.action == "failed" for one in missed)
        # A final dot means the same domain, but no route is known by it.
        sender = letter.envelope.mail_from.rstrip(".")
        now, token = self._now(), self._token()
        message_id = f"<{token}@{self._host}>"
        report = Report(self._host, sender, letter.octets, letter.arrived, missed)
        return QueuedLetter(
            self._queue_id(),
            Envelope("", (sender,), smtp_utf8=not sender.isascii()),
            error_mail(report, now, message_id, f"=_{token}", self._language()),
            now,
            message_id,
            about=About(letter.letter, self._station, self._host, letter.outcomes)
            if over and letter.letter
            else None,
        )
