"""SEARCH, RFC 3501 section 6.4.4.

search     = "SEARCH" [SP "CHARSET" SP astring] 1*(SP search-key)
search-key = sequence-set / "(" search-key *(SP search-key) ")" / "NOT" SP search-key /
             "OR" SP search-key SP search-key / one of the table in ``search_keys``
"""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from labkit.protocols.imap.commands.table import command
from labkit.protocols.imap.grammar import Arguments
from labkit.protocols.imap.responses import Refused, Reply, SyntaxRefused, ok
from labkit.protocols.imap.search_keys import KEYS, SearchInput, Test, in_ranges
from labkit.protocols.imap.states import ImapState
from labkit.protocols.imap.view import View

if TYPE_CHECKING:
    from labkit.protocols.imap.session import ImapSession

_SELECTED = (ImapState.SELECTED,)
CHARSETS = ("US-ASCII", "UTF-8")
MAX_DEPTH = 50  # parentheses, NOTs and ORs inside each other
MAX_KEYS = 1000  # in one search


@command("SEARCH", _SELECTED, "SEARCH UNSEEN", tells_expunge=False)
def search(session: ImapSession, arguments: Arguments) -> Reply:
    return _search(session, arguments, by_uid=False)


@command("UID SEARCH", _SELECTED, "UID SEARCH UNSEEN")
def uid_search(session: ImapSession, arguments: Arguments) -> Reply:
    return _search(session, arguments, by_uid=True)


def _search(session: ImapSession, arguments: Arguments, by_uid: bool) -> Reply:
    view = session.selected
    arguments.space()
    test = parse(arguments, view)
    arguments.end()
    numbered = enumerate(view.entries, 1)
    if by_uid:
        found = [entry.uid for number, entry in numbered if test(number, entry)]
    else:
        found = [number for number, entry in numbered if test(number, entry)]
    session.say(" ".join(["* SEARCH", *map(str, found)]).encode("ascii") + b"\r\n")
    return ok("these match" if found else "nothing matches")


def parse(arguments: Arguments, view: View) -> Test:
    """Read the arguments of SEARCH and return the test they stand for."""
    charset = "ascii"
    if arguments.skip(b"CHARSET "):
        charset = _charset(arguments.astring())
        arguments.space()
    return _Reader(SearchInput(arguments, view, charset)).all_keys()


def _charset(name: bytes) -> str:
    if name.upper().decode("latin-1") not in CHARSETS:
        raise Refused("I know these charsets only", f"BADCHARSET ({' '.join(CHARSETS)})")
    return codecs.lookup(name.decode("ascii")).name


class _Reader:
    """Reads keys that may hold keys; counts them, so that no search is endless."""

    def __init__(self, search: SearchInput) -> None:
        self._search = search
        self._arguments = search.arguments
        self._count = 0

    def all_keys(self, depth: int = 0) -> Test:
        """Read keys up to the end or ")": each of them must hold."""
        tests = [self._key(depth)]
        while self._arguments.skip(b" "):
            tests.append(self._key(depth))
        return tests[0] if len(tests) == 1 else _every(tests)

    def _key(self, depth: int) -> Test:
        self._count += 1
        if depth > MAX_DEPTH or self._count > MAX_KEYS:
            raise SyntaxRefused("this search is nested too deeply, or too long")
        arguments = self._arguments
        if arguments.skip(b"("):
            test = self.all_keys(depth + 1)
            arguments.expect(b")")
            return test
        if arguments.peek().isdigit() or arguments.peek() == b"*":
            return self._numbers()
        name = arguments.keyword("a search key")
        if name == "NOT":
            return _none(self._next(depth))
        if name == "OR":
            return _either(self._next(depth), self._next(depth))
        read = KEYS.get(name)
        if read is None:
            raise SyntaxRefused(f"I know no search key {name}")
        return read(self._search)

    def _next(self, depth: int) -> Test:
        self._arguments.space()
        return self._key(depth + 1)

    def _numbers(self) -> Test:
        # A number that isn't there matches nothing: SEARCH asks, it doesn't act.
        largest = len(self._search.view)
        ranges = self._arguments.numbers().within(largest)
        return in_ranges([range(low, min(high, largest) + 1) for low, high in ranges])


def _every(tests: list[Test]) -> Test:
    return lambda number, entry: all(test(number, entry) for test in tests)


def _none(test: Test) -> Test:
    return lambda number, entry: not test(number, entry)


def _either(one: Test, other: Test) -> Test:
    return lambda number, entry: one(number, entry) or other(number, entry)
