"""Which letters a letter follows: for answers and error mails. RFC 5322 section 3.6.4."""

from __future__ import annotations

import re

from labkit.mail import header
from labkit.mail.message import Message

MAX_REFERENCES = 20

_MESSAGE_ID = re.compile(rb"<[!-;=?-~]{1,200}>")


def conversation(letter: Message) -> tuple[str, ...]:
    """Return the Message-IDs that lead to *letter*, its own last; () if it has none itself."""
    own = _MESSAGE_ID.findall(header.first(letter.header, b"message-id") or b"")[:1]
    before = _MESSAGE_ID.findall(header.first(letter.header, b"references") or b"")
    if not own:
        return ()
    return tuple(each.decode() for each in (*before[-MAX_REFERENCES:], *own))
