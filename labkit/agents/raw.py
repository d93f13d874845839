"""A letter written by hand, header and all: from what was typed to octets, and whom it names."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from labkit.agents.trouble import Trouble
from labkit.mail.conversation import written_to
from labkit.mail.message import Message
from labkit.records import Notice
from labkit.texts import Language

MAX_RAW = 256 * 1024  # octets
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_NO_TIME = datetime(2026, 1, 1, tzinfo=UTC)


def raw_octets(text: object, language: Language) -> bytes:
    """Return *text* as octets: a string with CR LF at its line ends, bytes as they are.

    Raise Trouble for something else, for nothing at all, and for what is too large.
    """
    if isinstance(text, str):
        text = _LINE_BREAK.sub("\r\n", text).encode("utf-8", "replace")
    if not isinstance(text, bytes) or not text.strip() or len(text) > MAX_RAW:
        raise Trouble(Notice("compose.bad_raw", {"most": MAX_RAW}), language)
    return text


def addressed(octets: bytes) -> tuple[str, ...]:
    """Return the addresses that To, Cc and Bcc name, each once, without display names."""
    from labkit.mail.compose import person  # slow to load

    letter = Message(octets, _NO_TIME)
    named = (text for field in ("to", "cc", "bcc") for text in written_to(letter, field))
    return tuple(dict.fromkeys(str(person(text)[1]) for text in named))
