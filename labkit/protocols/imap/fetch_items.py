"""What FETCH can ask for, RFC 3501 section 6.4.5, as a table, and the plan made of one request.

A row of a response has up to four kinds of items, in this order: the UID, the flags, what never
changes and is kept ready with the message ("static"), and octets of the letter ("content").

    fetch-att = "ENVELOPE" / "FLAGS" / "INTERNALDATE" / "RFC822" [".HEADER" / ".SIZE" / ".TEXT"] /
                "BODY" ["STRUCTURE"] / "UID" / "BODY" [".PEEK"] section [partial]
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from labkit.mail.message import Message
from labkit.protocols.imap.grammar import Arguments, date_time
from labkit.protocols.imap.responses import SyntaxRefused, literal
from labkit.protocols.imap.sections import Partial, Section

MAX_ITEMS = 100  # in one request
_SHORT = 1000  # octets: what longer commands ask for is not kept
_WORD = re.compile(rb"[A-Z0-9.]+", re.IGNORECASE)

MACROS = {
    "ALL": ("FLAGS", "INTERNALDATE", "RFC822.SIZE", "ENVELOPE"),
    "FAST": ("FLAGS", "INTERNALDATE", "RFC822.SIZE"),
    "FULL": ("FLAGS", "INTERNALDATE", "RFC822.SIZE", "ENVELOPE", "BODY"),
}
STATIC: dict[str, Callable[[Message], bytes]] = {
    "INTERNALDATE": lambda message: date_time(message.internal_date),
    "RFC822.SIZE": lambda message: b"%d" % message.size,
    "ENVELOPE": lambda message: message.imap_envelope,
    "BODY": lambda message: message.imap_body,
    "BODYSTRUCTURE": lambda message: message.imap_bodystructure,
}


@dataclass(frozen=True, slots=True)
class Content:
    """An item that gives octets of the letter; unless *peek*, giving them marks it as read."""

    label: bytes
    section: Section
    peek: bool = False
    partial: Partial | None = None

    def of(self, message: Message) -> tuple[bytes, bytes]:
        """Return the item's name with the announcement of its octets, and the octets."""
        octets = self.section.octets(message)
        if octets is None:
            return b"%b NIL" % self.label, b""
        if self.partial is not None:
            octets = self.partial.of(octets)
        return b"%b %b" % (self.label, literal(octets)), octets


# Three older names for sections (RFC 3501 section 6.4.5).
NAMED = {
    "RFC822": Content(b"RFC822", Section()),
    "RFC822.HEADER": Content(b"RFC822.HEADER", Section(text="HEADER"), peek=True),
    "RFC822.TEXT": Content(b"RFC822.TEXT", Section(text="TEXT")),
}


@dataclass(frozen=True, slots=True)
class FetchPlan:
    """What each row of the response has."""

    uid: bool
    flags: bool
    static: tuple[str, ...]
    contents: tuple[Content, ...]

    @property
    def row(self) -> bytes:
        """A row without contents, ready for ``%``: number, then UID, flags, static if wanted."""
        items = [b"UID %d"] * self.uid + [b"FLAGS %b"] * self.flags + [b"%b"] * bool(self.static)
        return b"* %%d FETCH (%b)\r\n" % b" ".join(items)

    @property
    def marks_seen(self) -> bool:
        """Whether answering sets ``\\Seen`` (RFC 3501 section 6.4.5)."""
        return any(not content.peek for content in self.contents)


def read_plan(arguments: Arguments, by_uid: bool) -> FetchPlan:
    """Read the items of FETCH; a device asks for the same ones again and again."""
    if arguments.has_literals or len(arguments.text) > _SHORT:
        return _parse(arguments, by_uid)
    return _known(arguments.rest(), by_uid)


@lru_cache(maxsize=256)
def _known(text: bytes, by_uid: bool) -> FetchPlan:
    return _parse(Arguments(text), by_uid)


def _parse(arguments: Arguments, by_uid: bool) -> FetchPlan:
    items: list[str | Content] = []
    if arguments.skip(b"("):
        items.append(_item(arguments))
        while not arguments.skip(b")"):
            arguments.space()
            items.append(_item(arguments))
            if len(items) > MAX_ITEMS:
                raise SyntaxRefused(f"at most {MAX_ITEMS} items")
    else:
        items = _macro_or_item(arguments)
    arguments.end()
    contents = dict.fromkeys(item for item in items if isinstance(item, Content))
    return FetchPlan(
        # RFC 3501 section 6.4.8: a UID command always tells the UID.
        by_uid or "UID" in items,
        "FLAGS" in items,
        tuple(name for name in STATIC if name in items),
        tuple(contents),
    )


def _macro_or_item(arguments: Arguments) -> list[str | Content]:
    at = arguments.at
    word = arguments.take(_WORD, "what to fetch")[0].decode("ascii").upper()
    if word in MACROS:
        return list(MACROS[word])
    arguments.at = at
    return [_item(arguments)]


def _item(arguments: Arguments) -> str | Content:
    word = arguments.take(_WORD, "what to fetch")[0].decode("ascii").upper()
    if arguments.peek() == b"[" and word in ("BODY", "BODY.PEEK"):
        section = Section.parse(arguments)
        partial = Partial.parse(arguments)
        label = b"BODY" + section.label() + (partial.label() if partial else b"")
        return Content(label, section, word == "BODY.PEEK", partial)
    if word in ("UID", "FLAGS") or word in STATIC:
        return word
    if word in NAMED:
        return NAMED[word]
    raise SyntaxRefused(f"I can't fetch {word}")
