"""Logging in: LOGIN (RFC 3501 section 6.2.3), AUTHENTICATE PLAIN (6.2.2, RFC 4616, RFC 4959).

plain = [authzid] NUL authcid NUL password          ; in base64, on a line of its own
"""

from __future__ import annotations

import binascii
from collections.abc import Callable
from typing import TYPE_CHECKING

from labkit.protocols.imap.capabilities import capabilities
from labkit.protocols.imap.commands.table import command
from labkit.protocols.imap.grammar import Arguments
from labkit.protocols.imap.responses import Continuation, Refused, Reply, SyntaxRefused, ok
from labkit.protocols.imap.states import ImapState

if TYPE_CHECKING:
    from labkit.protocols.imap.session import ImapSession

_BEFORE_LOGIN = (ImapState.NOT_AUTHENTICATED,)


@command("LOGIN", _BEFORE_LOGIN, "LOGIN nobody wrong", leads_to=ImapState.AUTHENTICATED)
def login(session: ImapSession, arguments: Arguments) -> Reply:
    arguments.space()
    user = arguments.astring()
    arguments.space()
    password = arguments.astring()
    arguments.end()
    return _enter(session, user, password)


@command(
    "AUTHENTICATE",
    _BEFORE_LOGIN,
    "AUTHENTICATE PLAIN AG5vYm9keQB3cm9uZw==",
    leads_to=ImapState.AUTHENTICATED,
)
def authenticate(session: ImapSession, arguments: Arguments) -> Reply | Continuation:
    arguments.space()
    mechanism = MECHANISMS.get(arguments.keyword("a mechanism"))
    if mechanism is None:
        raise Refused("this way of logging in isn't offered; PLAIN is", "CANNOT")
    if arguments.at < len(arguments.text):
        arguments.space()
        # RFC 4959 section 3: "=" stands for an initial response that is empty.
        first = arguments.rest()
        return mechanism(session, b"" if first == b"=" else _decoded(first))
    arguments.end()
    return Continuation(b"", lambda line: mechanism(session, _decoded(line)))


def plain(session: ImapSession, response: bytes) -> Reply:
    """RFC 4616: name and password in one message."""
    parts = response.split(b"\0")
    if len(parts) != 3:
        raise SyntaxRefused("PLAIN wants three parts between NULs")
    authorize_as, user, password = parts
    if authorize_as and authorize_as.lower() != user.lower():
        raise Refused("nobody may log in for somebody else here", "AUTHORIZATIONFAILED")
    return _enter(session, user, password)


MECHANISMS: dict[str, Callable[[ImapSession, bytes], Reply]] = {"PLAIN": plain}


def _enter(session: ImapSession, user: bytes, password: bytes) -> Reply:
    try:
        account = session.accounts.login(user.decode("utf-8"), password.decode("utf-8"))
    except UnicodeDecodeError:
        account = None
    if account is None:
        raise Refused("user or password is wrong", "AUTHENTICATIONFAILED")
    session.login(account)
    return ok("welcome", f"CAPABILITY {capabilities(session.state)}")


def _decoded(line: bytes) -> bytes:
    if line == b"*":
        raise SyntaxRefused("cancelled, as you wished")  # RFC 3501 section 6.2.2: BAD
    try:
        return binascii.a2b_base64(line, strict_mode=True)
    except ValueError as error:
        raise SyntaxRefused("this isn't base64") from error
