"""Letters that only a client with UTF-8 can take: internationalized headers, RFC 6532."""

from __future__ import annotations

from collections.abc import Iterator

from labkit.mail.message import Message
from labkit.mail.part import Part


def has_utf8_header(letter: Message) -> bool:
    """Whether the header of *letter*, or of a part of it, holds UTF-8 as it is.

    A body is another thing: 8bit text is plain MIME (RFC 2045 section 2.8), and has been fetched
    by everybody for decades. Nor do octets count that are no UTF-8: a broken header is as broken
    for a client with UTF-8, and would never be fetched.

    >>> from datetime import datetime
    >>> has_utf8_header(Message("Subject: おは\\r\\n\\r\\n".encode(), datetime(2026, 1, 5)))
    True
    """
    octets = letter.octets
    if octets.isascii():
        return False
    return any(_is_utf8(part.header(octets)) for part in _all_parts(letter.structure))


def _all_parts(whole: Part) -> Iterator[Part]:
    waiting = [whole]
    while waiting:
        part = waiting.pop()
        yield part
        waiting.extend(part.parts)
        if part.message:
            waiting.append(part.message)


def _is_utf8(header: bytes) -> bool:
    if header.isascii():
        return False
    try:
        header.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
