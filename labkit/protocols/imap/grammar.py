"""What commands are made of, RFC 3501 section 9: one cursor over the text of a framed command.

    astring     = 1*ASTRING-CHAR / string
    string      = quoted / literal
    quoted      = DQUOTE *(TEXT-CHAR but quoted-specials / "\\" quoted-specials) DQUOTE
    ATOM-CHAR   = any 7-bit CHAR but ( ) { SP CTL % * " \\ ]
    ASTRING-CHAR = ATOM-CHAR / "]"       list-char = ASTRING-CHAR / "%" / "*"

There is exactly one space where the grammar has SP (section 9, note 2), and one way to fail:
SyntaxRefused.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache

from labkit.mail import flags as mail_flags
from labkit.protocols.imap import mutf7
from labkit.protocols.imap.numset import SEQUENCE_SET, NumberSet
from labkit.protocols.imap.reader import LITERAL
from labkit.protocols.imap.responses import SyntaxRefused

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTH = {name.lower(): number for number, name in enumerate(MONTHS, 1)}

_ATOM_CHARS = rb"!#$&'+,\-./0-9:;<=>?@A-Z\[^_`a-z|}~"
ATOM = re.compile(rb"[%b]+" % _ATOM_CHARS)
ASTRING_ATOM = re.compile(rb"[%b\]]+" % _ATOM_CHARS)
LIST_ATOM = re.compile(rb"[%b\]%%*]+" % _ATOM_CHARS)
QUOTED = re.compile(rb'"((?:[^"\\\r\n\x00\x80-\xff]|\\["\\])*)"')
_NUMBER = re.compile(rb"[0-9]{1,10}")
_FLAG = rb"\\?[%b]+" % _ATOM_CHARS
_FLAG_LIST = re.compile(rb"\((?:%b(?: %b)*)?\)" % (_FLAG, _FLAG))
_BARE_FLAGS = re.compile(rb"%b(?: %b)*" % (_FLAG, _FLAG))
_DATE = re.compile(rb'("?)([0-9]{1,2})-([A-Za-z]{3})-([0-9]{4})\1')
_DATE_TIME = re.compile(
    rb'"([ 0-9][0-9])-([A-Za-z]{3})-([0-9]{4}) '
    rb'([0-9]{2}):([0-9]{2}):([0-9]{2}) ([+-])([0-9]{2})([0-9]{2})"'
)
_UNESCAPE = re.compile(rb'\\(["\\])')
# RFC 3501 section 2.3.2: no client can set this one; some try, and mean no harm.
_RECENT = "\\recent"
_SHORT = 200  # octets: longer lists of flags are not kept, or strangers could fill the memory


class Arguments:
    """What follows a command's verb, read from left to right.

    >>> arguments = Arguments(b'INBOX "two words"')
    >>> arguments.mailbox(), arguments.space(), arguments.astring(), arguments.end()
    ('INBOX', None, b'two words', None)
    """

    __slots__ = ("_literals", "at", "text")

    def __init__(self, text: bytes, literals: tuple[bytes, ...] = ()) -> None:
        self.text = text
        self.at = 0
        self._literals = iter(literals)

    def take(self, pattern: re.Pattern[bytes], what: str) -> re.Match[bytes]:
        """Read what *pattern* matches here; *what* it is, is said in the refusal."""
        found = pattern.match(self.text, self.at)
        if found is None:
            raise SyntaxRefused(f"here should be {what}")
        self.at = found.end()
        return found

    def skip(self, token: bytes) -> bool:
        """Read *token* (in capitals) if it stands here, in any case of letters."""
        end = self.at + len(token)
        if self.text[self.at : end].upper() != token:
            return False
        self.at = end
        return True

    def expect(self, token: bytes) -> None:
        """Read *token*, or refuse."""
        if not self.skip(token):
            raise SyntaxRefused(f"here should be {token.decode('ascii')!r}")

    def space(self) -> None:
        """Read exactly one space."""
        if self.peek() != b" ":
            raise SyntaxRefused("an argument is missing, or one space should be here")
        self.at += 1

    def end(self) -> None:
        """Refuse what is left over."""
        if self.at != len(self.text):
            raise SyntaxRefused("this command has more arguments than it takes")

    def rest(self) -> bytes:
        """Read all that is left."""
        at, self.at = self.at, len(self.text)
        return self.text[at:]

    @property
    def has_literals(self) -> bool:
        """True if any argument is a literal."""
        return LITERAL in self.text

    def peek(self) -> bytes:
        """Return the next octet without reading it."""
        return self.text[self.at : self.at + 1]

    def atom(self, what: str = "a word") -> str:
        """Read an atom."""
        return self.take(ATOM, what)[0].decode("ascii")

    def keyword(self, what: str = "a word") -> str:
        """Read an atom that is the same in any case of letters; return it in capitals."""
        return self.atom(what).upper()

    def literal(self) -> bytes:
        """Read a literal."""
        if not self.skip(LITERAL):
            raise SyntaxRefused("here should be a literal")
        octets = next(self._literals)
        # RFC 3501 sections 4.3.1 and 9, CHAR8: what holds NUL is binary, and no string.
        if b"\0" in octets:
            raise SyntaxRefused("a literal has no NUL octets")
        return octets

    def string(self) -> bytes:
        """Read a quoted string or a literal."""
        if self.peek() == LITERAL:
            return self.literal()
        quoted = self.take(QUOTED, "a string")[1]
        return _UNESCAPE.sub(rb"\1", quoted) if b"\\" in quoted else quoted

    def astring(self, atom: re.Pattern[bytes] = ASTRING_ATOM) -> bytes:
        """Read an astring; *atom* is what may stand there unquoted."""
        if self.peek() in (b'"', LITERAL):
            return self.string()
        return self.take(atom, "a word or a string")[0]

    def nstring(self) -> bytes | None:
        """Read a string or NIL."""
        return None if self.skip(b"NIL") else self.string()

    def mailbox(self) -> str:
        """Read a mailbox name."""
        return self._name(self.astring())

    def list_mailbox(self) -> str:
        """Read a mailbox name that may have wildcards."""
        return self._name(self.astring(LIST_ATOM))

    def number(self) -> int:
        """Read a number."""
        return int(self.take(_NUMBER, "a number")[0])

    def numbers(self) -> NumberSet:
        """Read a sequence set."""
        return NumberSet.of(self.take(SEQUENCE_SET, "a set of message numbers")[0])

    def flag_list(self) -> frozenset[str]:
        """Read flags in parentheses."""
        return parse_flags(self.take(_FLAG_LIST, "a list of flags in parentheses")[0][1:-1])

    def flags(self) -> frozenset[str]:
        """Read flags, with or without parentheses."""
        if self.peek() == b"(":
            return self.flag_list()
        return parse_flags(self.take(_BARE_FLAGS, "flags")[0])

    def date(self) -> date:
        """Read a date such as 1-Feb-2026."""
        found = self.take(_DATE, "a date like 1-Feb-2026")
        return _checked_date(found[2], found[3], found[4])

    def date_time(self) -> datetime:
        """Read a date-time such as " 1-Feb-2026 09:00:00 +0900"."""
        found = self.take(_DATE_TIME, 'a date like " 1-Feb-2026 09:00:00 +0900"')
        day = _checked_date(found[1], found[2], found[3])
        away = timedelta(hours=int(found[8]), minutes=int(found[9]))
        if away >= timedelta(hours=24):
            raise SyntaxRefused("no time zone is that far away")
        zone = timezone(-away if found[7] == b"-" else away)
        try:
            clock = time(int(found[4]), int(found[5]), tzinfo=zone)
            moment = datetime.combine(day, clock)
            moment.astimezone(UTC)  # raises at the two ends of the calendar
        except (ValueError, OverflowError) as error:
            raise SyntaxRefused("there is no such time") from error
        # A leap second is the last second that we know.
        return moment + timedelta(seconds=min(int(found[6]), 59))

    @staticmethod
    def _name(octets: bytes) -> str:
        try:
            return mutf7.decode(octets)
        except mutf7.BadName as error:
            raise SyntaxRefused(str(error)) from error


def parse_flags(text: bytes) -> frozenset[str]:
    """Return the flags that *text* lists, system flags in the RFC's spelling."""
    return _often(text) if len(text) <= _SHORT else _parse_flags(text)


