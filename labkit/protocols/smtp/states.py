"""The states of an SMTP session and the commands they allow: RFC 5321 section 4.1.4.

Help, dissector and tests read these rows. The dialogue itself is aiosmtpd's; a test holds the
server against the table.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class SmtpState(Enum):
    """Where a session stands, on the server's side."""

    CONNECTED = "connected"  # the greeting was said, the client has not
    GREETED = "greeted"
    SENDER = "sender"  # MAIL was taken
    RECIPIENTS = "recipients"  # and at least one RCPT
    CONTENT = "content"  # after DATA: what comes is the letter, not commands


ANY = (SmtpState.CONNECTED, SmtpState.GREETED, SmtpState.SENDER, SmtpState.RECIPIENTS)


@dataclass(frozen=True, slots=True)
class Row:
    """One command: its form, where it is allowed, and where it leads when it is taken.

    ``leads_to`` is None for a command that changes no state.
    """

    verb: str
    syntax: str
    states: tuple[SmtpState, ...]
    leads_to: SmtpState | None = None
    example: str = ""


# AUTH before a transaction only, RFC 4954 section 4; on a submission server MAIL wants it first.
ROWS = (
    Row("EHLO", "EHLO host", ANY, SmtpState.GREETED, "EHLO pc.sakura.example"),
    Row("HELO", "HELO host", ANY, SmtpState.GREETED, "HELO pc.sakura.example"),
    Row("AUTH", "AUTH PLAIN|LOGIN [base64]", (SmtpState.GREETED,), None, "AUTH PLAIN"),
    Row(
        "MAIL",
        "MAIL FROM:<address> [SIZE=octets] [BODY=8BITMIME] [SMTPUTF8]",
        (SmtpState.GREETED,),
        SmtpState.SENDER,
        "MAIL FROM:<aya@sakura.example>",
    ),
    Row(
        "RCPT",
        "RCPT TO:<address>",
        (SmtpState.SENDER, SmtpState.RECIPIENTS),
        SmtpState.RECIPIENTS,
        "RCPT TO:<ken@fuji.example>",
    ),
    Row("DATA", "DATA", (SmtpState.RECIPIENTS,), SmtpState.CONTENT, "DATA"),
    Row("RSET", "RSET", ANY, SmtpState.GREETED, "RSET"),
    Row("NOOP", "NOOP [text]", ANY, None, "NOOP"),
    Row("VRFY", "VRFY address", ANY, None, "VRFY ken@fuji.example"),
    Row("EXPN", "EXPN list", ANY, None, "EXPN staff"),
    Row("HELP", "HELP [command]", ANY, None, "HELP"),
    Row("QUIT", "QUIT", ANY, None, "QUIT"),
)
BY_VERB = {row.verb: row for row in ROWS}
