"""Keeping order in the selected mailbox: CHECK, CLOSE, EXPUNGE (RFC 3501 section 6.4), UNSELECT
(RFC 3691), UID EXPUNGE (RFC 4315 section 2.1), COPY (6.4.7), MOVE (RFC 6851)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from labkit.mail.mailbox import Entry, Mailbox
from labkit.protocols.imap.commands.append import check_keywords, target
from labkit.protocols.imap.commands.table import command
from labkit.protocols.imap.grammar import Arguments
from labkit.protocols.imap.numset import spoken
from labkit.protocols.imap.responses import Refused, Reply, ok
from labkit.protocols.imap.states import ImapState

if TYPE_CHECKING:
    from labkit.protocols.imap.session import ImapSession

_SELECTED = (ImapState.SELECTED,)


@command("CHECK", _SELECTED)
def check(session: ImapSession, arguments: Arguments) -> Reply:
    arguments.end()
    return ok("all is in place")


@command("CLOSE", _SELECTED, leads_to=ImapState.AUTHENTICATED)
def close(session: ImapSession, arguments: Arguments) -> Reply:
    arguments.end()
    view = session.selected
    # RFC 3501 section 6.4.2: what is marked goes, silently; but never after EXAMINE.
    session.deselect()
    gone = []
    if not view.read_only:
        gone = view.mailbox.expunge(view.mailbox.marked_deleted(), session)
    return ok(f"closed; letters removed: {len(gone)}")


@command("UNSELECT", _SELECTED, leads_to=ImapState.AUTHENTICATED)
def unselect(session: ImapSession, arguments: Arguments) -> Reply:
    arguments.end()
    session.deselect()
    return ok("closed, nothing removed")


@command("EXPUNGE", _SELECTED)
def expunge(session: ImapSession, arguments: Arguments) -> Reply:
    arguments.end()
    mailbox = session.writable().mailbox
    mailbox.expunge(mailbox.marked_deleted(), session)
    return ok("what was marked is gone")


@command("UID EXPUNGE", _SELECTED, "UID EXPUNGE 1:*")
def uid_expunge(session: ImapSession, arguments: Arguments) -> Reply:
    arguments.space()
    wanted = arguments.numbers()
    arguments.end()
    view = session.writable()
    marked = set(view.mailbox.marked_deleted())
    named = view.letters(view.numbers(wanted, by_uid=True))
    view.mailbox.expunge([entry for entry in named if entry in marked], session)
    return ok("what was marked and named is gone")


@command("COPY", _SELECTED, "COPY 1 Trash")
def copy(session: ImapSession, arguments: Arguments) -> Reply:
    return _copy(session, arguments, by_uid=False)


@command("UID COPY", _SELECTED, "UID COPY 1 Trash")
def uid_copy(session: ImapSession, arguments: Arguments) -> Reply:
    return _copy(session, arguments, by_uid=True)


@command("MOVE", _SELECTED, "MOVE 1 Trash")
def move(session: ImapSession, arguments: Arguments) -> Reply:
    return _move(session, arguments, by_uid=False)


@command("UID MOVE", _SELECTED, "UID MOVE 1 Trash")
def uid_move(session: ImapSession, arguments: Arguments) -> Reply:
    return _move(session, arguments, by_uid=True)


def _copy(session: ImapSession, arguments: Arguments, by_uid: bool) -> Reply:
    entries, mailbox = _letters_and_target(session, arguments, by_uid)
    if not entries:
        return ok("there is nothing to copy")
    # RFC 3501 section 6.4.7: all of them or none.
    added = mailbox.append_all([(entry.message, entry.flags) for entry in entries], session)
    return ok("copied", _copyuid(mailbox, entries, added))


def _move(session: ImapSession, arguments: Arguments, by_uid: bool) -> Reply:
    source = session.writable().mailbox
    entries, mailbox = _letters_and_target(session, arguments, by_uid)
    if not entries:
        return ok("there is nothing to move")
    added = session.store.move(entries, source, mailbox, session)
    # RFC 6851 section 4.3: said before the EXPUNGEs, a client can still match old and new.
    session.say(b"* OK [%b] moved\r\n" % _copyuid(mailbox, entries, added).encode("ascii"))
    return ok("moved")


def _letters_and_target(
    session: ImapSession, arguments: Arguments, by_uid: bool
) -> tuple[list[Entry], Mailbox]:
    arguments.space()
    wanted = arguments.numbers()
    arguments.space()
    name = arguments.mailbox()
    arguments.end()
    view = session.selected
    entries = view.letters(view.numbers(wanted, by_uid))
    if by_uid:
        entries = [entry for entry in entries if not entry.gone]
    elif any(entry.gone for entry in entries):
        # RFC 2180 section 4.4.1: the client will hear of it with the next NOOP.
        raise Refused("somebody removed one of these letters; nothing is done", "EXPUNGEISSUED")
    mailbox = target(session.store, name)
    check_keywords(mailbox, frozenset().union(*(entry.flags for entry in entries)))
    return entries, mailbox


def _copyuid(mailbox: Mailbox, entries: list[Entry], added: list[Entry]) -> str:
    old, new = (spoken(entry.uid for entry in those) for those in (entries, added))
    return f"COPYUID {mailbox.uid_validity} {old} {new}"
