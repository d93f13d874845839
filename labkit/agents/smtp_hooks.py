"""What the SMTP server calls for each command: general rules first, then the role's policy."""

from __future__ import annotations

import re
from typing import Protocol

from labkit.agents.smtp_role import MAX_RECIPIENTS, Dialogue, Role, Transaction
from labkit.protocols.smtp.paths import Path
from labkit.protocols.smtp.replies import Refused

# Goes into Received fields, so nothing that could be more than a name there.
CLIENT_NAME = re.compile(r"[^\x00-\x20()<>\\;,\"@\x7f-\xa0\ud800-\udfff]{1,255}")


class Server(Protocol):
    """The connection: what ``smtp_server.LabSMTP`` is to these hooks."""

    role: Role
    dialogue: Dialogue
    path: Path  # the address of the present command


class SessionLike(Protocol):
    """aiosmtpd's session, as far as it is touched here."""

    host_name: str


class EnvelopeLike(Protocol):
    """aiosmtpd's envelope; the lab's own is the dialogue's transaction."""

    mail_from: str
    smtp_utf8: bool


class Hooks:
    """What aiosmtpd calls for each command, handed on to the role."""

    async def handle_EHLO(
        self,
        server: Server,
        session: SessionLike,
        envelope: EnvelopeLike,
        name: str,
        lines: list[str],
    ) -> list[str]:
        session.host_name = server.dialogue.client = name
        server.dialogue.extended = True
        return [*lines[:-1], "250-PIPELINING", "250-ENHANCEDSTATUSCODES", lines[-1]]

    async def handle_HELO(
        self, server: Server, session: SessionLike, envelope: EnvelopeLike, name: str
    ) -> str:
        session.host_name = server.dialogue.client = name
        server.dialogue.extended = False
        return f"250 {server.role.host}"

    async def handle_MAIL(
        self,
        server: Server,
        session: SessionLike,
        envelope: EnvelopeLike,
        address: str,
        options: list[str],
    ) -> str:
        dialogue, path = server.dialogue, server.path
        if server.role.wants_login and dialogue.account is None:
            raise Refused(530, "5.7.0", "log in first, with AUTH PLAIN or AUTH LOGIN")
        if path.local and not path.domain:
            raise Refused(501, "5.1.7", "a sender's address has a domain: <name@domain>")
        utf8 = bool(envelope.smtp_utf8)
        _check_letters(path, utf8)
        refuse_full_disk(server.role)  # RFC 1870 section 6.1: known before the letter is sent
        server.role.sender(dialogue, path)
        dialogue.transaction = Transaction(path, utf8)
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(
        self,
        server: Server,
        session: SessionLike,
        envelope: EnvelopeLike,
        address: str,
        options: list[str],
    ) -> str:
        transaction = server.dialogue.transaction
        if len(transaction.rcpt_tos) >= MAX_RECIPIENTS:
            raise Refused(452, "4.5.3", "enough recipients for one letter; send it to these first")
        if server.path.is_null:
            raise Refused(501, "5.1.3", "nobody has this address")
        refuse_full_disk(server.role)  # it may have filled since MAIL
        try:
            _check_letters(server.path, transaction.utf8)
            server.role.recipient(server.dialogue, server.path)
        except Refused as refused:
            if len(transaction.refusals) < MAX_RECIPIENTS:
                transaction.refusals.append((server.path, refused))
            raise
        if server.path not in transaction.rcpt_tos:
            transaction.rcpt_tos.append(server.path)
        return "250 OK"


def _check_letters(path: Path, utf8: bool) -> None:
    if path.needs_utf8 and not utf8:
        raise Refused(553, "5.6.7", "this address needs SMTPUTF8 on MAIL")


def refuse_full_disk(role: Role) -> None:
    """Raise Refused while the provider can store nothing more."""
    if role.policy.disk_full:
        raise Refused(452, "4.3.1", "the disk is full; try again later")
