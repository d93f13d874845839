"""Commands before and after the login: CAPA (RFC 2449 section 5), LANG (RFC 6856 section 3) and
QUIT (RFC 1939 sections 4 and 6).
"""

from __future__ import annotations

from labkit.protocols.errors import CommandRefused
from labkit.protocols.phrases import Phrase
from labkit.protocols.pop3.capabilities import capabilities
from labkit.protocols.pop3.language import LANGUAGES, wanted
from labkit.protocols.pop3.replies import Reply, messages
from labkit.protocols.pop3.session import Pop3Session
from labkit.protocols.pop3.states import Pop3State
from labkit.protocols.pop3.table import command, no_argument

_BOTH = (Pop3State.AUTHORIZATION, Pop3State.TRANSACTION)


@command("CAPA", *_BOTH, example="CAPA")
def capa(session: Pop3Session, argument: str) -> Reply:
    no_argument(argument)
    lines = "".join(f"{capability}\r\n" for capability in capabilities(session.policy))
    return Reply(True, "this is what I can do", lines.encode("ascii"))


@command("LANG", *_BOTH, example="LANG ja")
def lang(session: Pop3Session, argument: str) -> Reply:
    if not argument.strip():
        lines = "".join(f"{language.tag} {language.name}\r\n" for language in LANGUAGES)
        return Reply(True, "these are my languages", lines.encode("utf-8"))
    language = wanted(argument.strip())
    if language is None:
        raise CommandRefused("I don't speak this language, LANG lists those I do")
    # RFC 6856 section 3.2: the new language begins with this very answer.
    session.language = language
    return Reply(True, Phrase("{tag} I speak English now", tag=language.tag))


@command(
    "QUIT",
    *_BOTH,
    example="QUIT",
    leads_to={Pop3State.AUTHORIZATION: None, Pop3State.TRANSACTION: Pop3State.UPDATE},
)
def quit_(session: Pop3Session, argument: str) -> Reply:
    no_argument(argument)
    if session.state is Pop3State.AUTHORIZATION:
        # RFC 1939 section 6: nothing was open, so there is no UPDATE.
        session.end()
        return Reply(True, Phrase("{hostname} signing off", hostname=session.hostname))
    return _update(session)


def _update(session: Pop3Session) -> Reply:
    """UPDATE: now, and only now, the marked letters go. The lock is given back either way."""
    drop = session.maildrop
    if session.policy.expire_days == 0:
        drop.mark_retrieved()
    asked, left = len(drop.marked), drop.count
    session.state = Pop3State.UPDATE
    try:
        removed_all = not asked or (session.has_its_mailbox() and drop.remove_marked(session))
    finally:
        session.end()
    if not removed_all:
        # RFC 3206 section 4: nothing that the person could change, and over at the next try.
        raise CommandRefused("some deleted messages not removed", "SYS/TEMP")
    words = "{hostname} signing off ({left} left)"
    if asked:
        words = "{hostname} signing off ({removed} removed, {left} left)"
    removed = messages(asked)
    return Reply(True, Phrase(words, hostname=session.hostname, removed=removed, left=left))
