"""The envelope: what SMTP servers read, not the letter inside. RFC 5321 section 2.3.1."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Envelope:
    """Where a letter comes from and goes to.

    ``mail_from`` is the reverse-path without its angle brackets, "" for the null reverse-path of
    an error mail; ``rcpt_tos`` are the forward-paths, also without brackets. ``smtp_utf8`` says
    that the letter needs RFC 6531 on its way.
    """

    mail_from: str
    rcpt_tos: tuple[str, ...]
    smtp_utf8: bool = False
