"""The keys of SEARCH, RFC 3501 section 6.4.4, as a table: what each reads and how it tests.

A key is read into a test: a function of a letter's number and entry. Strings are compared case-
folded and decoded, as substrings (section 6.4.4); dates without time and zone.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from labkit.mail.flags import SEEN, SYSTEM_FLAGS
from labkit.mail.mailbox import Entry
from labkit.protocols.imap.grammar import ATOM, Arguments
from labkit.protocols.imap.responses import SyntaxRefused
from labkit.protocols.imap.view import View

Test = Callable[[int, Entry], bool]


@dataclass(frozen=True, slots=True)
class SearchInput:
    """What a key needs to know: where it reads, which mailbox it is about, the charset."""

    arguments: Arguments
    view: View
    charset: str = "ascii"

    def text(self) -> str:
        """Read a string to look for, decoded and case-folded."""
        self.arguments.space()
        octets = self.arguments.astring()
        try:
            return octets.decode(self.charset).casefold()
        except UnicodeDecodeError as error:
            hint = ": begin with CHARSET UTF-8" if self.charset == "ascii" else ""
            raise SyntaxRefused(f"this string isn't {self.charset}{hint}") from error

    def date(self) -> date:
        """Read a date."""
        self.arguments.space()
        return self.arguments.date()

    def number(self) -> int:
        """Read a number."""
        self.arguments.space()
        return self.arguments.number()


Key = Callable[[SearchInput], Test]
KEYS: dict[str, Key] = {}


def key(name: str) -> Callable[[Key], Key]:
    """Enter the decorated reader into the table."""

    def enter(read: Key) -> Key:
        KEYS[name] = read
        return read

    return enter


def _flag_key(flag: str) -> Key:
    return lambda search: lambda number, entry: flag in entry.flags


def _no_flag_key(flag: str) -> Key:
    return lambda search: lambda number, entry: flag not in entry.flags


def _field_key(name: str) -> Key:
    return lambda search: _field_test(name, search.text())


def _field_test(name: str, wanted: str) -> Test:
    return lambda number, entry: wanted in entry.message.decoded(name)


for _flag in SYSTEM_FLAGS:
    KEYS[_flag[1:].upper()] = _flag_key(_flag)
    KEYS["UN" + _flag[1:].upper()] = _no_flag_key(_flag)
for _name in ("bcc", "cc", "from", "to"):
    KEYS[_name.upper()] = _field_key(_name)


@key("ALL")
def _all(search: SearchInput) -> Test:
    return lambda number, entry: True


@key("RECENT")
def _recent(search: SearchInput) -> Test:
    view = search.view
    return lambda number, entry: view.is_recent(entry)


@key("OLD")
def _old(search: SearchInput) -> Test:
    view = search.view
    return lambda number, entry: not view.is_recent(entry)


@key("NEW")
def _new(search: SearchInput) -> Test:
    view = search.view
    return lambda number, entry: SEEN not in entry.flags and view.is_recent(entry)


@key("KEYWORD")
def _keyword(search: SearchInput) -> Test:
    flag = _known_keyword(search)
    return lambda number, entry: flag in entry.flags


@key("UNKEYWORD")
def _unkeyword(search: SearchInput) -> Test:
    flag = _known_keyword(search)
    return lambda number, entry: flag not in entry.flags


def _known_keyword(search: SearchInput) -> str:
    """Read a keyword and return it as this mailbox spells it."""
    search.arguments.space()
    flag = search.arguments.take(ATOM, "a keyword")[0].decode("ascii")
    return search.view.mailbox.keywords.get(flag.lower(), flag)


@key("SUBJECT")
def _subject(search: SearchInput) -> Test:
    wanted = search.text()
    return lambda number, entry: wanted in entry.message.folded_subject


@key("BODY")
def _body(search: SearchInput) -> Test:
    wanted = search.text()
    return lambda number, entry: wanted in entry.message.search_body


@key("TEXT")
def _text(search: SearchInput) -> Test:
    wanted = search.text()
    return lambda number, entry: (
        wanted in entry.message.search_header or wanted in entry.message.search_body
    )


@key("HEADER")
def _header(search: SearchInput) -> Test:
    search.arguments.space()
    name = search.arguments.astring().lower()
    wanted = search.text()
    spoken = name.decode("latin-1")

    def holds(number: int, entry: Entry) -> bool:
        # Asked first: a letter keeps the decoded text only of fields that it has.
        message = entry.message
        there = any(field.name.lower() == name for field in message.header)
        return there and wanted in message.decoded(spoken)

    return holds


@key("BEFORE")
def _before(search: SearchInput) -> Test:
    day = search.date()
    return lambda number, entry: entry.message.internal_date.date() < day


@key("ON")
def _on(search: SearchInput) -> Test:
    day = search.date()
    return lambda number, entry: entry.message.internal_date.date() == day


@key("SINCE")
def _since(search: SearchInput) -> Test:
    day = search.date()
    return lambda number, entry: entry.message.internal_date.date() >= day


@key("SENTBEFORE")
def _sent_before(search: SearchInput) -> Test:
    day = search.date()
    return lambda number, entry: (sent := entry.message.date) is not None and sent < day


@key("SENTON")
def _sent_on(search: SearchInput) -> Test:
    day = search.date()
    return lambda number, entry: entry.message.date == day


@key("SENTSINCE")
def _sent_since(search: SearchInput) -> Test:
    day = search.date()
    return lambda number, entry: (sent := entry.message.date) is not None and sent >= day


@key("LARGER")
def _larger(search: SearchInput) -> Test:
    size = search.number()
    return lambda number, entry: entry.message.size > size


@key("SMALLER")
def _smaller(search: SearchInput) -> Test:
    size = search.number()
    return lambda number, entry: entry.message.size < size


@key("UID")
def _uid(search: SearchInput) -> Test:
    search.arguments.space()
    return in_ranges(search.view.spans(search.arguments.numbers(), by_uid=True))


def in_ranges(ranges: Sequence[range]) -> Test:
    """Return the test for being a number in one of *ranges*: ascending, without overlap."""
    if len(ranges) <= 1:
        only = ranges[0] if ranges else range(0)
        return lambda number, entry: number in only
    starts = [numbers.start for numbers in ranges]
    # Not a set of all the numbers: a thousand keys would make a thousand such sets.
    return lambda number, entry: number in ranges[bisect_right(starts, number) - 1]
