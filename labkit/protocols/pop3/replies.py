"""What a POP3 server says, RFC 1939 section 3 and RFC 2449 section 3.

single-line = ("+OK" / "-ERR") [SP text] CRLF      ; 512 octets at most
multi-line  = single-line *dot-stuffed "." CRLF
challenge   = "+" SP [base64] CRLF                 ; RFC 5034 section 4
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

_END = b".\r\n"
_TEXT_AT_MOST = 512 - len("-ERR \r\n")


class Reply(NamedTuple):
    """An answer; *content* is what follows the first line: dot-stuffed octets, ended by CRLF."""

    ok: bool
    text: str = ""
    content: bytes | None = None

    def parts(self) -> Sequence[bytes]:
        """Return the octets for the wire, the content by reference."""
        text = self.text[:_TEXT_AT_MOST]
        line = f"{'+OK' if self.ok else '-ERR'} {text}".rstrip() + "\r\n"
        first = line.encode("ascii")
        return (first,) if self.content is None else (first, self.content, _END)


class Challenge(NamedTuple):
    """The server's turn in a SASL exchange: it wants one more line. *text* is base64."""

    text: str = ""

    def parts(self) -> Sequence[bytes]:
        """Return the octets for the wire; the space stands even before nothing."""
        return (f"+ {self.text}\r\n".encode("ascii"),)


def messages(count: int, octets: int | None = None) -> str:
    """Return a number of messages in words.

    >>> messages(1, 120)
    '1 message (120 octets)'
    """
    words = f"{count} message" if count == 1 else f"{count} messages"
    return words if octets is None else f"{words} ({octets} octets)"
