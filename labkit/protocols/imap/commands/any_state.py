"""Commands for every state: CAPABILITY, NOOP, LOGOUT (RFC 3501 section 6.1), ID (RFC 2971)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from labkit.protocols.imap.capabilities import capabilities
from labkit.protocols.imap.commands.table import command
from labkit.protocols.imap.grammar import Arguments
from labkit.protocols.imap.responses import Reply, SyntaxRefused, ok
from labkit.protocols.imap.states import ANY, ImapState

if TYPE_CHECKING:
    from labkit.protocols.imap.session import ImapSession

MAX_ID_FIELDS = 30  # RFC 2971 section 3.3


@command("CAPABILITY", ANY)
def capability(session: ImapSession, arguments: Arguments) -> Reply:
    arguments.end()
    session.say(f"* CAPABILITY {capabilities(session.state)}\r\n".encode("ascii"))
    return ok("that is what I can do")


@command("NOOP", ANY)
def noop(session: ImapSession, arguments: Arguments) -> Reply:
    arguments.end()
    return ok("nothing done")


@command("LOGOUT", ANY, leads_to=ImapState.LOGOUT)
def logout(session: ImapSession, arguments: Arguments) -> Reply:
    arguments.end()
    # Marked letters stay: only EXPUNGE and CLOSE remove (RFC 3501 section 6.1.3).
    session.deselect()
    session.end("see you")
    session.state = ImapState.LOGOUT
    return ok("goodbye")


@command("ID", ANY, 'ID ("name" "a mail app")')
def identify(session: ImapSession, arguments: Arguments) -> Reply:
    arguments.space()
    if not arguments.skip(b"NIL"):
        _id_fields(arguments)
    arguments.end()
    session.say(b'* ID ("name" "labkit")\r\n')
    return ok("pleased to meet you")


def _id_fields(arguments: Arguments) -> None:
    """Read the client's fields; nothing here depends on them (RFC 2971 section 1)."""
    arguments.expect(b"(")
    count = 0
    while not arguments.skip(b")"):
        if count:
            arguments.space()
        arguments.string()
        arguments.space()
        arguments.nstring()
        count += 1
        if count > MAX_ID_FIELDS:
            raise SyntaxRefused(f"ID takes at most {MAX_ID_FIELDS} fields")
