"""One cursor over the text of a line, from left to right, that leaves labelled spans behind.

It never refuses: what a reader doesn't find stays where it is, and ``rest`` says of all that is
left that nobody knows it. A line may be cut off anywhere, for a WireLine shows only its beginning.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from labkit.protocols.imap import meanings
from labkit.records import Span

_STRING = r'"(?:[^"\\]|\\.)*"?'
_TOKEN = re.compile(rf"{_STRING}|[^\s()\"]+")
_LITERAL = re.compile(r"(~?)\{[0-9]+(\+?)\}\Z")
_FLAG = re.compile(r"[^\s()]+")
_NO_FLAGS = re.compile(r"\(\s*\)")
_BRACKETS = re.compile(rf"{_STRING}|[()]")
_SET = re.compile(r"[0-9*][0-9*:,]*(?![^\s()])")
_AROUND = " \t()[]<>.,…"  # what needs no words


class Cursor:
    """Where a reader stands in *text*; *spans* is what was found so far, in order."""

    __slots__ = ("_announcement", "at", "spans", "text")

    def __init__(
        self, text: str, at: int = 0, announcement: str = "imap.literal.announced"
    ) -> None:
        self.text = text
        self.at = at
        self._announcement = announcement  # what {n} means: a server doesn't wait after it
        self.spans: list[Span] = []

    def blank(self) -> bool:
        """Skip blanks; True if nothing comes after them."""
        text, at = self.text, self.at
        while at < len(text) and text[at].isspace():
            at += 1
        self.at = at
        return at == len(text)

    def add(self, end: int, kind: str, meaning: str) -> None:
        """Label what stands from here to *end* and go there."""
        if end > self.at:
            self.spans.append(Span(self.at, end, kind, meaning))
            self.at = end

    def take(self, pattern: re.Pattern[str], kind: str, meaning: str) -> bool:
        """Label what *pattern* finds after blanks; False if that is nothing."""
        self.blank()
        match = pattern.match(self.text, self.at)
        if match is None or match.end() == self.at:
            return False
        self.add(match.end(), kind, meaning)
        return True

    def peek(self) -> str:
        """Skip blanks and return the next character, "" at the end."""
        self.blank()
        return self.text[self.at : self.at + 1]

    def skip(self, character: str) -> bool:
        """Skip blanks and *character*, if it is the next one."""
        if self.peek() != character:
            return False
        self.at += 1
        return True

    def word(self) -> str:
        """Return the next word or string without going on; "" before a parenthesis."""
        self.blank()
        match = _TOKEN.match(self.text, self.at)
        return match[0] if match else ""

    def token(self, kind: str, meaning: str) -> bool:
        """Label the next word or string; where a literal is announced, that."""
        found = self.word()
        if not found:
            return False
        end = self.at + len(found)
        # Only at the end of a line does it announce anything.
        literal = _LITERAL.match(found) if found[-1] == "}" else None
        if literal is not None and not self.text[end:].strip():
            kind, meaning = "literal", self._announcement
            if literal[1] or literal[2]:
                meaning = "imap.literal.binary" if literal[1] else "imap.literal.unasked"
        self.add(end, kind, meaning)
        return True

    def known(self, table: dict[str, str], kind: str, unknown: str) -> str:
        """Label the next word as *table* explains it, else as *unknown*; return it in capitals."""
        found = self.word().upper()
        self.token(kind, table.get(found, unknown))
        return found

    def group(self, kind: str, meaning: str) -> bool:
        """Label all of a list in parentheses, or the next word or string."""
        if self.peek() != "(":
            return self.token(kind, meaning)
        self.add(self._closing(), kind, meaning)
        return True

    def _closing(self) -> int:
        depth = 0
        for match in _BRACKETS.finditer(self.text, self.at):
            depth += {"(": 1, ")": -1}.get(match[0], 0)
            if not depth:
                return match.end()
        return len(self.text.rstrip())

    def rest(self, kind: str = "unknown", meaning: str = "imap.unknown.argument") -> None:
        """Label all that is left as one thing; brackets and blanks around it need no words."""
        left = self.text[self.at :]
        inside = left.strip(_AROUND)
        if inside:
            self.at += left.index(inside)
            self.add(self.at + len(inside), kind, meaning)
        self.at = len(self.text)


Reader = Callable[[Cursor], object]


def word(kind: str, meaning: str) -> Reader:
    """Return a reader of one word or string."""
    return lambda cursor: cursor.token(kind, meaning)


def listed(reader: Reader) -> Reader:
    """Return a reader of a list in parentheses; each of its items is read by *reader*."""

    def read(cursor: Cursor) -> None:
        if cursor.skip("("):
            while not cursor.blank() and not cursor.skip(")"):
                before = cursor.at
                reader(cursor)
                if cursor.at == before:  # a bracket that has no place here
                    cursor.at += 1

    return read


def each(reader: Reader) -> Reader:
    """Return a reader of items up to the end of the line, or up to a bracket."""

    def read(cursor: Cursor) -> None:
        before = -1
        while cursor.at != before and not cursor.blank():
            before = cursor.at
            reader(cursor)

    return read


def mailbox(cursor: Cursor, meaning: str = "imap.mailbox.name") -> None:
    """Read the name of a mailbox."""
    name = cursor.word().strip('"')
    if name.upper() == "INBOX":
        meaning = "imap.mailbox.inbox"
    elif "&" in name and meaning == "imap.mailbox.name":
        meaning = "imap.mailbox.utf7"
    cursor.token("mailbox", meaning)


def numbers(cursor: Cursor) -> None:
    """Read a set of sequence numbers."""
    _set(cursor, "imap.set.numbers")


def uids(cursor: Cursor) -> None:
    """Read a set of UIDs."""
    _set(cursor, "imap.set.uids")


def _set(cursor: Cursor, meaning: str) -> None:
    if cursor.word() == "$":
        cursor.token("set", "imap.set.saved")
    else:
        last = "_to_last" if "*" in cursor.word() else ""
        # What is no set stands in its place all the same: the next argument is read as itself.
        if not cursor.take(_SET, "set", meaning + last):
            cursor.token("unknown", "imap.unknown.argument")


def flag(cursor: Cursor) -> None:
    """Read one flag."""
    cursor.blank()
    match = _FLAG.match(cursor.text, cursor.at)
    if match is not None:
        other = "imap.unknown.flag" if match[0].startswith("\\") else "imap.flag.keyword"
        cursor.add(match.end(), "flag", meanings.FLAGS.get(match[0].upper(), other))


_flags = listed(flag)


def flags(cursor: Cursor) -> None:
    """Read a list of flags in parentheses."""
    if not cursor.take(_NO_FLAGS, "flag", "imap.flag.none"):
        _flags(cursor)


def capability(cursor: Cursor) -> None:
    """Read one capability."""
    found = cursor.word().upper()
    unknown = "imap.unknown.capability"
    if found.startswith("AUTH="):
        unknown = "imap.capability.auth_other"
    cursor.known(meanings.CAPABILITY, "capability", unknown)


capabilities = each(capability)