def _parse_flags(text: bytes) -> frozenset[str]:
    found = []
    for flag in text.decode("ascii").split():
        known = mail_flags.canonical(flag)
        if known.lower() == _RECENT:
            continue
        if known[0] == "\\" and known not in mail_flags.SYSTEM_FLAGS:
            raise SyntaxRefused(f"there is no system flag {flag}")
        found.append(known)
    return frozenset(found)


_often = lru_cache(maxsize=256)(_parse_flags)  # devices set the same few again and again


def date_time(moment: datetime) -> bytes:
    """Return *moment* as IMAP says it, quotes included. One without a zone is taken as UTC.

    >>> date_time(datetime(2026, 1, 5, 9, 30, tzinfo=UTC))
    b'" 5-Jan-2026 09:30:00 +0000"'
    """
    zoned = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    clock = f"{zoned.hour:02}:{zoned.minute:02}:{zoned.second:02} {zoned:%z}"[:14]
    return f'"{zoned.day:2}-{MONTHS[zoned.month - 1]}-{zoned.year:04} {clock}"'.encode("ascii")


def _checked_date(day: bytes, month: bytes, year: bytes) -> date:
    number = _MONTH.get(month.decode("ascii").lower())
    if number is None:
        raise SyntaxRefused("there is no such month")
    try:
        return date(int(year), number, int(day))
    except ValueError as error:
        raise SyntaxRefused("there is no such date") from error
