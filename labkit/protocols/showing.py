"""How octets of the wire become text that can be shown: what the dissectors of all protocols share.

What is shown is untrusted: nothing here raises, whatever the octets are, and a text never holds a
control character or grows beyond SHOWN characters.
"""

from __future__ import annotations

import binascii

from labkit.mail.message import Message
from labkit.records import Notice, Pill, Protocol, RawLine, WireLine

MASK = "••••"  # stands for a secret; its length tells nothing
SHOWN = 400  # characters of a line
_KEPT = 64 * 1024  # octets of a folded text that are looked at
_LISTED = 3  # lines of a folded list that are shown


def clean(octets: bytes) -> str:
    """Return a line as text: without its ending, what cannot be printed replaced.

    >>> clean(b"NO\\x00OP\\r\\n")
    'NO�OP'
    """
    text = octets[: 4 * SHOWN + 4].rstrip(b"\r\n").decode("utf-8", "replace")
    if not text.isprintable():
        text = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"


def line_of(
    raw: RawLine,
    protocol: Protocol,
    phase: str,
    kind: str,
    text: str,
    story: Notice | None = None,
    *,
    pill: Pill | None = None,
    code: str = "",
) -> WireLine:
    """Return *raw* as a WireLine; who knows its story only later replaces it."""
    return WireLine(
        raw.session,
        raw.number,
        raw.direction,
        raw.time,
        protocol,
        phase,
        kind,
        text,
        pill=pill,
        code=code,
        story=story,
        octets=len(raw.octets),
        lost=raw.lost,
        event=raw.event,
    )


class Fold:
    """Raw lines of one thing on their way to one WireLine: a letter's text, a long list."""

    def __init__(self) -> None:
        self.first: RawLine | None = None
        self.count = 0
        self.octets = 0
        self._kept = bytearray()

    def add(self, raw: RawLine, octets: bytes) -> None:
        """Take *octets*, which are all of *raw* or a part of it."""
        self.first = self.first or raw
        self.count += 1
        self.octets += len(octets)
        if len(self._kept) < _KEPT:
            self._kept += octets[:_KEPT]

    def letter_text(self) -> str:
        """Return a few words for a letter: its subject, else how many lines it has."""
        subject = ""
        if self.first is not None:
            subject = Message(bytes(self._kept), self.first.time).subject
        if subject:
            return f"Subject: {clean(subject.encode('utf-8', 'replace'))}"
        return f"… {self.count} lines"

    def list_text(self) -> str:
        """Return the first few lines of a list."""
        lines = bytes(self._kept[: 4 * SHOWN]).splitlines()[:_LISTED]
        shown = ", ".join(map(clean, lines))
        return shown if self.count <= _LISTED else f"{shown}, …"


def user_of_plain(response: bytes) -> str:
    """Return the user that a base64 response of SASL PLAIN names (RFC 4616), "" if it is none.

    >>> user_of_plain(b"AGtlbgBzZWNyZXQ=")
    'ken'
    """
    try:
        parts = binascii.a2b_base64(response).split(b"\0")
    except binascii.Error:
        return ""
    return clean(parts[1]) if len(parts) == 3 else ""
