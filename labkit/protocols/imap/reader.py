"""Framing, RFC 3501 section 2.2.1 and RFC 7888: octets in, whole commands out.

    command = line *(literal line)      ; a line that ends in "{n}" or "{n+}" goes on after the
    literal = "{" number ["+"] "}" CRLF *CHAR8          ; next n octets, whatever they are

Frame first, then parse: this module knows how long a command is and nothing about what it means,
save that only APPEND may bring a big literal. In a Frame's text each literal stands as one NUL.
No line may hold that octet (RFC 3501 section 9, note 3), so it can't be confused.

Every buffer has a limit. ``{n}`` asks for leave, so one too big is refused and never comes.
``{n+}`` comes anyway: it is let pass unread up to DRAIN, beyond that the session must end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

MAX_LINE = 64 * 1024  # octets of one command without its literals
MAX_LITERALS = 64 * 1024  # octets of all literals of a command other than APPEND
MAX_BEFORE_LOGIN = 4 * 1024  # the same before login
MAX_APPEND = 16 * 1024 * 1024  # octets of the literals of one APPEND
DRAIN = 64 * 1024 * 1024  # a literal that nobody asked for is let pass up to this
LITERAL = b"\0"

_ANNOUNCED = re.compile(rb"\{([0-9]{1,19})(\+?)\}\Z")
_APPEND = re.compile(rb"[^ ]{1,256} APPEND ", re.IGNORECASE)


class Frame(NamedTuple):
    """A whole command without its last line ending."""

    text: bytes
    literals: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class LiteralWanted:
    """The client announced a literal and waits for a continuation, or for a refusal.

    *start* is the command up to its first literal.
    """

    start: bytes


@dataclass(frozen=True, slots=True)
class TooBig:
    """The command is over a limit. *fatal*: where the next one begins can't be known."""

    text: bytes
    reason: str
    fatal: bool = False


class ImapReader:
    """Collects octets; ``next`` gives what they amount to, one thing at a time.

    >>> reader = ImapReader()
    >>> reader.feed(b"a1 LOGIN {3+}\\r\\nken geheim\\r\\na2 NO")
    >>> reader.next()
    Frame(text=b'a1 LOGIN \\x00 geheim', literals=(b'ken',))
    >>> reader.next() is None
    True
    """

    __slots__ = (
        "_bad",
        "_buffer",
        "_drain",
        "_held",
        "_literals",
        "_need",
        "_room",
        "_scanned",
        "_text",
        "logged_in",
    )

    def __init__(self) -> None:
        self.logged_in = False
        self._buffer = bytearray()
        self._scanned = 0  # so far there is no line end in the buffer
        self._need: int | None = None  # octets of the literal that is coming
        self._drain = 0  # octets still to be let pass
        self._bad = ""  # why the command that is coming is refused
        self._text: list[bytes] = []
        self._literals: list[bytes] = []
        self._held = 0  # octets of these literals
        self._room = MAX_LINE  # octets that the lines of this command may still have

    @property
    def waiting(self) -> int:
        """How many octets wait to be read."""
        return len(self._buffer)

    def feed(self, data: bytes) -> None:
        """Take octets as they came, cut anywhere."""
        self._buffer += data

    def next(self) -> Frame | LiteralWanted | TooBig | None:
        """Return the next thing to act on, None if more octets are needed for it."""
        while self._buffer or self._need == 0:
            if (self._drain or self._need is not None) and not self._take_literal():
                return None
            line = self._take_line()
            if line is None:
                if len(self._buffer) > self._room:
                    return TooBig(self._joined(), "this line is too long", fatal=True)
                return None
            self._room -= len(line) + 2
            if self._room < 0:
                return TooBig(self._joined(), "this command is too long", fatal=True)
            if line[-1:] == b"}" and (announced := _ANNOUNCED.search(line)) is not None:
                event = self._announce(line[: announced.start()], announced)
                if event is not None:
                    return event
            elif self._text:
                return self._finish(line)
            else:
                self._room = MAX_LINE
                return Frame(line)
        return None

    def refuse(self) -> None:
        """Drop the command whose literal is wanted: the client is told no and won't send it."""
        self._need = None
        self._reset()

    def next_line(self) -> bytes | TooBig | None:
        """Return the next line as it is: an answer to a continuation, where no literal can be."""
        line = self._take_line()
        if line is None and len(self._buffer) > MAX_LINE:
            return TooBig(b"", "this line is too long", fatal=True)
        return line

    def _take_line(self) -> bytes | None:
        buffer = self._buffer
        end = buffer.find(b"\n", self._scanned)
        if end < 0:
            self._scanned = len(buffer)
            return None
        # Lenient: people who type by hand into a plain connection send LF alone.
        stop = end - 1 if end and buffer[end - 1] == 13 else end
        line = bytes(buffer[:stop])
        del buffer[: end + 1]
        self._scanned = 0
        # 0xff is refused by the grammar like NUL, but doesn't look like a literal.
        return line.replace(LITERAL, b"\xff") if LITERAL in line else line

    def _take_literal(self) -> bool:
        """Take the literal that is due from the buffer; False when it isn't all there."""
        if self._drain:
            passed = min(self._drain, len(self._buffer))
            del self._buffer[:passed]
            self._drain -= passed
            return not self._drain
        if self._need is not None:
            if len(self._buffer) < self._need:
                return False
            with memoryview(self._buffer) as view, view[: self._need] as literal:
                self._literals.append(bytes(literal))
            del self._buffer[: self._need]
            self._need = None
        return True

    def _announce(self, line: bytes, announced: re.Match[bytes]) -> LiteralWanted | TooBig | None:
        """Note what the line said and prepare for its literal."""
        size, waits = int(announced[1]), not announced[2]
        self._text += (line, LITERAL)
        if not self._bad and self._held + size <= self._limit():
            self._held += size
            self._need = size
            return LiteralWanted(self._text[0]) if waits else None
        if waits:
            # The client doesn't send the literal after a tagged NO or BAD: the command is over.
            refused = TooBig(self._joined(), self._bad or f"a literal of {size} octets is too big")
            self._reset()
            return refused
        if not self.logged_in or size > DRAIN:
            return TooBig(self._joined(), f"a literal of {size} octets is too big", fatal=True)
        self._bad = self._bad or f"a literal of {size} octets is too big"
        self._drain = size
        return None

    def _limit(self) -> int:
        if not self.logged_in:
            return MAX_BEFORE_LOGIN
        return MAX_APPEND if _APPEND.match(self._text[0]) else MAX_LITERALS

    def _finish(self, line: bytes) -> Frame | TooBig:
        self._text.append(line)
        text, literals, bad = self._joined(), tuple(self._literals), self._bad
        self._reset()
        return TooBig(text, bad) if bad else Frame(text, literals)

    def _joined(self) -> bytes:
        return b"".join(self._text)

    def _reset(self) -> None:
        self._text, self._literals, self._held = [], [], 0
        self._bad, self._room = "", MAX_LINE
