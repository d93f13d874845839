"""The parts of a SEARCH: keys, what each of them is given, and the keys inside NOT, OR and ().

RFC 3501 section 6.4.4.
"""

from __future__ import annotations

from labkit.protocols.imap import meanings
from labkit.protocols.imap.spans_cursor import Cursor, Reader, each, numbers, uids, word

_text = word("string", "imap.search_value.text")
_date = word("date", "imap.search_value.date")
_size = word("number", "imap.search_value.size")
_keyword = word("flag", "imap.flag.keyword")
_VALUES: dict[str, tuple[Reader, ...]] = {
    **dict.fromkeys(("BCC", "BODY", "CC", "FROM", "SUBJECT", "TEXT", "TO"), (_text,)),
    **dict.fromkeys(("BEFORE", "ON", "SINCE", "SENTBEFORE", "SENTON", "SENTSINCE"), (_date,)),
    **dict.fromkeys(("LARGER", "SMALLER"), (_size,)),
    **dict.fromkeys(("KEYWORD", "UNKEYWORD"), (_keyword,)),
    "HEADER": (word("field", "imap.section.field"), _text),
    "CHARSET": (word("charset", "imap.search_value.charset"),),
    "UID": (uids,),
}


def _key(cursor: Cursor) -> None:
    if cursor.peek() in ("(", ")"):
        cursor.at += 1  # the keys inside are read like those outside
        return
    found = cursor.word()
    if found[0] in "0123456789*$":
        numbers(cursor)
        return
    name = cursor.known(meanings.SEARCH, "key", "imap.unknown.search")
    for reader in _VALUES.get(name, ()):
        reader(cursor)


keys = each(_key)
