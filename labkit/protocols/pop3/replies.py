"""What a POP3 server says, RFC 1939 section 3 and RFC 2449 section 3.

single-line = ("+OK" / "-ERR") [SP text] CRLF      ; 512 octets at most
text        = ["[" response-code "]" SP] words     ; RFC 2449 section 8
multi-line  = single-line *dot-stuffed "." CRLF
challenge   = "+" SP [base64] CRLF                 ; RFC 5034 section 4
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from labkit.protocols.phrases import Phrase

_END = b".\r\n"
_LINE_AT_MOST = 512 - len("\r\n")


class Reply(NamedTuple):
    """An answer; *content* is what follows the first line: dot-stuffed octets, ended by CRLF.

    *code* is a response code such as "IN-USE", "" for none.
    """

    ok: bool
    text: str = ""
    content: bytes | None = None
    code: str = ""

    def parts(self) -> Sequence[bytes]:
        """Return the octets for the wire, the content by reference."""
        code = f"[{self.code}] " if self.code else ""
        line = f"{'+OK' if self.ok else '-ERR'} {code}{self.text}".rstrip()
        first = _fitting(line.encode("utf-8")) + b"\r\n"
        return (first,) if self.content is None else (first, self.content, _END)


class Challenge(NamedTuple):
    """The server's turn in a SASL exchange: it wants one more line. *text* is base64."""

    text: str = ""

    def parts(self) -> Sequence[bytes]:
        """Return the octets for the wire; the space stands even before nothing."""
        return (f"+ {self.text}\r\n".encode("ascii"),)


def messages(count: int, octets: int | None = None) -> Phrase:
    """Return a number of messages in words.

    >>> messages(1, 120)
    '1 message (120 octets)'
    """
    if octets is None:
        words = "{count} message" if count == 1 else "{count} messages"
        return Phrase(words, count=count)
    return Phrase("{messages} ({octets} octets)", messages=messages(count), octets=octets)


def _fitting(line: bytes) -> bytes:
    """Return as much of *line* as a reply may have, its last character whole."""
    if len(line) <= _LINE_AT_MOST:
        return line
    return line[:_LINE_AT_MOST].decode("utf-8", "ignore").encode("utf-8")
