"""Opening and keeping mailboxes, RFC 3501 section 6.3; ENABLE, RFC 5161; NAMESPACE, RFC 2342."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from labkit.mail import names
from labkit.mail.mailbox import Mailbox
from labkit.mail.store import Store
from labkit.protocols.imap import mutf7
from labkit.protocols.imap.capabilities import enabled_by
from labkit.protocols.imap.commands.table import command
from labkit.protocols.imap.grammar import Arguments
from labkit.protocols.imap.responses import Refused, Reply, SyntaxRefused, astring, ok
from labkit.protocols.imap.states import LOGGED_IN, ImapState
from labkit.protocols.imap.updates import flags_lines
from labkit.protocols.imap.view import View

if TYPE_CHECKING:
    from labkit.protocols.imap.session import ImapSession


MAX_MAILBOXES = 1000  # of one account; as many subscriptions


@command("SELECT", LOGGED_IN, "SELECT INBOX", leads_to=ImapState.SELECTED)
def select(session: ImapSession, arguments: Arguments) -> Reply:
    return _open(session, arguments, read_only=False)


@command("EXAMINE", LOGGED_IN, "EXAMINE INBOX", leads_to=ImapState.SELECTED)
def examine(session: ImapSession, arguments: Arguments) -> Reply:
    return _open(session, arguments, read_only=True)


def _open(session: ImapSession, arguments: Arguments, read_only: bool) -> Reply:
    name = only_mailbox(arguments)
    # RFC 3501 section 6.3.1: the old mailbox is left even if the new one can't be opened.
    session.deselect()
    mailbox = session.store.get(name)
    view = View(mailbox, read_only)
    session.select(view)
    for line in _described(view):
        session.say(line)
    mode = "READ-ONLY" if read_only else "READ-WRITE"
    return ok("you may look, not change" if read_only else "open", mode)


def _described(view: View) -> list[bytes]:
    mailbox = view.mailbox
    flags, permanent = flags_lines(view)
    lines = [
        flags,
        b"* %d EXISTS\r\n" % len(view),
        b"* %d RECENT\r\n" % view.recent_count,
        permanent,
        b"* OK [UIDNEXT %d] the next letter's UID\r\n" % mailbox.uid_next,
        b"* OK [UIDVALIDITY %d] UIDs are valid\r\n" % mailbox.uid_validity,
    ]
    first = mailbox.first_unseen
    if first is not None:
        lines.append(b"* OK [UNSEEN %d] the first unread letter\r\n" % (view.number(first) or 0))
    return lines


@command("CREATE", LOGGED_IN, "CREATE Work")
def create(session: ImapSession, arguments: Arguments) -> Reply:
    # RFC 3501 section 6.3.3: a delimiter at the end announces mailboxes below; it's no part of
    # the name.
    name = names.checked(only_mailbox(arguments).removesuffix(names.DELIMITER))
    _check_number(session.store, *names.parents(name), name)
    session.store.create(name)
    return ok("created")


@command("DELETE", LOGGED_IN, "DELETE Junk")
def delete(session: ImapSession, arguments: Arguments) -> Reply:
    name = only_mailbox(arguments)
    mailbox = session.store.get(name)
    session.store.delete(name, session)
    if session.view is not None and session.view.mailbox is mailbox:
        session.deselect()
        return ok("deleted; no mailbox is open now")
    return ok("deleted")


@command("RENAME", LOGGED_IN, "RENAME Junk Rubbish")
def rename(session: ImapSession, arguments: Arguments) -> Reply:
    arguments.space()
    old = arguments.mailbox()
    arguments.space()
    new = names.checked(arguments.mailbox())
    arguments.end()
    # Only INBOX stays when it is renamed; there then is one more.
    _check_number(session.store, *names.parents(new), *[new] * names.is_inbox(old))
    session.store.rename(old, new, session)
    return ok("renamed")


def _check_number(store: Store, *wanted: str) -> None:
    """Refuse *wanted* mailboxes, as far as they are new, if there would be too many."""
    there = store.names()
    new = set(wanted).difference(there)
    if new and len(there) + len(new) > MAX_MAILBOXES:
        raise Refused(f"an account has at most {MAX_MAILBOXES} mailboxes", "LIMIT")


@command("SUBSCRIBE", LOGGED_IN, "SUBSCRIBE INBOX")
def subscribe(session: ImapSession, arguments: Arguments) -> Reply:
    mailbox = session.store.get(only_mailbox(arguments))
    subscribed = session.store.subscribed()
    if mailbox.name not in subscribed and len(subscribed) >= MAX_MAILBOXES:
        # Names stay on this list when their mailboxes go, so it needs a limit of its own.
        raise Refused(f"at most {MAX_MAILBOXES} subscriptions", "LIMIT")
    session.store.subscribe(mailbox.name)
    return ok("subscribed")


@command("UNSUBSCRIBE", LOGGED_IN, "UNSUBSCRIBE INBOX")
def unsubscribe(session: ImapSession, arguments: Arguments) -> Reply:
    session.store.unsubscribe(only_mailbox(arguments))
    return ok("no longer subscribed")


STATUS_ITEMS: dict[str, Callable[[Mailbox], int]] = {
    "MESSAGES": len,
    "RECENT": lambda mailbox: mailbox.recent_count,
    "UIDNEXT": lambda mailbox: mailbox.uid_next,
    "UIDVALIDITY": lambda mailbox: mailbox.uid_validity,
    "UNSEEN": lambda mailbox: mailbox.unseen_count,
    # RFC 9208 section 4.1.4: how many letters an EXPUNGE would remove.
    "DELETED": lambda mailbox: len(mailbox.marked_deleted()),
}


@command("STATUS", LOGGED_IN, "STATUS INBOX (MESSAGES UNSEEN)")
def status(session: ImapSession, arguments: Arguments) -> Reply:
    arguments.space()
    name = arguments.mailbox()
    arguments.space()
    items = _status_items(arguments)
    arguments.end()
    mailbox = session.store.get(name)
    told = " ".join(f"{item} {STATUS_ITEMS[item](mailbox)}" for item in items).encode("ascii")
    session.say(b"* STATUS %b (%b)\r\n" % (astring(mutf7.encode(mailbox.name)), told))
    return ok("that is how it is")


def _status_items(arguments: Arguments) -> list[str]:
    arguments.expect(b"(")
    items: dict[str, None] = {}
    while True:
        item = arguments.keyword("a status item")
        if item not in STATUS_ITEMS:
            raise SyntaxRefused(f"I know no status item {item}")
        items[item] = None
        if arguments.skip(b")"):
            return list(items)
        arguments.space()


@command("ENABLE", (ImapState.AUTHENTICATED,), "ENABLE CONDSTORE")
def enable(session: ImapSession, arguments: Arguments) -> Reply:
    wanted: list[str] = []
    while arguments.at < len(arguments.text) or not wanted:
        arguments.space()
        wanted.append(arguments.keyword("a capability"))
    # RFC 5161 section 3.1: what isn't known, or needs no ENABLE, is passed over in silence.
    new = {name for name in map(enabled_by, wanted) if name} - session.enabled
    session.enabled |= new
    session.say(" ".join(["* ENABLED", *sorted(new)]).encode("ascii") + b"\r\n")
    return ok("enabled what I know")


@command("NAMESPACE", LOGGED_IN)
def namespace(session: ImapSession, arguments: Arguments) -> Reply:
    arguments.end()
    session.say(b'* NAMESPACE (("" "%b")) NIL NIL\r\n' % names.DELIMITER.encode("ascii"))
    return ok("all mailboxes are your own")


def only_mailbox(arguments: Arguments) -> str:
    """Read the one argument of many of these commands."""
    arguments.space()
    name = arguments.mailbox()
    arguments.end()
    return name
