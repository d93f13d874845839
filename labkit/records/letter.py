"""A letter opened to be looked at from all sides. All of it is untrusted text."""

from __future__ import annotations

from dataclasses import dataclass

from labkit.records.screen import MessageParts


@dataclass(frozen=True, slots=True)
class PartNode:
    """A part of the MIME tree; ``number`` is what IMAP calls it ("1.2"), "" the letter itself."""

    number: str
    kind: str  # "text/plain"
    size: int  # octets of the body, as they travel
    encoding: str = "7bit"
    charset: str = ""
    name: str = ""  # the file name that it wants
    parts: tuple[PartNode, ...] = ()


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file in a letter. ``octets`` is None where it is too large to be carried along."""

    name: str
    kind: str
    size: int  # decoded
    octets: bytes | None = None


@dataclass(frozen=True, slots=True)
class OpenLetter:
    """One holder's exemplar of a letter, and what the lab remembers of its envelope.

    ``where`` is the holder ("server", "queue", a device); ``whole`` is False where only the header
    is held. ``raw`` has the first lines with their ending ("CRLF", "LF", "CR", ""), octets beyond
    ASCII written ``\\xNN``; ``lines`` is how many there are, ``unended`` how many lack their CRLF.
    ``mail_from`` is None, ``rcpt_tos`` empty where nobody can tell.
    """

    letter: str
    where: str
    whole: bool
    size: int
    parts: MessageParts
    fields: tuple[tuple[str, str], ...]  # in order; what is no field has the name ""
    tree: PartNode
    attachments: tuple[Attachment, ...]
    raw: tuple[tuple[str, str], ...]
    lines: int
    unended: int = 0
    mail_from: str | None = None
    rcpt_tos: tuple[str, ...] = ()
