"""The postmark that each server puts on top of a letter: RFC 5321 section 4.4.

Time-stamp-line = "Received:" From-domain By-domain Opt-info [CFWS] ";" FWS date-time
Opt-info        = [Via] [With] [ID] [For]
"""

from __future__ import annotations

from datetime import datetime
from email.utils import format_datetime

from labkit.agents import header
from labkit.agents.smtp_role import Dialogue
from labkit.protocols.smtp.replies import Refused

MAX_RECEIVED = 100  # RFC 5321 section 6.3: a letter that came so far goes in circles


def received(dialogue: Dialogue, host: str, queue_id: str, now: datetime) -> bytes:
    """Return the field that *host* adds to a letter which *dialogue* brought."""
    source = f"{dialogue.client} ({dialogue.peer})" if dialogue.peer else dialogue.client
    recipients = dialogue.transaction.rcpt_tos
    # Naming one of several recipients would tell the others of a Bcc (section 7.2).
    reader = f"\r\n\tfor <{recipients[0]}>" if len(recipients) == 1 else ""
    return (
        f"Received: from {source}\r\n\tby {host} with {dialogue.protocol} id {queue_id}{reader};"
        f"\r\n\t{format_datetime(now)}\r\n"
    ).encode()


def refuse_loop(letter: bytes) -> None:
    """Raise Refused for a letter that has seen too many servers."""
    if header.count(letter, "Received") >= MAX_RECEIVED:
        raise Refused(554, "5.4.6", "this letter goes in circles")
