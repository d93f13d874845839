"""Commands before the login: USER, PASS (RFC 1939 section 7), AUTH (RFC 5034), UTF8 (RFC 6856)."""

from __future__ import annotations

from labkit.protocols.errors import CommandRefused, SyntaxRefused
from labkit.protocols.phrases import Phrase
from labkit.protocols.pop3.capabilities import MECHANISMS
from labkit.protocols.pop3.replies import Challenge, Reply
from labkit.protocols.pop3.sasl import plain_login
from labkit.protocols.pop3.session import Pop3Session
from labkit.protocols.pop3.states import Pop3State
from labkit.protocols.pop3.table import command, no_argument

_LOGGED_IN = {Pop3State.AUTHORIZATION: Pop3State.TRANSACTION}


@command("USER", Pop3State.AUTHORIZATION, example="USER ken@fuji.example")
def user(session: Pop3Session, argument: str) -> Reply:
    # RFC 1939 section 7 allows +OK for a name that nobody has: who guesses names learns nothing.
    name = argument.strip()
    if not name:
        raise SyntaxRefused("USER wants your mail address")
    session.user = name
    return Reply(True, "now your password, please: PASS")


@command("PASS", Pop3State.AUTHORIZATION, example="PASS secret", leads_to=_LOGGED_IN)
def password(session: Pop3Session, argument: str) -> Reply:
    # RFC 1939 section 7: all behind the first space is the password, spaces too. A USER is good
    # for one PASS.
    name, session.user = session.user, ""
    if not name:
        raise SyntaxRefused("USER comes before PASS")
    return session.log_in(name, argument)


@command("AUTH", Pop3State.AUTHORIZATION, example="AUTH PLAIN", leads_to=_LOGGED_IN)
def auth(session: Pop3Session, argument: str) -> Reply | Challenge:
    # RFC 5034 has no AUTH without a mechanism: CAPA lists them.
    mechanism, *initial = argument.split() or [""]
    if mechanism.upper() not in MECHANISMS or len(initial) > 1:
        raise CommandRefused(
            Phrase("AUTH wants one of: {mechanisms}", mechanisms=" ".join(MECHANISMS))
        )
    session.user = ""
    if not initial:
        session.exchange = plain
        return Challenge()
    # RFC 5034 section 4: "=" is an initial response that is there but empty.
    return plain(session, "" if initial[0] == "=" else initial[0])


@command("UTF8", Pop3State.AUTHORIZATION, example="UTF8")
def utf8(session: Pop3Session, argument: str) -> Reply:
    # RFC 6856 section 2.1: from here on letters with UTF-8 in their header can be fetched.
    no_argument(argument)
    session.utf8 = True
    return Reply(True, "UTF-8 it is")


def plain(session: Pop3Session, response: str) -> Reply:
    """The one step of PLAIN: the client's response decides."""
    return session.log_in(*plain_login(response))
