"""QUOTA, RFC 9208: how many letters an account may have, and how many it has. For looking only.

    getquota     = "GETQUOTA" SP quota-root-name              ; quota-root-name = astring
    getquotaroot = "GETQUOTAROOT" SP mailbox
    setquota     = "SETQUOTA" SP quota-root-name SP "(" [limit *(SP limit)] ")"
    limit        = atom SP number64

All mailboxes of an account share one quota root. Without a limit there is none: section 7 has no
form for a root that limits nothing. The limit is a hard one, so nobody is warned by an untagged NO
(section 4.3.1); what doesn't fit is refused with OVERQUOTA.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from labkit.mail import names
from labkit.protocols.imap import mutf7
from labkit.protocols.imap.commands.authenticated import only_mailbox
from labkit.protocols.imap.commands.table import command
from labkit.protocols.imap.grammar import ATOM, Arguments
from labkit.protocols.imap.responses import Refused, Reply, astring, ok
from labkit.protocols.imap.states import LOGGED_IN

if TYPE_CHECKING:
    from labkit.protocols.imap.session import ImapSession

ROOT = b"account"
_LIMIT = rb"%b [0-9]{1,19}" % ATOM.pattern
_LIMITS = re.compile(rb"\((?:%b(?: %b)*)?\)" % (_LIMIT, _LIMIT))


@command("GETQUOTA", LOGGED_IN, "GETQUOTA account")
def getquota(session: ImapSession, arguments: Arguments) -> Reply:
    arguments.space()
    root = arguments.astring()
    arguments.end()
    limit = session.store.quota
    if root != ROOT or limit is None:
        raise Refused("there is no such quota root", "NONEXISTENT")
    _say_quota(session, limit)
    return ok("that is the quota")


@command("GETQUOTAROOT", LOGGED_IN, "GETQUOTAROOT INBOX")
def getquotaroot(session: ImapSession, arguments: Arguments) -> Reply:
    # RFC 9208 section 4.1.2: the mailbox need not exist.
    name = astring(mutf7.encode(names.canonical(only_mailbox(arguments))))
    limit = session.store.quota
    if limit is None:
        session.say(b"* QUOTAROOT %b\r\n" % name)
        return ok("nothing limits this mailbox")
    session.say(b"* QUOTAROOT %b %b\r\n" % (name, ROOT))
    _say_quota(session, limit)
    return ok("that is its quota")


@command("SETQUOTA", LOGGED_IN, "SETQUOTA account (MESSAGE 1000)")
def setquota(session: ImapSession, arguments: Arguments) -> Reply:
    arguments.space()
    arguments.astring()
    arguments.space()
    arguments.take(_LIMITS, "a list of limits in parentheses")
    arguments.end()
    raise Refused("only the provider sets a quota", "NOPERM")


def _say_quota(session: ImapSession, limit: int) -> None:
    session.say(b"* QUOTA %b (MESSAGE %d %d)\r\n" % (ROOT, session.store.used, limit))
