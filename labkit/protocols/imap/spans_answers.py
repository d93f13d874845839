"""The parts of what an IMAP server says: status with its code and text, and data after ``*``.

RFC 3501 section 7.
"""

from __future__ import annotations

import re

from labkit.protocols.imap import meanings, spans_fetch
from labkit.protocols.imap.spans_commands import id_fields, status_item
from labkit.protocols.imap.spans_cursor import (
    Cursor,
    Reader,
    capabilities,
    each,
    flags,
    listed,
    mailbox,
    word,
)

_TAGGED = re.compile(r"(\S+) +(OK|NO|BAD)(?=\s|\Z)", re.IGNORECASE)
_UNTAGGED = re.compile(r"\* *(?:([0-9]+) +)?(\S*)")
_CODE = re.compile(r"[^\s\]]+")
_UNTIL_CLOSED = re.compile(r"[^\]]*[^\]\s]")
_NUMBERS = re.compile(r"[0-9][0-9 ]*(?<! )")
_REPLIES = {"OK": "imap.reply.ok", "NO": "imap.reply.no", "BAD": "imap.reply.bad"}
_FOLLOWS = "imap.literal.follows"
_STATUS = ("OK", "NO", "BAD", "BYE", "PREAUTH")


def tagged(text: str) -> Cursor:
    """Return a cursor that has read *text* as the end of a command."""
    cursor = Cursor(text)
    match = _TAGGED.match(text)
    if match is None:
        cursor.rest("unknown", "imap.unknown.line")
        return cursor
    cursor.add(match.end(1), "tag", "imap.tag.reply")
    cursor.at = match.start(2)
    cursor.add(match.end(2), "status", _REPLIES[match[2].upper()])
    _code_and_text(cursor)
    return cursor


def untagged(text: str) -> Cursor:
    """Return a cursor that has read *text* as a line that begins with ``*``."""
    cursor = Cursor(text, announcement=_FOLLOWS)
    match = _UNTAGGED.match(text)
    if match is None:
        cursor.rest("unknown", "imap.unknown.line")
        return cursor
    cursor.add(1, "tag", "imap.tag.untagged")
    name = match[2].upper()
    if match[1]:
        cursor.at = match.start(1)
        cursor.add(match.end(1), "number", _NUMBERED.get(name, "imap.unknown.number"))
    cursor.at = match.start(2)
    kind = "status" if name in _STATUS else "response"
    cursor.add(match.end(2), kind, meanings.UNTAGGED.get(name, "imap.unknown.response"))
    for reader in _DATA.get(name, ()):
        reader(cursor)
    cursor.rest()
    return cursor


def more(text: str) -> Cursor:
    """Return a cursor that has read *text*, which goes on with an answer after a literal."""
    cursor = Cursor(text, announcement=_FOLLOWS)
    spans_fetch.answered(cursor)
    cursor.rest()
    return cursor


def _code_and_text(cursor: Cursor) -> None:
    if cursor.skip("["):
        match = _CODE.match(cursor.text, cursor.at)
        name = match[0].upper() if match else ""
        if match is not None:
            known = meanings.CODES.get(name, "imap.unknown.code")
            cursor.add(match.end(), "code", known)
        for reader in _OF_CODE.get(name, ()):
            reader(cursor)
        cursor.take(_UNTIL_CLOSED, "argument", "imap.value.of_code")
        cursor.skip("]")
    left = cursor.text[cursor.at :]
    if left.strip():
        cursor.blank()
        cursor.add(len(cursor.text.rstrip()), "text", "imap.text.human")


def _code_capabilities(cursor: Cursor) -> None:
    """Read capabilities up to the bracket: the last one must not take it along."""
    closing = cursor.text.find("]", cursor.at)
    inside = Cursor(cursor.text[: closing if closing >= 0 else None], cursor.at)
    capabilities(inside)
    cursor.spans += inside.spans
    cursor.at = inside.at


def _in_code(meaning: str) -> Reader:
    return lambda cursor: cursor.take(_PLAIN, "number", meaning)


def _attribute(cursor: Cursor) -> None:
    cursor.known(meanings.LIST, "attribute", "imap.unknown.attribute")


def _attributes(cursor: Cursor) -> None:
    if not cursor.take(_NO_ATTRIBUTES, "attribute", "imap.list.no_attribute"):
        _some_attributes(cursor)


def _delimiter(cursor: Cursor) -> None:
    flat = cursor.word().upper() == "NIL"
    cursor.token("delimiter", "imap.list.no_delimiter" if flat else "imap.list.delimiter")


def _listed_name(cursor: Cursor) -> None:
    if cursor.word() == '""':
        cursor.token("mailbox", "imap.list.root")
    else:
        mailbox(cursor)


def _status_pair(cursor: Cursor) -> None:
    name = status_item(cursor)
    cursor.token("number", _STATUS_VALUES.get(name, "imap.value.count"))


def _found(cursor: Cursor) -> None:
    cursor.take(_NUMBERS, "set", "imap.value.found")


def _namespaces(cursor: Cursor) -> None:
    for meaning in meanings.NAMESPACES:
        cursor.group("namespace", meaning)


def _resource(cursor: Cursor) -> None:
    cursor.known(meanings.QUOTA, "resource", "imap.unknown.resource")
    cursor.token("number", "imap.quota.used")
    cursor.token("number", "imap.quota.limit")


_PLAIN = re.compile(r"[0-9*:,]+")
_NO_ATTRIBUTES = re.compile(r"\(\s*\)")
_some_attributes = listed(_attribute)
_root = word("root", "imap.quota.root")
_STATUS_VALUES = {"UIDNEXT": "imap.value.uidnext", "UIDVALIDITY": "imap.value.uidvalidity"}
_validity = _in_code("imap.value.uidvalidity")
_OF_CODE: dict[str, tuple[Reader, ...]] = {
    "CAPABILITY": (_code_capabilities,),
    "PERMANENTFLAGS": (flags,),
    "UIDNEXT": (_in_code("imap.value.uidnext"),),
    "UIDVALIDITY": (_validity,),
    "UNSEEN": (_in_code("imap.value.number"),),
    "APPENDUID": (_validity, _in_code("imap.value.uid_there")),
    "COPYUID": (_validity, _in_code("imap.value.uid_here"), _in_code("imap.value.uid_there")),
    "HIGHESTMODSEQ": (_in_code("imap.value.modseq"),),
    "BADCHARSET": (listed(word("charset", "imap.value.charset")),),
}
_NUMBERED = {
    "EXISTS": "imap.value.exists",
    "RECENT": "imap.value.recent",
    "EXPUNGE": "imap.value.expunged",
    "FETCH": "imap.value.number",
}
_LISTED: tuple[Reader, ...] = (_attributes, _delimiter, _listed_name)
_DATA: dict[str, tuple[Reader, ...]] = {
    **dict.fromkeys(_STATUS, (_code_and_text,)),
    **dict.fromkeys(("CAPABILITY", "ENABLED"), (capabilities,)),
    **dict.fromkeys(("LIST", "LSUB"), _LISTED),
    "STATUS": (mailbox, listed(_status_pair)),
    "SEARCH": (_found,),
    "FLAGS": (flags,),
    "FETCH": (spans_fetch.answered,),
    "NAMESPACE": (_namespaces,),
    "ID": (id_fields,),
    "QUOTA": (_root, listed(_resource)),
    "QUOTAROOT": (mailbox, each(_root)),
}
