"""What the server says: tagged replies, refusals that know their wire form, quoted text.

    response-tagged = tag SP ("OK" / "NO" / "BAD") SP ["[" code "]" SP] text     ; RFC 3501 7.1

NO: the command was understood and didn't work. BAD: it wasn't understood or had no place here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from labkit.mail.strings import string
from labkit.protocols.errors import CommandRefused

_ATOM = re.compile(rb"[!#$&'+,\-./0-9:;<=>?@A-Z\[\]^_`a-z|}~]+")
_NOT_TEXT = re.compile(rb"[\x00-\x1f\x7f]")

Rows = Iterator[Sequence[bytes]]
MAX_TEXT = 300  # characters: what a client said is repeated to it, but not by the thousand


class Reply:
    """How a command ended. *rows* are untagged lines, said before it as fast as they are taken.

    >>> Reply("NO", "no such mailbox", "NONEXISTENT").line(b"a1")
    b'a1 NO [NONEXISTENT] no such mailbox\\r\\n'
    """

    __slots__ = ("code", "rows", "status", "text")

    def __init__(self, status: str, text: str, code: str = "", rows: Rows | None = None) -> None:
        self.status = status
        self.text = text[:MAX_TEXT]
        self.code = code  # response code of RFC 3501 section 7.1, RFC 5530 and others
        self.rows = rows

    def line(self, tag: bytes) -> bytes:
        """Return the reply as it goes over the wire."""
        if self.code:
            return b"%b %b" % (tag, _end(self.status, f"[{self.code}] {self.text}"))
        return b"%b %b" % (tag, _often(self.status, self.text))


def _end(status: str, text: str) -> bytes:
    said = f"{status} {text}".encode("ascii", "backslashreplace")
    return _NOT_TEXT.sub(b" ", said) + b"\r\n"


_often = lru_cache(maxsize=256)(_end)  # a command without a code mostly ends in the same words


@dataclass(frozen=True, slots=True)
class Continuation:
    """The command goes on: *prompt* is said after "+", the client's next line goes to *heard*."""

    prompt: bytes
    heard: Callable[[bytes], Reply | Continuation]
    idle: bool = False  # news is told at once while we wait


class Refused(CommandRefused):
    """The command can't be done: the server answers NO and the session goes on."""

    status = "NO"

    def to_reply(self) -> Reply:
        return Reply(self.status, self.text, self.code)


class SyntaxRefused(Refused):
    """The command can't be understood: the server answers BAD and the session goes on."""

    status = "BAD"


def ok(text: str, code: str = "", rows: Rows | None = None) -> Reply:
    """Return the reply of a command that worked."""
    return Reply("OK", text, code, rows)


def literal(octets: bytes) -> bytes:
    """Return the announcement of a literal; the octets themselves follow, uncopied."""
    return b"{%d}\r\n" % len(octets)


def astring(octets: bytes) -> bytes:
    """Return *octets* as an atom where that is enough, else as a string.

    >>> astring(b"INBOX"), astring(b"two words")
    (b'INBOX', b'"two words"')
    """
    if _ATOM.fullmatch(octets) and octets.upper() != b"NIL":
        return octets
    return string(octets)
