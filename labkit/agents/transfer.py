"""Handing one letter over to one host: an SMTP transaction for all recipients of a domain.

RFC 5321 section 4.2.1: 2yz is yes, 4yz "not now", 5yz "never" - of the recipient, if it came
after RCPT, of all those accepted, if it came after DATA.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from labkit.agents.queue import State
from labkit.agents.smtp_client import Reply, SmtpClient
from labkit.mail.envelope import Envelope

BATCH = 100  # recipients in a transaction: what every server takes (RFC 5321 section 4.5.3.1.8)


class Closing(ConnectionError):
    """The server has said 421: it closes, whatever the command was (RFC 5321 section 3.8)."""


@dataclass(slots=True)
class Transfer:
    """*octets* for *recipients*; ``answers`` fills as the server answers, whatever comes then.

    ``in_doubt`` are those of whom nobody knows, should ``run`` fail: the letter was on its way.
    """

    envelope: Envelope
    octets: bytes
    recipients: Sequence[str]
    answers: dict[str, str] = field(default_factory=dict)
    in_doubt: Sequence[str] = ()
    untried: bool = False  # the answers are our own: the server can't have the letter

    async def run(self, client: SmtpClient) -> None:
        """Hand over by *client*, which has said hello; raise OSError, also Closing."""
        refusal = self._cannot(client)
        if refusal:
            self.untried = True
            self.answers.update(dict.fromkeys(self.recipients, refusal))
            return
        for start in range(0, len(self.recipients), BATCH):
            await self._transaction(client, self.recipients[start : start + BATCH])

    async def _transaction(self, client: SmtpClient, recipients: Sequence[str]) -> None:
        sender = f"MAIL FROM:<{self.envelope.mail_from}>{self._options(client)}"
        reply = await _command(client, sender)
        if reply.code // 100 != 2:
            self._note(recipients, reply)
            return
        accepted = []
        for recipient in recipients:
            reply = await _command(client, f"RCPT TO:<{recipient}>")
            if reply.code // 100 == 2:
                accepted.append(recipient)
            else:
                self._note([recipient], reply)
        if accepted:
            self._note(accepted, await self._content(client, accepted))
        else:
            await _command(client, "RSET")

    async def _content(self, client: SmtpClient, accepted: Sequence[str]) -> Reply:
        reply = await _command(client, "DATA")
        if reply.code == 354:
            self.in_doubt = accepted
            reply = await client.content(self.octets)
            self.in_doubt = ()
            return _open(reply)
        # A yes instead of "go on" (RFC 5321 section 4.3.2) is none: nothing was handed over.
        return Reply(451, ("4.5.0 DATA was answered", str(reply))) if reply.code < 400 else reply

    def _note(self, recipients: Sequence[str], reply: Reply) -> None:
        self.answers.update(dict.fromkeys(recipients, str(reply)))

    def _options(self, client: SmtpClient) -> str:
        options = ""
        if "SIZE" in client.extensions:
            options += f" SIZE={len(self.octets)}"
        if "8BITMIME" in client.extensions and not self.octets.isascii():
            options += " BODY=8BITMIME"
        return options + (" SMTPUTF8" if self.envelope.smtp_utf8 else "")

    def _cannot(self, client: SmtpClient) -> str:
        """Say why this server can't have the letter, in the words of a refusal."""
        limit = client.extensions.get("SIZE", "")
        if limit.isascii() and limit.isdigit() and 0 < int(limit) < len(self.octets):
            return "552 5.3.4 the letter is larger than the next server takes"
        if self.envelope.smtp_utf8 and "SMTPUTF8" not in client.extensions:
            return "550 5.6.7 the next server can't take addresses in this script"
        if not self.octets.isascii() and "8BITMIME" not in client.extensions:
            return "554 5.6.3 the next server takes 7-bit letters only"
        return ""


async def _command(client: SmtpClient, line: str) -> Reply:
    return _open(await client.command(line))


def _open(reply: Reply) -> Reply:
    if reply.code == 421:
        raise Closing(str(reply))
    return reply


def state_of(answer: str) -> State:
    """Return what a reply means for a recipient."""
    if answer.startswith("2"):
        return "handed over"
    return "failed" if answer.startswith("5") else "deferred"
