"""One part of a letter: where its header and body lie in the octets, what its header says.

RFC 2045 (Content-Type, -Transfer-Encoding, -ID, -Description), 2183 (-Disposition), 3282
(-Language), 2557 (-Location), 1864 (-MD5). How a letter is divided: ``labkit.mail.mime``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from labkit.mail import parameters
from labkit.mail.header import HeaderField, fields
from labkit.mail.parameters import Parameters
from labkit.mail.words import text

_TYPE = re.compile(r"([^\s/;()<>@,:\\\"\[\]?=]+)/([^\s/;()<>@,:\\\"\[\]?=]+)")
PLAIN = ("text", "plain")
ASCII = {"charset": "us-ascii"}  # RFC 2045 section 5.2: what a text is that does not say


@dataclass(slots=True, eq=False)
class Part:
    """A part of a letter, or the letter itself: offsets into its octets and what its header says.

    The header is ``start`` to ``body_start`` (the empty line is its last), the body
    ``body_start`` to ``end``. Don't change one: they are shared.
    """

    start: int
    body_start: int
    end: int
    content_type: tuple[str, str] = PLAIN  # in lower case
    parameters: Parameters = field(default_factory=dict)
    content_id: bytes | None = None
    description: bytes | None = None
    encoding: str = "7bit"
    disposition: tuple[str, Parameters] | None = None
    language: tuple[str, ...] = ()
    location: bytes | None = None
    md5: bytes | None = None
    parts: tuple[Part, ...] = ()  # of a multipart
    message: Part | None = None  # the letter inside a message/rfc822
    lines: int = 0

    @property
    def size(self) -> int:
        """How many octets the body has."""
        return self.end - self.body_start

    def header(self, octets: bytes) -> bytes:
        """Return the part's own header, with the empty line.

        IMAP calls it n.MIME; its n.HEADER is the header of n's ``message``.
        """
        return octets[self.start : self.body_start]

    def body(self, octets: bytes) -> bytes:
        """Return the body: what IMAP calls n, and TEXT where the part is a letter."""
        return octets[self.body_start : self.end]

    def fields(self, octets: bytes) -> tuple[HeaderField, ...]:
        """Return the fields of the part's own header."""
        return fields(octets, self.start, self.body_start)

    def find(self, numbers: Sequence[int]) -> Part | None:
        """Return the part that IMAP calls 1.2.3, seen from this letter; None if there is none.

        RFC 3501 section 6.4.5: a letter that is no multipart has a part 1, its body; numbers go
        on inside a message/rfc822 as if its letter stood there.
        """
        here: Part | None = self  # whose children the next number counts; None: it has none
        found: Part = self
        for number in numbers:
            if here is None or number < 1:
                return None
            if here.parts:
                if number > len(here.parts):
                    return None
                found = here.parts[number - 1]
            elif number == 1:
                found = here
            else:
                return None
            here = found if found.parts else found.message
        return found


def describe(part: Part, header: Sequence[HeaderField]) -> None:
    """Note in *part* what the Content- fields of its header say; the first of each counts."""
    said: dict[bytes, bytes] = {}
    for held in header:
        name = held.name.lower()
        if name.startswith(b"content-") and name not in said:
            said[name] = held.value
    if part.content_type == PLAIN and b"content-type" not in said:
        part.parameters = dict(ASCII)
    if said:
        _describe(part, said)


def _describe(part: Part, said: dict[bytes, bytes]) -> None:
    if b"content-type" in said:
        name, part.parameters = parameters.parse(said[b"content-type"])
        shape = _TYPE.fullmatch(name)
        part.content_type = (shape[1], shape[2]) if shape else PLAIN
    if b"content-disposition" in said:
        disposition, details = parameters.parse(said[b"content-disposition"])
        part.disposition = (disposition, details) if disposition else None
    encoding = text(parameters.without_comments(said.get(b"content-transfer-encoding", b"")))
    part.encoding = encoding.strip().lower() or "7bit"
    languages = parameters.without_comments(said.get(b"content-language", b"")).split(b",")
    part.language = tuple([text(tag.strip()) for tag in languages if tag.strip()])
    part.content_id = said.get(b"content-id")
    part.description = said.get(b"content-description")
    part.location = said.get(b"content-location")
    part.md5 = said.get(b"content-md5")


def leaves(part: Part) -> list[Part]:
    """Return the parts that are neither multipart nor hold a letter, in order."""
    found, waiting = [], [part]
    while waiting:
        here = waiting.pop()
        inside = (here.message,) if here.message else here.parts
        if inside:
            waiting.extend(reversed(inside))
        else:
            found.append(here)
    return found
