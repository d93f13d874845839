"""Commands before and after the login: CAPA (RFC 2449 section 5) and QUIT (RFC 1939 4, 6)."""

from __future__ import annotations

from labkit.protocols.errors import CommandRefused
from labkit.protocols.pop3.capabilities import CAPABILITIES
from labkit.protocols.pop3.replies import Reply, messages
from labkit.protocols.pop3.session import Pop3Session
from labkit.protocols.pop3.states import Pop3State
from labkit.protocols.pop3.table import command, no_argument

_BOTH = (Pop3State.AUTHORIZATION, Pop3State.TRANSACTION)


@command("CAPA", *_BOTH, example="CAPA")
def capa(session: Pop3Session, argument: str) -> Reply:
    no_argument(argument)
    lines = "".join(f"{capability}\r\n" for capability in CAPABILITIES)
    return Reply(True, "this is what I can do", lines.encode("ascii"))


@command("QUIT", *_BOTH, example="QUIT")
def quit_(session: Pop3Session, argument: str) -> Reply:
    no_argument(argument)
    if session.state is Pop3State.AUTHORIZATION:
        # RFC 1939 section 6: nothing was open, so there is no UPDATE.
        session.end()
        return Reply(True, f"{session.hostname} signing off")
    return _update(session)


def _update(session: Pop3Session) -> Reply:
    """UPDATE: now, and only now, the marked letters go. The lock is given back either way."""
    drop = session.maildrop
    asked, left = len(drop.marked), drop.count
    session.state = Pop3State.UPDATE
    try:
        removed_all = drop.remove_marked(session)
    finally:
        session.end()
    if not removed_all:
        raise CommandRefused("some deleted messages not removed")
    removed = f"{messages(asked)} removed, " if asked else ""
    return Reply(True, f"{session.hostname} signing off ({removed}{left} left)")
