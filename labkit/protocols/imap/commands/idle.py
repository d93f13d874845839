"""IDLE, RFC 2177: wait on an open line; the server says at once what changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from labkit.protocols.imap.commands.table import command
from labkit.protocols.imap.grammar import Arguments
from labkit.protocols.imap.responses import Continuation, Reply, SyntaxRefused, ok
from labkit.protocols.imap.states import LOGGED_IN

if TYPE_CHECKING:
    from labkit.protocols.imap.session import ImapSession


@command("IDLE", LOGGED_IN)
def idle(session: ImapSession, arguments: Arguments) -> Continuation:
    arguments.end()
    return Continuation(b"waiting with you; say DONE to go on", _done, idle=True)


def _done(line: bytes) -> Reply:
    if line.upper() != b"DONE":
        raise SyntaxRefused("IDLE ends with the word DONE")
    return ok("no longer waiting")
