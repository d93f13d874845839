"""What follows DATA: a letter with its dots doubled, up to the line that is a dot alone.

RFC 5321 section 4.1.1.4: only ``<CRLF>.<CRLF>`` ends the letter. Servers that also take
``<LF>.<LF>`` or the like for the end can be made to read one letter as two ("SMTP smuggling"),
so here such octets are part of the letter, and the letter as a whole says ``is_bare``.
"""

from __future__ import annotations

from labkit.protocols.smtp.replies import Refused

CRLF = b"\r\n"
END = b"\r\n.\r\n"
_NEITHER = bytes(octet for octet in range(256) if octet not in CRLF)
STUFFED = b"\r\n."  # section 4.5.2: the client puts a dot before a line that begins with one


class ContentReader:
    """Reads one letter of at most *limit* octets from blocks of octets that are cut anywhere.

    ``size`` is the letter's own (RFC 1870 section 5): a doubled dot counts once. What is longer is
    read to its end and not kept.

    >>> reader = ContentReader(100)
    >>> reader.feed(b"one\\r\\n..two\\r\\n.\\r\\nQUIT\\r\\n")
    b'QUIT\\r\\n'
    >>> reader.letter()
    b'one\\r\\n.two\\r\\n'
    """

    def __init__(self, limit: int) -> None:
        self.done = False
        self.size = -len(CRLF)  # DATA's own line end, see _tail
        self._doubled = 0
        self._limit = limit
        self._blocks: list[bytes] = []
        # DATA's own CRLF is what a dot on the first line follows; it is no part of the letter.
        self._tail = CRLF
        self._before = b""  # what was kept last: two octets, for a dot whose line end they are

    @property
    def too_big(self) -> bool:
        """True once more than *limit* octets have come; the letter is then no longer kept."""
        return self.size > self._limit

    def feed(self, block: bytes) -> bytes:
        """Take the next *block*; return what comes after the end of the letter, b"" before it."""
        data = self._tail + block
        end = data.find(END)
        if end >= 0:
            self.done = True
            self._keep(data[: end + len(CRLF)])
            return data[end + len(END) :]
        self._keep(data[: 1 - len(END)])
        self._tail = data[1 - len(END) :]
        return b""

    def letter(self) -> bytes:
        """Return the letter, the doubled dots single again (section 4.5.2)."""
        whole = b"".join(self._blocks)
        if self._doubled:  # searching a large letter costs more than copying it
            whole = whole.replace(STUFFED, CRLF)
        return whole[len(CRLF) :]

    def _keep(self, data: bytes) -> None:
        doubled = data.count(STUFFED) + (self._before + data[:2]).count(STUFFED)
        self.size += len(data) - doubled
        self._doubled += doubled
        self._before = (self._before + data[-2:])[-2:]
        if self.too_big:
            self._blocks.clear()
        else:
            self._blocks.append(data)


def dot_stuffed(letter: bytes) -> bytes:
    """Return *letter* ready for the wire after DATA: dots doubled, the end added.

    >>> dot_stuffed(b"one\\r\\n.two")
    b'one\\r\\n..two\\r\\n.\\r\\n'
    """
    stuffed = (CRLF + letter).replace(b"\r\n.", b"\r\n..")[len(CRLF) :]
    if stuffed and not stuffed.endswith(CRLF):
        stuffed += CRLF
    return stuffed + b".\r\n"


def is_bare(letter: bytes) -> bool:
    """True when a CR or LF in *letter* stands alone, which RFC 5321 section 2.3.8 forbids."""
    return len(letter.translate(None, _NEITHER)) != len(CRLF) * letter.count(CRLF)


def refuse_malformed(letter: bytes) -> None:
    """Raise Refused for octets that no letter may have."""
    if is_bare(letter):
        raise Refused(550, "5.5.2", "a CR or LF stands alone: lines end with CR LF")
    if b"\0" in letter:
        raise Refused(554, "5.6.0", "a letter has no NUL octets")
