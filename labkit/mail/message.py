"""A letter as stored: its octets exactly as they came, and what is computed from them once.

Nothing here changes an octet (RFC 9051 section 2.3.1: a UID stands for unchanging text). What IMAP
asks for again and again is computed at the first question and kept as bytes ready for the wire.

How: each such member is a slot that stays empty until somebody reads it. Reading an empty slot ends
in ``__getattr__``, which computes and fills it; every later reading is a plain slot's. Only long
texts are decoded anew each time: else one search would leave all attachments in memory twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime

from labkit.mail import header, imap_forms, mime, reading, words
from labkit.mail.header import HeaderField
from labkit.mail.mime import Part
from labkit.records import MessageParts

LONGEST_KEPT = 16 * 1024  # characters
# In a Received field: the server, and the id under which it took the letter.
_POSTMARK = re.compile(rb"\bby ([a-z0-9.-]{1,255}) with [A-Z0-9]+ id ([A-Za-z0-9]{1,40})\b")


class Message:
    """*octets* of a letter (header and body, CRLF) and *internal_date*, when it was received.

    Nothing that is asked of it ever raises, whatever the octets are.

    >>> octets = b"Subject: =?utf-8?B?44GK44Gv?=\\r\\n\\r\\nHello\\r\\n"
    >>> letter = Message(octets, datetime(2026, 1, 5))
    >>> letter.size, letter.subject, letter.structure.content_type
    (40, 'おは', ('text', 'plain'))
    """

    octets: bytes
    internal_date: datetime
    size: int
    header: tuple[HeaderField, ...]
    structure: Part
    imap_envelope: bytes
    imap_body: bytes
    imap_bodystructure: bytes
    message_id: str
    subject: str
    folded_subject: str
    date: date | None
    search_body: str
    search_header: str
    fetch_cache: dict[object, object]
    _decoded: dict[str, str]

    __slots__ = (
        "_decoded",
        "date",
        "fetch_cache",
        "folded_subject",
        "header",
        "imap_body",
        "imap_bodystructure",
        "imap_envelope",
        "internal_date",
        "message_id",
        "octets",
        "search_body",
        "search_header",
        "size",
        "structure",
        "subject",
    )

    def __init__(self, octets: bytes, internal_date: datetime) -> None:
        self.octets = octets
        self.internal_date = internal_date
        self.size = len(octets)

    def __getattr__(self, name: str) -> object:
        compute = _COMPUTED.get(name)
        if compute is None:
            raise AttributeError(f"a Message has no {name!r}")
        value = compute(self)
        if isinstance(value, str) and len(value) > LONGEST_KEPT:
            return value
        setattr(self, name, value)
        return value

    def decoded(self, name: str) -> str:
        """Return the text of all fields called *name*, decoded and case-folded, for SEARCH."""
        name = name.lower()
        found = self._decoded.get(name)
        if found is None:
            found = self._decoded[name] = reading.field_text(self.header, name).casefold()
        return found

    def parts(self) -> MessageParts:
        """Return the letter taken apart for a reading view; what is in it is untrusted."""
        return reading.message_parts(self.octets, self.header, self.structure)


def _header(letter: Message) -> tuple[HeaderField, ...]:
    return header.fields(letter.octets, 0, header.body_start(letter.octets))


def _message_id(letter: Message) -> str:
    """Return the Message-ID; for a letter without one, the id by which its last server knows it.

    A letter typed by hand often has none, and is a letter like any other.
    """
    written = words.text(header.first(letter.header, b"message-id") or b"")
    if written:
        return written
    postmark = _POSTMARK.search(header.first(letter.header, b"received") or b"")
    return f"<{postmark[2].decode()}@{postmark[1].decode()}>" if postmark else ""


def _subject(letter: Message) -> str:
    return words.decoded(header.first(letter.header, b"subject") or b"")


def _search_body(letter: Message) -> str:
    return reading.body_text(letter.octets, letter.structure).casefold()


def _search_header(letter: Message) -> str:
    return reading.header_text(letter.octets, letter.structure).casefold()


_COMPUTED: Mapping[str, Callable[[Message], object]] = {
    "header": _header,
    "structure": lambda letter: mime.parse(letter.octets, letter.header),
    "imap_envelope": lambda letter: imap_forms.envelope(letter.header),
    "imap_body": lambda letter: imap_forms.body(letter.octets, letter.structure),
    "imap_bodystructure": lambda letter: imap_forms.body(letter.octets, letter.structure, True),
    "message_id": _message_id,
    "subject": _subject,
    "folded_subject": lambda letter: letter.subject.casefold(),
    "date": lambda letter: reading.header_date(letter.header),
    "search_body": _search_body,
    "search_header": _search_header,
    "fetch_cache": lambda letter: {},
    "_decoded": lambda letter: {},
}
