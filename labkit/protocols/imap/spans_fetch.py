"""The parts of FETCH, asked and answered: items, sections, partials, and each item's value.

RFC 3501 sections 6.4.5 and 7.4.2.
"""

from __future__ import annotations

import re

from labkit.protocols.imap import meanings
from labkit.protocols.imap.spans_cursor import Cursor, Reader, each, flags, listed, word

_NAME = re.compile(r"[A-Za-z0-9.$-]+")
_WHOLE = re.compile(r"\[\]")
_PART = re.compile(r"[0-9]+(?:\.[0-9]+)*(?=[.\]\s]|\Z)")
_SECTION = re.compile(r"[A-Za-z.]+")
_ASKED = re.compile(r"<[0-9]+\.[0-9]+>")
_TOLD = re.compile(r"<[0-9]+>")
_WITH_SECTION = {"BODY.PEEK": "imap.fetch.body_peek"}
_field = word("field", "imap.section.field")


def asked(cursor: Cursor) -> None:
    """Read what a client asks for: one item, or a list of them."""
    if cursor.peek() == "(":
        _asked_items(cursor)
    else:
        _asked_item(cursor)


def answered(cursor: Cursor) -> None:
    """Read items and their values; the list need be neither opened nor closed here."""
    cursor.skip("(")
    _pairs(cursor)


def _asked_item(cursor: Cursor) -> None:
    _item(cursor, "imap.fetch.body_section")


def _item(cursor: Cursor, section: str) -> str:
    """Read the name of an item with its section and partial; return it in capitals."""
    cursor.blank()
    match = _NAME.match(cursor.text, cursor.at)
    if match is None:
        cursor.token("unknown", "imap.unknown.fetch")
        return ""
    name = match[0].upper()
    if cursor.text[match.end() : match.end() + 1] == "[":
        cursor.add(match.end(), "item", _WITH_SECTION.get(name, section))
        _section(cursor)
        return "BODY[]"
    cursor.add(match.end(), "item", meanings.FETCH.get(name, "imap.unknown.fetch"))
    return name


_asked_items = listed(_asked_item)


def _section(cursor: Cursor) -> None:
    if not cursor.take(_WHOLE, "section", "imap.section.whole"):
        cursor.at += 1
        if cursor.take(_PART, "section", "imap.section.part"):
            cursor.skip(".")
        match = _SECTION.match(cursor.text, cursor.at)
        if match is not None:
            known = meanings.SECTIONS.get(match[0].upper(), "imap.unknown.section")
            cursor.add(match.end(), "section", known)
        if cursor.peek() == "(":
            _fields(cursor)
        cursor.skip("]")
    if cursor.text[cursor.at : cursor.at + 1] == "<" and not cursor.take(
        _ASKED, "partial", "imap.partial.asked"
    ):
        cursor.take(_TOLD, "partial", "imap.partial.told")


_fields = listed(_field)


def _pair(cursor: Cursor) -> None:
    name = _item(cursor, "imap.fetch.body_given")
    if not cursor.blank():
        _VALUES.get(name, _content)(cursor)


def _envelope(cursor: Cursor) -> None:
    if cursor.skip("("):
        for meaning in meanings.ENVELOPE:
            cursor.group("envelope", meaning)
        cursor.skip(")")


def _structure(cursor: Cursor) -> None:
    cursor.group("structure", "imap.value.structure")


def _content(cursor: Cursor) -> None:
    """Read octets of the letter: a string, a literal, or NIL where there is no such part."""
    nil = cursor.word().upper() == "NIL"
    cursor.group("value", "imap.value.nil" if nil else "imap.value.octets")


_pairs = each(_pair)
_VALUES: dict[str, Reader] = {
    "UID": word("uid", "imap.value.uid"),
    "FLAGS": flags,
    "RFC822.SIZE": word("number", "imap.value.size"),
    "INTERNALDATE": word("date", "imap.value.internaldate"),
    "ENVELOPE": _envelope,
    "BODY": _structure,
    "BODYSTRUCTURE": _structure,
    "MODSEQ": lambda cursor: cursor.group("number", "imap.value.modseq"),
}
