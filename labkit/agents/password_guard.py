"""Nobody's own password may be typed into the lab: of each line, is there a foreign one in it?

It knows where a password may stand: PASS (RFC 1939), AUTH (RFC 4954, RFC 5034), LOGIN and
AUTHENTICATE (RFC 9051), and the answer to a server that has asked for one.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Collection

from labkit.records import Protocol

_LITERAL = re.compile(rb"\{\d+\+?\}$")
_WORDS = (b"PASS", b"AUTH", b"AUTHENTICATE", b"LOGIN")
_TOKEN = re.compile(rb'"((?:[^"\\]|\\.)*)"|(\S+)')


class PasswordGuard:
    """Told of both sides of one session; *known* are the passwords of the lab."""

    def __init__(self, protocol: Protocol, known: Collection[str]) -> None:
        self._protocol = protocol
        self._known = {word.encode() for word in known}
        self._asked = False  # the server waits for base64
        self._in_login = False  # LOGIN goes on after a literal
        self._logging_in = False  # AUTH or AUTHENTICATE was said
        self.in_letter = False  # a letter's text: whatever stands there is no password

    def heard(self, answer: bytes) -> None:
        """Note what the server has just said."""
        if not answer:
            return  # it waits for more of the same
        last = answer.rstrip(b"\r\n").rpartition(b"\n")[2]
        self.in_letter = self._protocol == "SMTP" and last.startswith(b"354")
        asks = b"334" if self._protocol == "SMTP" else b"+"
        goes_on = last[: len(asks)] == asks and last[:3] != b"+OK"
        self._asked = self._logging_in and goes_on

    def allows(self, line: bytes) -> bool:
        """Return whether *line*, without its ending, may be sent; note that it was."""
        if self.in_letter:
            return True
        if self._in_login:
            fine = self._pieces(line)
        elif self._asked:
            fine = line.strip() in (b"", b"*", b"=") or self._coded(line.strip())
        else:
            fine = self._command(line)
        if fine:
            self._in_login = self._in_login_after(line)
        return fine

    def _command(self, line: bytes) -> bool:
        # The word may stand behind a tag, at an IMAP server; who forgets the tag is guarded too.
        words = line.split(maxsplit=3)
        tagged = len(words) > 1 and words[1].upper() in _WORDS and words[0].upper() not in _WORDS
        verb, *rest = (words[1:] if tagged else words) or [b""]
        verb = verb.upper()
        self._logging_in = verb in (b"AUTH", b"AUTHENTICATE")
        if verb == b"PASS":
            return self._ours(b" ".join(rest).strip())
        if self._logging_in:
            secret = b" ".join(rest[1:]).strip()
            return secret in (b"", b"=") or self._coded(secret)
        if verb == b"LOGIN":
            found = _tokens(line)[3 if tagged else 2 :]
            return all(_is_literal(word) or self._ours(word) for word in found)
        return True

    def _pieces(self, line: bytes) -> bool:
        """Judge the rest of a LOGIN, where name and password may both be literals."""
        return all(_is_literal(word) or b"@" in word or self._ours(word) for word in _tokens(line))

    def _in_login_after(self, line: bytes) -> bool:
        begins = self._in_login or b"LOGIN" in line.upper().split()[:2]
        return self._protocol == "IMAP" and begins and _LITERAL.search(line) is not None

    def _coded(self, line: bytes) -> bool:
        """Judge base64: a name (an address), a password, or ``\\0name\\0password``."""
        try:
            told = base64.b64decode(line, validate=True)
        except (binascii.Error, ValueError):
            return False  # a password that was typed as it is, maybe
        if b"\0" in told:
            return self._ours(told.rpartition(b"\0")[2])
        return self._ours(told) or re.fullmatch(rb"[\w.+-]+@[\w-]+\.example", told) is not None

    def _ours(self, word: bytes) -> bool:
        return not word or word in self._known


def _tokens(line: bytes) -> list[bytes]:
    found = _TOKEN.findall(line)
    return [re.sub(rb"\\(.)", rb"\1", quoted) if quoted else plain for quoted, plain in found]


def _is_literal(word: bytes) -> bool:
    return _LITERAL.fullmatch(word) is not None
