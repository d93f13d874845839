"""The states of an SMTP session and the commands they allow: RFC 5321 section 4.1.4.

Help, dissector and tests read these rows. The dialogue itself is aiosmtpd's; a test holds the
server against the table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum


class SmtpState(Enum):
    """Where a session stands, on the server's side."""

    CONNECTED = "connected"  # the greeting was said, the client has not
    GREETED = "greeted"
    SENDER = "sender"  # MAIL was taken
    RECIPIENTS = "recipients"  # and at least one RCPT
    CONTENT = "content"  # after DATA: what comes is the letter, not commands


ANY = (SmtpState.CONNECTED, SmtpState.GREETED, SmtpState.SENDER, SmtpState.RECIPIENTS)
LeadsTo = Mapping[SmtpState, SmtpState | None]
# RFC 5321 sections 4.1.1.5 and 4.1.4: RSET forgets the envelope, and so does another EHLO.
_FORGET = {SmtpState.SENDER: SmtpState.GREETED, SmtpState.RECIPIENTS: SmtpState.GREETED}
_HELLO = {SmtpState.CONNECTED: SmtpState.GREETED, **_FORGET}


@dataclass(frozen=True, slots=True)
class Row:
    """One command: its form, where it is allowed, and where it leads when it is taken.

    ``leads_to`` has the states that it may leave when it is taken, and where each leads: None is
    the end of the session.
    """

    verb: str
    syntax: str
    states: tuple[SmtpState, ...]
    leads_to: LeadsTo = field(default_factory=dict)
    example: str = ""


# AUTH before a transaction only, RFC 4954 section 4; on a submission server MAIL wants it first.
ROWS = (
    Row("EHLO", "EHLO host", ANY, _HELLO, "EHLO pc.sakura.example"),
    Row("HELO", "HELO host", ANY, _HELLO, "HELO pc.sakura.example"),
    Row("AUTH", "AUTH PLAIN|LOGIN [base64]", (SmtpState.GREETED,), example="AUTH PLAIN"),
    Row(
        "MAIL",
        "MAIL FROM:<address> [SIZE=octets] [BODY=8BITMIME] [SMTPUTF8]",
        (SmtpState.GREETED,),
        {SmtpState.GREETED: SmtpState.SENDER},
        "MAIL FROM:<aya@sakura.example>",
    ),
    Row(
        "RCPT",
        "RCPT TO:<address>",
        (SmtpState.SENDER, SmtpState.RECIPIENTS),
        {SmtpState.SENDER: SmtpState.RECIPIENTS},
        "RCPT TO:<ken@fuji.example>",
    ),
    Row("DATA", "DATA", (SmtpState.RECIPIENTS,), {SmtpState.RECIPIENTS: SmtpState.CONTENT}, "DATA"),
    Row("RSET", "RSET", ANY, _FORGET, "RSET"),
    Row("NOOP", "NOOP [text]", ANY, example="NOOP"),
    Row("VRFY", "VRFY address", ANY, example="VRFY ken@fuji.example"),
    Row("EXPN", "EXPN list", ANY, example="EXPN staff"),
    Row("HELP", "HELP [command]", ANY, example="HELP"),
    Row("QUIT", "QUIT", ANY, dict.fromkeys(ANY), "QUIT"),
)
BY_VERB = {row.verb: row for row in ROWS}
