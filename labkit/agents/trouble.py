"""What goes wrong for a person at a device, in one kind sentence: what happened, and what to do.

A mail library's exception is meant for programmers. Here each becomes a ``Trouble``, which carries
a Notice for the views and shows itself in a notebook as one sentence, without a traceback.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from labkit.records import Notice
from labkit.texts import Language, tell
from labkit.wire.network import NoSuchHost
from labkit.wire.outages import BlockedPort, Unreachable

MAX_REPLY = 200  # characters of a server's answer that are repeated; a longer one is cut

# By what a refusal says of itself: a reply code with its enhanced code (RFC 3463), or a response
# code in brackets (RFC 2449 section 8, RFC 3206, RFC 5530).
_SMTP_REPLIES = {
    "421 ": "busy",
    "452 4.3.1": "no_room",
    "552 5.3.4": "too_large",
    "550 5.7.1": "sender",
}
_POP3_CODES = {
    "[IN-USE]": "in_use",
    "[AUTH]": "login",
    "[SYS/TEMP]": "busy",
    "[LOGIN-DELAY]": "too_soon",
}
_IMAP_CODES = {"[OVERQUOTA]": "full", "* BYE": "busy", "[UNAVAILABLE]": "no_room"}

_CONTROLS = dict.fromkeys((*range(32), *range(127, 160)), " ")


class Trouble(Exception):
    """An action could not be done: ``notice`` says why, ``str()`` in the lab's language."""

    def __init__(self, notice: Notice, language: Language = "en") -> None:
        super().__init__(tell(language, notice))
        self.notice = notice

    def _render_traceback_(self) -> list[str]:
        """Return what IPython prints instead of a traceback."""
        return [str(self)]


@contextmanager
def explained(place: Mapping[str, str | int | Notice], language: Language) -> Iterator[None]:
    """Turn what a mail library or the network raises inside into a Trouble.

    *place* says where it happened: the values ``who``, ``host`` and ``port``.
    """
    # Slow to load, so not at the top; whoever speaks to a server has them already.
    import imaplib
    import poplib
    import smtplib

    try:
        yield
    except (OSError, smtplib.SMTPException, poplib.error_proto, imaplib.IMAP4.error) as error:
        key, reply = cause(error)
        notice = Notice(f"trouble.{key}", {**place, "reply": reply})
        raise Trouble(notice, language) from None


def cause(error: Exception) -> tuple[str, str]:
    """Return which trouble *error* is, and what the server said about it, "" if nothing."""
    import imaplib
    import poplib
    import smtplib

    if isinstance(error, smtplib.SMTPException):
        return _smtp_cause(error)
    if isinstance(error, poplib.error_proto):
        return _pop3_cause(reply_text(error.args[0] if error.args else ""))
    if isinstance(error, imaplib.IMAP4.error):
        return _imap_cause(error)
    return _network_cause(error), ""


def _network_cause(error: Exception) -> str:
    kinds = {
        Unreachable: "offline",
        BlockedPort: "blocked",
        NoSuchHost: "no_host",
        ConnectionRefusedError: "no_answer",
        TimeoutError: "no_answer",
    }
    return next((key for kind, key in kinds.items() if isinstance(error, kind)), "lost")


def _smtp_cause(error: Exception) -> tuple[str, str]:
    import smtplib

    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "recipients", refusals(error.recipients)
    if isinstance(error, smtplib.SMTPResponseException):
        reply = smtp_reply(error.smtp_code, error.smtp_error)
        login = isinstance(error, smtplib.SMTPAuthenticationError)
        return "login" if login else _known(reply, _SMTP_REPLIES), reply
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return "unsupported", reply_text(error)
    return "lost_sending", ""


def _pop3_cause(reply: str) -> tuple[str, str]:
    if not reply.startswith("-ERR"):
        return "garbled", reply
    return _known(reply, _POP3_CODES), reply


def _imap_cause(error: Exception) -> tuple[str, str]:
    import imaplib

    from imapclient.exceptions import CapabilityError, LoginError, ProtocolError

    reply = reply_text(error)
    # IMAPClient calls everything that goes wrong at LOGIN a LoginError, a cut line too; and what
    # imaplib doesn't expect, it calls an abort like that.
    if isinstance(error, imaplib.IMAP4.abort) or isinstance(error.__context__, imaplib.IMAP4.abort):
        return ("garbled", reply) if "unexpected response" in reply else ("lost", "")
    kinds = {LoginError: "login", CapabilityError: "unsupported", ProtocolError: "garbled"}
    kind = next((key for kind, key in kinds.items() if isinstance(error, kind)), "")
    return kind or _known(reply, _IMAP_CODES), reply


def _known(reply: str, codes: Mapping[str, str]) -> str:
    """Return which trouble a code in *reply* means, "refused" for none of *codes*."""
    return next((key for code, key in codes.items() if code in reply), "refused")


def refusals(refused: Mapping[str, tuple[int, bytes]]) -> str:
    """Return each refused recipient with the server's reply, one after the other."""
    return "; ".join(f"{address}: {smtp_reply(*reply)}" for address, reply in refused.items())


def reply_text(reply: object) -> str:
    """Return a server's answer as one short line. What a server says is untrusted.

    >>> reply_text(b"-ERR [IN-USE] locked\\r\\n")
    '-ERR [IN-USE] locked'
    """
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else str(reply)
    # imaplib puts bytes into an exception, and IMAPClient the repr of those into its own.
    if text[:2] in ("b'", 'b"') and text[-1:] == text[1]:
        text = text[2:-1]
    text = " ".join(text.translate(_CONTROLS).split()).encode(errors="replace").decode()
    return text if len(text) <= MAX_REPLY else f"{text[: MAX_REPLY - 1]}…"


def smtp_reply(code: int, text: object) -> str:
    """Return an SMTP reply as people are told it: "550 5.1.1 nobody here"."""
    return f"{code} {reply_text(text)}".strip()
