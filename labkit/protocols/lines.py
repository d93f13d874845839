"""Lines: cutting them out of a stream, and dots at their start.

What POP3 shares with whoever speaks in lines. Nothing here knows a command.
"""

from __future__ import annotations

import re

from labkit.protocols.errors import SyntaxRefused
from labkit.protocols.phrases import Phrase

_DOT_LINE = re.compile(rb"\n\.")  # three times as fast as ``in`` where lines are many


class LineTooLong(SyntaxRefused):
    """A line was longer than its reader keeps; its octets are gone, the next line is fine."""

    def __init__(self, longest: int) -> None:
        super().__init__(Phrase("line too long: {longest} octets at most", longest=longest))


class LineReader:
    """Cuts octets into lines and keeps at most one unfinished line of *longest* octets.

    A line ends with LF; the CR before it belongs to the ending. So a line typed by hand into a
    tool that sends bare LF is understood too.

    >>> reader = LineReader(20)
    >>> reader.feed(b"STAT\\r\\nQU")
    >>> reader.next_line(), reader.next_line()
    (b'STAT', None)
    """

    def __init__(self, longest: int) -> None:
        self._longest = longest
        self._buffer = bytearray()
        self._overlong = False  # inside a line that is being thrown away

    def __len__(self) -> int:
        """How many octets wait here."""
        return len(self._buffer)

    def feed(self, data: bytes) -> None:
        """Take octets as they came."""
        self._buffer += data

    def next_line(self) -> bytes | None:
        """Return the next line without its ending, None while it is not complete.

        Raises LineTooLong once for a line that was too long, when its end has come.
        """
        buffer = self._buffer
        end = buffer.find(b"\n")
        if end < 0:
            if len(buffer) > self._longest:
                self._overlong = True
            if self._overlong:
                buffer.clear()
            return None
        line = bytes(buffer[:end])
        del buffer[: end + 1]
        if self._overlong or end >= self._longest:
            self._overlong = False
            raise LineTooLong(self._longest)
        return line[:-1] if line.endswith(b"\r") else line

    def clear(self) -> None:
        """Forget what waits."""
        self._buffer.clear()
        self._overlong = False


def dot_stuff(text: bytes) -> bytes:
    """Return *text* with the dot at the start of a line doubled (RFC 1939 section 3).

    Many clients take a bare LF for a line ending, so a dot after one is doubled as well: else a
    letter that holds LF "." CRLF would end there for them, and its rest be taken for replies.

    >>> dot_stuff(b"one\\r\\n.two\\r\\n")
    b'one\\r\\n..two\\r\\n'
    """
    if _DOT_LINE.search(text):
        text = text.replace(b"\n.", b"\n..")
    return b"." + text if text.startswith(b".") else text
