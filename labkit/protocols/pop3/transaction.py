"""Commands on the maildrop (RFC 1939 sections 5 and 7): look, take, mark, unmark."""

from __future__ import annotations

import re
from collections.abc import Callable

from labkit.mail.flags import SEEN
from labkit.mail.international import has_utf8_header
from labkit.mail.mailbox import Entry
from labkit.protocols.errors import CommandRefused, SyntaxRefused
from labkit.protocols.phrases import Phrase
from labkit.protocols.pop3.maildrop import wire_size, wire_text
from labkit.protocols.pop3.replies import Reply, messages
from labkit.protocols.pop3.session import Pop3Session
from labkit.protocols.pop3.states import Pop3State
from labkit.protocols.pop3.table import command, no_argument

_END_OF_HEADER = re.compile(rb"(?:\A|\n)\r?\n")


@command("STAT", Pop3State.TRANSACTION, example="STAT")
def stat(session: Pop3Session, argument: str) -> Reply:
    no_argument(argument)
    return Reply(True, f"{session.maildrop.count} {session.maildrop.octets}")


@command("LIST", Pop3State.TRANSACTION, example="LIST")
def list_(session: Pop3Session, argument: str) -> Reply:
    drop = session.maildrop
    return _listing(session, argument, wire_size, messages(drop.count, drop.octets))


@command("UIDL", Pop3State.TRANSACTION, example="UIDL")
def uidl(session: Pop3Session, argument: str) -> Reply:
    return _listing(session, argument, session.maildrop.unique_id, "unique-id listing follows")


def _listing(
    session: Pop3Session, argument: str, fact: Callable[[Entry], object], title: str
) -> Reply:
    """Answer with a fact about one message or, without argument, about all not marked."""
    drop = session.maildrop
    if argument.strip():
        number = drop.number(argument.strip())
        return Reply(True, f"{number} {fact(drop[number])}")
    lines = [f"{number} {fact(entry)}\r\n" for number, entry in drop.unmarked()]
    return Reply(True, title, "".join(lines).encode("ascii"))


@command("RETR", Pop3State.TRANSACTION, example="RETR 1")
def retr(session: Pop3Session, argument: str) -> Reply:
    # RFC 1939 section 5: a copy; the letter itself stays.
    drop = session.maildrop
    number = drop.number(argument.strip())
    entry = _readable(session, number)
    drop.retrieved.add(number)
    if session.policy.seen_on_retr:
        drop.mailbox.change_flags([entry], "add", [SEEN], session)
    size = Phrase("{octets} octets", octets=wire_size(entry))
    return Reply(True, size, wire_text(entry.message.octets))


@command("TOP", Pop3State.TRANSACTION, example="TOP 1 0")
def top(session: Pop3Session, argument: str) -> Reply:
    which, *lines = argument.split()[:3] or [""]
    if len(lines) != 1 or not (lines[0].isascii() and lines[0].isdecimal()):
        raise SyntaxRefused("TOP wants a message number and a number of lines, such as TOP 1 0")
    entry = _readable(session, session.maildrop.number(which))
    text = top_of(entry.message.octets, int(lines[0]))
    return Reply(True, "top of message follows", wire_text(text))


def _readable(session: Pop3Session, number: int) -> Entry:
    """Return the letter if this client can take it, else refuse: it stays where it is."""
    entry = session.maildrop[number]
    if not session.utf8 and has_utf8_header(entry.message):
        # RFC 6856 sections 2.1 and 5
        words = "message {number} has UTF-8 in its header, say UTF8 before you log in"
        raise CommandRefused(Phrase(words, number=number), "UTF8")
    return entry


def top_of(octets: bytes, lines: int) -> bytes:
    """Return the header, the blank line and the first *lines* of the body.

    >>> top_of(b"A: b\\r\\n\\r\\none\\r\\ntwo\\r\\n", 1)
    b'A: b\\r\\n\\r\\none\\r\\n'
    """
    header = _END_OF_HEADER.search(octets)
    if header is None:
        return octets
    end = header.end()
    while lines and (found := octets.find(b"\n", end)) >= 0:
        end = found + 1
        lines -= 1
    return octets if lines else octets[:end]


@command("DELE", Pop3State.TRANSACTION, example="DELE 1")
def dele(session: Pop3Session, argument: str) -> Reply:
    # RFC 1939 section 5: a marked message cannot be named again, and nothing is removed before
    # UPDATE.
    number = session.maildrop.number(argument.strip())
    session.maildrop.mark(number)
    return Reply(True, Phrase("message {number} marked as deleted", number=number))


@command("RSET", Pop3State.TRANSACTION, example="RSET")
def rset(session: Pop3Session, argument: str) -> Reply:
    no_argument(argument)
    drop = session.maildrop
    drop.unmark_all()
    held = messages(drop.count, drop.octets)
    return Reply(True, Phrase("maildrop has {held}", held=held))


@command("NOOP", Pop3State.TRANSACTION, example="NOOP")
def noop(session: Pop3Session, argument: str) -> Reply:
    no_argument(argument)
    return Reply(True)
