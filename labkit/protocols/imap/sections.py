"""Parts of a letter as FETCH names them, RFC 3501 sections 6.4.5 and 9.

section      = "[" [section-msgtext / (section-part ["." (section-msgtext / "MIME")])] "]"
section-part = nz-number *("." nz-number)
section-msgtext = "HEADER" / "HEADER.FIELDS" [".NOT"] SP header-list / "TEXT"
partial      = "<" number "." nz-number ">"
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from labkit.mail.header import HeaderField, body_start
from labkit.mail.message import Message
from labkit.protocols.imap.grammar import Arguments
from labkit.protocols.imap.responses import SyntaxRefused, astring

MAX_DEPTH = 100  # numbers in one section
MAX_FIELDS = 200  # names in one header list
_PART = re.compile(rb"[1-9][0-9]{0,9}(?:\.[1-9][0-9]{0,9})*")
_TEXT = re.compile(rb"HEADER\.FIELDS\.NOT|HEADER\.FIELDS|HEADER|TEXT|MIME", re.IGNORECASE)
_PARTIAL = re.compile(rb"<([0-9]{1,10})\.([1-9][0-9]{0,9})>")


@dataclass(frozen=True, slots=True)
class Section:
    """What stands between the brackets; ``Section()`` is the whole letter."""

    numbers: tuple[int, ...] = ()
    text: str = ""  # "HEADER", "HEADER.FIELDS", "HEADER.FIELDS.NOT", "TEXT", "MIME" or ""
    fields: tuple[bytes, ...] = ()

    @classmethod
    def parse(cls, arguments: Arguments) -> Section:
        """Read a section with its brackets."""
        arguments.expect(b"[")
        numbers: tuple[int, ...] = ()
        text = ""
        fields: tuple[bytes, ...] = ()
        if arguments.peek().isdigit():
            found = arguments.take(_PART, "a part number")[0].split(b".")
            if len(found) > MAX_DEPTH:
                raise SyntaxRefused("no letter is nested so deeply")
            numbers = tuple(map(int, found))
        if arguments.peek() != b"]" and (not numbers or arguments.skip(b".")):
            text = arguments.take(_TEXT, "HEADER, TEXT or MIME")[0].decode("ascii").upper()
            if text == "MIME" and not numbers:
                raise SyntaxRefused("MIME follows the number of a part")
            if "FIELDS" in text:
                arguments.space()
                fields = _header_list(arguments)
        arguments.expect(b"]")
        return cls(numbers, text, fields)

    def label(self) -> bytes:
        """Return the section as the response repeats it, with its brackets."""
        words = [str(number) for number in self.numbers]
        if self.text:
            words.append(self.text)
        listed = b" (%b)" % b" ".join(map(astring, self.fields)) if self.fields else b""
        return b"[%b%b]" % (".".join(words).encode("ascii"), listed)

    def octets(self, message: Message) -> bytes | None:
        """Return this section of *message*, None if there is no such part."""
        if self.numbers:
            return self._of_part(message)
        octets = message.octets
        if not self.text:
            return octets
        start = body_start(octets)
        if self.text == "TEXT":
            return octets[start:]
        if self.text == "HEADER":
            return octets[:start]
        return self._selected(message.header, octets[:start])

    def _of_part(self, message: Message) -> bytes | None:
        octets = message.octets
        part = message.structure.find(self.numbers)
        if part is None:
            return None
        if not self.text:
            return part.body(octets)
        if self.text == "MIME":
            return part.header(octets)
        # HEADER and TEXT after a number are those of the letter that the part holds.
        letter = part.message
        if letter is None:
            return None
        if self.text == "TEXT":
            return letter.body(octets)
        if self.text == "HEADER":
            return letter.header(octets)
        return self._selected(letter.fields(octets), letter.header(octets))

    def _selected(self, header: tuple[HeaderField, ...], octets: bytes) -> bytes:
        """Return the wanted fields in their order, and the empty line if there is one."""
        wanted = {name.lower() for name in self.fields}
        listed = self.text == "HEADER.FIELDS"
        kept = b"".join([field.raw for field in header if (field.name.lower() in wanted) == listed])
        end = octets[sum(len(field.raw) for field in header) :]
        return kept + end


@dataclass(frozen=True, slots=True)
class Partial:
    """The octets from *start* on, at most *count*."""

    start: int
    count: int

    @classmethod
    def parse(cls, arguments: Arguments) -> Partial | None:
        """Read a partial, if one stands here."""
        if arguments.peek() != b"<":
            return None
        found = arguments.take(_PARTIAL, "a partial like <0.2048>")
        return cls(int(found[1]), int(found[2]))

    def label(self) -> bytes:
        """Return where the octets begin, as the response says it."""
        return b"<%d>" % self.start

    def of(self, octets: bytes) -> bytes:
        """Return that part of *octets*: less, or nothing, where there isn't so much."""
        return octets[self.start : self.start + self.count]


def _header_list(arguments: Arguments) -> tuple[bytes, ...]:
    arguments.expect(b"(")
    found = [arguments.astring()]
    while not arguments.skip(b")"):
        arguments.space()
        found.append(arguments.astring())
        if len(found) > MAX_FIELDS:
            raise SyntaxRefused("these are too many field names")
    return tuple(found)
