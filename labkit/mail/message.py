"""A letter as stored: its octets exactly as they came, and what is computed from them once.

Nothing here changes an octet (RFC 9051 section 2.3.1: a UID stands for unchanging text). What IMAP
asks for again and again is computed at the first question and kept as bytes ready for the wire.
"""

from __future__ import annotations

from datetime import datetime


class Message:
    """*octets* of a letter (header and body, CRLF) and *internal_date*, when it was received.

    >>> Message(b"Subject: hi\\r\\n\\r\\nHello\\r\\n", datetime(2026, 1, 5)).size
    20
    """

    __slots__ = ("internal_date", "octets", "size")

    def __init__(self, octets: bytes, internal_date: datetime) -> None:
        self.octets = octets
        self.internal_date = internal_date
        self.size = len(octets)
