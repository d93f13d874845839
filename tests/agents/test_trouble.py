"""Every failure becomes one kind sentence: what happened, what to do."""

from __future__ import annotations

import imaplib
import io
import poplib
import smtplib
from contextlib import redirect_stdout
from pathlib import Path

import pytest
from imapclient.exceptions import CapabilityError, LoginError, ProtocolError

from labkit.agents.trouble import MAX_REPLY, Trouble, cause, explained, reply_text, smtp_reply
from labkit.records import Notice
from labkit.texts import LANGUAGES, Language, catalogue
from labkit.wire.network import NoSuchHost
from labkit.wire.outages import BlockedPort, Unreachable

PLACE = {"who": "phone", "host": "imap.fuji.example", "port": 143}

CAUSES = [
    (Unreachable("unplugged"), "offline", ""),
    (NoSuchHost("?"), "no_host", ""),
    (ConnectionRefusedError(), "no_answer", ""),
    (TimeoutError(), "no_answer", ""),
    (ConnectionResetError(), "lost", ""),
    (BrokenPipeError(), "lost", ""),
    (smtplib.SMTPServerDisconnected("gone"), "lost_sending", ""),
    (smtplib.SMTPAuthenticationError(535, b"5.7.8 no"), "login", "535 5.7.8 no"),
    (smtplib.SMTPRecipientsRefused({"a@x": (550, b"5.1.1 no")}), "recipients", "a@x: 550 5.1.1 no"),
    (BlockedPort("port 25"), "blocked", ""),
    (smtplib.SMTPSenderRefused(550, b"5.7.1 no", "a@x"), "sender", "550 5.7.1 no"),
    (smtplib.SMTPSenderRefused(530, b"5.7.0 log in", "a@x"), "refused", "530 5.7.0 log in"),
    (smtplib.SMTPDataError(552, b"5.3.4 too big"), "too_large", "552 5.3.4 too big"),
    (smtplib.SMTPDataError(452, b"4.3.1 no room"), "no_room", "452 4.3.1 no room"),
    (smtplib.SMTPConnectError(421, b"4.3.2 busy"), "busy", "421 4.3.2 busy"),
    (smtplib.SMTPConnectError(554, b"go away"), "refused", "554 go away"),
    (smtplib.SMTPNotSupportedError("no SMTPUTF8"), "unsupported", "no SMTPUTF8"),
    (poplib.error_proto(b"-ERR [IN-USE] locked"), "in_use", "-ERR [IN-USE] locked"),
    (poplib.error_proto(b"-ERR [AUTH] wrong"), "login", "-ERR [AUTH] wrong"),
    (poplib.error_proto(b"-ERR [SYS/TEMP] busy"), "busy", "-ERR [SYS/TEMP] busy"),
    (poplib.error_proto(b"-ERR [LOGIN-DELAY] wait"), "too_soon", "-ERR [LOGIN-DELAY] wait"),
    (poplib.error_proto(b"-ERR no such message"), "refused", "-ERR no such message"),
    (poplib.error_proto("line too long"), "garbled", "line too long"),
    (imaplib.IMAP4.abort("socket error: EOF"), "lost", ""),
    (imaplib.IMAP4.abort("unexpected response: b'?'"), "garbled", "unexpected response: b'?'"),
    (LoginError("b'[AUTHENTICATIONFAILED] no'"), "login", "[AUTHENTICATIONFAILED] no"),
    (CapabilityError("no MOVE"), "unsupported", "no MOVE"),
    (ProtocolError("what?"), "garbled", "what?"),
    (imaplib.IMAP4.error("* BYE [UNAVAILABLE] busy"), "busy", "* BYE [UNAVAILABLE] busy"),
    (imaplib.IMAP4.error("append failed: [OVERQUOTA]"), "full", "append failed: [OVERQUOTA]"),
    (imaplib.IMAP4.error("append: [UNAVAILABLE]"), "no_room", "append: [UNAVAILABLE]"),
    (imaplib.IMAP4.error("move failed: [TRYCREATE]"), "refused", "move failed: [TRYCREATE]"),
]


@pytest.mark.parametrize(("error", "key", "reply"), CAUSES, ids=[repr(c[0])[:40] for c in CAUSES])
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_failure_has_its_sentence(
    error: Exception, key: str, reply: str, language: Language
) -> None:
    assert cause(error) == (key, reply)
    with pytest.raises(Trouble) as caught, explained(PLACE, language):
        raise error
    assert caught.value.notice == Notice(f"trouble.{key}", {**PLACE, "reply": reply})
    assert reply in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_line_cut_at_login_is_no_wrong_password() -> None:
    error = LoginError("socket error: EOF")
    error.__context__ = imaplib.IMAP4.abort("socket error: EOF")
    assert cause(error) == ("lost", "")


def test_a_bug_of_ours_stays_one() -> None:
    with pytest.raises(ZeroDivisionError), explained(PLACE, "en"):
        raise ZeroDivisionError


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (b"-ERR no\r\n", "-ERR no"),
        ("b'quoted twice'", "quoted twice"),
        (b"two\r\nlines", "two lines"),
        (b"\xff\x1b[31mred\x9b", "�\x5b31mred".replace("\x5b", " [") + "�"),
        ("a" * 300, "a" * (MAX_REPLY - 1) + "…"),
        (b"", ""),
    ],
)
def test_what_a_server_says_is_one_short_line(said: object, told: str) -> None:
    assert reply_text(said) == told


def test_an_smtp_reply_is_told_with_its_code() -> None:
    assert smtp_reply(550, b"5.1.1 nobody\n5.1.1 here") == "550 5.1.1 nobody 5.1.1 here"
    assert smtp_reply(421, b"") == "421"


def test_a_notebook_shows_one_sentence_and_no_traceback(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    from IPython.core.interactiveshell import InteractiveShell

    shell = InteractiveShell(history_length=0)
    shell.user_ns["trouble"] = Trouble(Notice("trouble.no_recipient"))
    printed = io.StringIO()
    with redirect_stdout(printed):
        result = shell.run_cell("raise trouble")
    assert isinstance(result.error_in_exec, Trouble)
    assert printed.getvalue().strip() == catalogue("en")["trouble.no_recipient"]
