"""APPEND, RFC 3501 section 6.3.11, with APPENDUID (RFC 4315 section 3).

append = "APPEND" SP mailbox [SP flag-list] [SP date-time] SP literal
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from labkit.mail.flags import NO_FLAGS, SYSTEM_FLAGS
from labkit.mail.mailbox import Mailbox
from labkit.mail.message import Message
from labkit.mail.store import NoSuchMailbox, Store
from labkit.protocols.imap.commands.table import command
from labkit.protocols.imap.grammar import Arguments
from labkit.protocols.imap.responses import Refused, Reply, ok
from labkit.protocols.imap.states import LOGGED_IN

if TYPE_CHECKING:
    from labkit.protocols.imap.session import ImapSession

_SYSTEM = frozenset(SYSTEM_FLAGS)
MAX_KEYWORDS = 200  # of one mailbox; every one is said at every SELECT
MAX_KEYWORD = 100  # characters


def room_for_one(session: ImapSession) -> None:
    """Refuse a letter before its octets come, where none would find room."""
    session.store.admit()


@command(
    "APPEND",
    LOGGED_IN,
    "APPEND INBOX (\\Seen) {15+}\r\nSubject: hi\r\n\r\n",
    before_literal=room_for_one,
)
def append(session: ImapSession, arguments: Arguments) -> Reply:
    arguments.space()
    name = arguments.mailbox()
    arguments.space()
    flags = NO_FLAGS
    if arguments.peek() == b"(":
        flags = arguments.flag_list()
        arguments.space()
    date = session.now()
    if arguments.peek() == b'"':
        date = arguments.date_time()
        arguments.space()
    octets = arguments.literal()
    arguments.end()
    mailbox = target(session.store, name)
    check_keywords(mailbox, flags)
    entry = mailbox.append(Message(octets, date), flags, session)
    return ok("filed", f"APPENDUID {mailbox.uid_validity} {entry.uid}")


def target(store: Store, name: str) -> Mailbox:
    """Return the mailbox that gets letters; if it's missing, hint that CREATE may help."""
    try:
        return store.get(name)
    except NoSuchMailbox as error:
        raise Refused(str(error), "TRYCREATE") from error


def check_keywords(mailbox: Mailbox, flags: frozenset[str]) -> None:
    """Refuse *flags* that would bring more keywords into the mailbox than it may have."""
    if flags <= _SYSTEM:
        return
    new = {flag.lower() for flag in flags if flag[0] != "\\"}.difference(mailbox.keywords)
    if any(len(keyword) > MAX_KEYWORD for keyword in new):
        raise Refused(f"a keyword has at most {MAX_KEYWORD} characters", "LIMIT")
    if new and len(mailbox.keywords) + len(new) > MAX_KEYWORDS:
        raise Refused(f"a mailbox has at most {MAX_KEYWORDS} keywords", "LIMIT")
