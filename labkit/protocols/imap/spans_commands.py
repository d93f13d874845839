"""The parts of what an IMAP client says: tag, verb, and the arguments that this verb takes."""

from __future__ import annotations

import re

from labkit.protocols.imap import meanings, spans_fetch, spans_search
from labkit.protocols.imap.spans_cursor import (
    Cursor,
    Reader,
    capabilities,
    each,
    flag,
    flags,
    listed,
    mailbox,
    numbers,
    uids,
    word,
)

_COMMAND = re.compile(r"\s*(\S+)(?:\s+((?:UID\s+)?\S+))?", re.IGNORECASE)
_TAG = re.compile(r"[^\s(){%*\"\\+]+\Z")


def command(text: str) -> Cursor:
    """Return a cursor that has read *text* as a command."""
    cursor = Cursor(text)
    match = _COMMAND.match(text)
    if match is None:
        return cursor
    verb = " ".join((match[2] or "").upper().split())
    cursor.at = match.start(1)
    cursor.add(match.end(1), "tag", _tag(match[1], verb))
    if verb:
        cursor.at = match.start(2)
        cursor.add(match.end(2), "verb", meanings.VERBS.get(verb, "imap.unknown.verb"))
    for reader in _ARGUMENTS.get(verb, ()):
        reader(cursor)
    cursor.rest()
    return cursor


def _tag(tag: str, verb: str) -> str:
    # RFC 3501 section 2.2.1: the first word is the tag, whatever it looks like.
    if tag.upper() in meanings.VERBS and verb not in meanings.VERBS:
        return "imap.tag.forgotten"
    return "imap.tag.client" if _TAG.match(tag) else "imap.unknown.tag"


def more(text: str) -> Cursor:
    """Return a cursor that has read *text*, which goes on with a command after a literal."""
    cursor = Cursor(text)
    _more(cursor)
    cursor.rest("argument", "imap.literal.more")
    return cursor


def _more_of_it(cursor: Cursor) -> None:
    if cursor.peek() in ("(", ")"):
        cursor.at += 1
    elif cursor.word().upper() in meanings.FLAGS:
        flag(cursor)
    else:
        cursor.token("argument", "imap.literal.more")


_more = each(_more_of_it)


def _target(cursor: Cursor) -> None:
    mailbox(cursor, "imap.mailbox.target")


def _old_name(cursor: Cursor) -> None:
    mailbox(cursor, "imap.mailbox.old")


def _new_name(cursor: Cursor) -> None:
    mailbox(cursor, "imap.mailbox.new")


def _letter(cursor: Cursor) -> None:
    """Read what APPEND says before the letter: flags, a date, the announcement."""
    if cursor.peek() == "(":
        flags(cursor)
    if cursor.peek() == '"':
        cursor.token("date", "imap.date.append")
    if cursor.word().startswith(("{", "~{")):
        cursor.token("literal", "imap.literal.announced")


def _how(cursor: Cursor) -> None:
    cursor.known(meanings.STORE, "operator", "imap.unknown.store")


def _new_flags(cursor: Cursor) -> None:
    if cursor.peek() == "(":
        flags(cursor)
    else:
        _bare_flags(cursor)


def _list_options(cursor: Cursor) -> None:
    if cursor.peek() == "(":
        _options(cursor)


def _list_option(cursor: Cursor) -> None:
    if cursor.word().upper() in meanings.STATUS:
        status_item(cursor)
    elif cursor.peek() == "(":
        _status_items(cursor)
    else:
        cursor.known(meanings.LIST_OPTIONS, "option", "imap.unknown.option")


def _reference(cursor: Cursor) -> None:
    empty = cursor.word() == '""'
    cursor.token("mailbox", "imap.list.no_reference" if empty else "imap.list.reference")


def _pattern(cursor: Cursor) -> None:
    if cursor.peek() == "(":
        _patterns(cursor)
    else:
        _one_pattern(cursor)


def _return(cursor: Cursor) -> None:
    if cursor.word().upper() == "RETURN":
        cursor.token("option", "imap.list.return")
        _options(cursor)


def status_item(cursor: Cursor) -> str:
    """Read one item of STATUS; return it in capitals."""
    return cursor.known(meanings.STATUS, "item", "imap.unknown.status")


def _mechanism(cursor: Cursor) -> None:
    plain = cursor.word().upper() == "PLAIN"
    cursor.token("mechanism", "imap.sasl.plain" if plain else "imap.sasl.other")


def id_fields(cursor: Cursor) -> None:
    """Read the list of ID: names and values in turn, or NIL."""
    if cursor.peek() == "(":
        _id_list(cursor)
    else:
        cursor.token("value", "imap.id.nothing")


def _id_field(cursor: Cursor) -> None:
    cursor.token("field", "imap.id.name")
    cursor.token("value", "imap.id.value")


def _limit(cursor: Cursor) -> None:
    cursor.known(meanings.QUOTA, "resource", "imap.unknown.resource")
    cursor.token("number", "imap.quota.limit")


_bare_flags = each(flag)
_options = listed(_list_option)
_one_pattern = word("pattern", "imap.list.pattern")
_patterns = listed(_one_pattern)
_status_items = listed(status_item)
_id_list = listed(_id_field)
_root = word("root", "imap.quota.root")
_USER = word("user", "imap.login.user")
_PASSWORD = word("secret", "imap.login.password")
_COPY = (numbers, _target)
_UID_COPY = (uids, _target)
_ARGUMENTS: dict[str, tuple[Reader, ...]] = {
    **dict.fromkeys(("SELECT", "EXAMINE", "CREATE", "DELETE"), (mailbox,)),
    **dict.fromkeys(("SUBSCRIBE", "UNSUBSCRIBE", "GETQUOTAROOT"), (mailbox,)),
    "RENAME": (_old_name, _new_name),
    "LIST": (_list_options, _reference, _pattern, _return),
    "LSUB": (_reference, _pattern),
    "STATUS": (mailbox, _status_items),
    "APPEND": (mailbox, _letter),
    "ID": (id_fields,),
    "ENABLE": (capabilities,),
    "LOGIN": (_USER, _PASSWORD),
    "AUTHENTICATE": (_mechanism, word("secret", "imap.sasl.initial")),
    "FETCH": (numbers, spans_fetch.asked),
    "UID FETCH": (uids, spans_fetch.asked),
    "STORE": (numbers, _how, _new_flags),
    "UID STORE": (uids, _how, _new_flags),
    "SEARCH": (spans_search.keys,),
    "UID SEARCH": (spans_search.keys,),
    "COPY": _COPY,
    "MOVE": _COPY,
    "UID COPY": _UID_COPY,
    "UID MOVE": _UID_COPY,
    "UID EXPUNGE": (uids,),
    "GETQUOTA": (_root,),
    "SETQUOTA": (_root, listed(_limit)),
}
