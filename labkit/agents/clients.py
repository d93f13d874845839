"""The mail libraries that people really use, and the one hook of each that leads them into the lab.

smtplib, poplib and IMAPClient keep the real names and ports; where they would open a socket, they
dial through the lab's network. What they would draw at random or ask the machine (imaplib's tags,
smtplib's EHLO name) is fixed, so that a transcript is the same everywhere.

Imported where a device needs it and not before: these libraries take a while to load.
"""

from __future__ import annotations

import imaplib
import logging
import poplib
import smtplib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import wraps
from typing import ParamSpec, Protocol, TypeVar

import imapclient
from imapclient.exceptions import ProtocolError
from imapclient.response_parser import parse_fetch_response

from labkit.wire.link import Cut
from labkit.wire.network import Network

# poplib refuses lines over 2,048 octets, as RFC 1939 expects none; letters in the wild have them
# (HTML in one line), and a mail app must show those too.
MAX_POP3_LINE = 1024 * 1024
TAG = b"a"  # imaplib numbers its commands behind it: a0, a1, ...
TIMEOUT = 10.0  # seconds that IMAPClient waits for an answer; it sets its own on our socket


P = ParamSpec("P")
T = TypeVar("T")

# IMAPClient logs warnings of its own; without a handler Python would print them in the notebook.
logging.getLogger("imapclient").addHandler(logging.NullHandler())


class Connection(Protocol):
    """The socket that the network gives. The libraries use it; here it is only closed."""

    def close(self) -> None:
        """Hang up."""


@dataclass(frozen=True, slots=True)
class Line:
    """A caller's way to one server: *who* dials *host* at the role's *port*."""

    network: Network
    who: str
    host: str
    port: int
    cut: Cut | None = None
    reached: Callable[[], None] | None = None  # called when somebody has picked up

    @contextmanager
    def dialled(self) -> Iterator[Connection]:
        """Give a connected socket, closed at the end whatever happened to it."""
        connection = self.network.dial(self.who, self.host, self.port, self.cut)
        try:
            if self.reached is not None:
                self.reached()
            yield connection
        finally:
            # A library that fails in its constructor leaves it open. Never a QUIT or LOGOUT here:
            # after an interruption a goodbye would carry out what was only begun.
            connection.close()


class _Smtp(smtplib.SMTP):
    def __init__(self, connection: Connection, line: Line, ehlo: str) -> None:
        self._connection = connection
        super().__init__(line.host, line.port, local_hostname=ehlo)

    def putcmd(self, cmd: str, args: str = "") -> None:
        # smtplib says "mail FROM:" or, from Python 3.13 on, "mail from:"; books say "MAIL FROM:".
        # All the same to a server (RFC 5321 section 2.4), but not to a transcript.
        cmd = cmd.upper()
        if cmd in ("MAIL", "RCPT"):
            word, colon, path = args.partition(":")
            args = word.upper() + colon + path
        super().putcmd(cmd, args)

    def _get_socket(self, host: str, port: int, timeout: float) -> Connection:
        return self._connection


class _Pop3(poplib.POP3):
    def __init__(self, connection: Connection, line: Line) -> None:
        self._connection = connection
        try:
            super().__init__(line.host, line.port)
        except BaseException:
            # No greeting: poplib leaves its file open, and that keeps the socket open.
            self.file.close()
            raise

    def _create_socket(self, timeout: float) -> Connection:
        return self._connection

    def _getline(self) -> tuple[bytes, int]:
        line = self.file.readline(MAX_POP3_LINE + 1)
        if len(line) > MAX_POP3_LINE:
            raise poplib.error_proto("line too long")
        if not line.endswith(b"\n"):
            raise ConnectionResetError("the connection ended within a line, or before one")
        return line[:-1].removesuffix(b"\r"), len(line)


class _Imap4(imaplib.IMAP4):
    # imaplib draws a prefix when it connects; a property of the class has the last word.
    tagpre = property(lambda self: TAG, lambda self, drawn: None)

    def __init__(self, connection: Connection, line: Line) -> None:
        self._connection = connection
        self.heard = 0  # octets
        super().__init__(line.host, line.port)

    def read(self, size: int) -> bytes:
        octets = super().read(size)
        self.heard += len(octets)
        return octets

    def readline(self) -> bytes:
        octets = super().readline()
        self.heard += len(octets)
        return octets

    def _create_socket(self, timeout: float | None) -> Connection:
        return self._connection


def _understood(method: Callable[P, T]) -> Callable[P, T]:
    """Let *method* raise ProtocolError where the library trips over an answer that isn't IMAP."""

    @wraps(method)
    def call(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return method(*args, **kwargs)
        except (ValueError, TypeError, AttributeError, LookupError) as error:
            raise ProtocolError(str(error)) from error

    return call


class ImapClient(imapclient.IMAPClient):
    """IMAPClient on a line of the lab's."""

    fetch = _understood(imapclient.IMAPClient.fetch)
    add_flags = _understood(imapclient.IMAPClient.add_flags)
    remove_flags = _understood(imapclient.IMAPClient.remove_flags)
    append = _understood(imapclient.IMAPClient.append)
    create_folder = _understood(imapclient.IMAPClient.create_folder)
    move = _understood(imapclient.IMAPClient.move)
    uid_expunge = _understood(imapclient.IMAPClient.uid_expunge)

    @_understood
    def __init__(self, connection: Connection, line: Line) -> None:
        self._connection, self._line = connection, line
        self.selected = ""  # the mailbox that is open
        self._waits = False  # in IDLE
        super().__init__(line.host, line.port, ssl=False, timeout=TIMEOUT)
        # IMAPClient lets imaplib format every octet for a log that nobody reads here.
        self._imap.debug = 0

    def _create_IMAP4(self) -> imaplib.IMAP4:
        return _Imap4(self._connection, self._line)

    @_understood
    def login(self, username: str, password: str) -> object:
        answer = super().login(username, password)
        # The server's OK tells what it can do now. IMAPClient reads that only here, without
        # asking; after SELECT it would have to ask again.
        self.capabilities()
        return answer

    def has_news(self) -> bool:
        """Whether the server has said what nobody has heard yet, or has hung up."""
        said = self._line.network.said_to(self._connection)
        return said is None or said > self._imap.heard

    @_understood
    def select_folder(self, folder: str, readonly: bool = False) -> dict[bytes, object]:
        self.selected = ""
        answer: dict[bytes, object] = super().select_folder(folder, readonly)
        self.selected = folder
        return answer

    @staticmethod
    def goes_on_after(error: BaseException) -> bool:
        """Whether *error* is a refusal, NO or BAD: the session is none the worse for it."""
        broken = (imaplib.IMAP4.abort, ProtocolError)
        return isinstance(error, imaplib.IMAP4.error) and not isinstance(error, broken)

    @_understood
    def wait(self) -> None:
        """Wait for news of the mailbox that is open (IDLE, RFC 2177)."""
        self.idle()
        self._waits = True

    @_understood
    def catch_up(self) -> None:
        """Hear of what has come since the last command: by IDLE's end, else by asking.

        New letters count only from then on: RFC 3501 section 6.1.2.
        """
        if not self._stop_waiting() and self.selected:
            self.noop()

    def _stop_waiting(self) -> bool:
        waits, self._waits = self._waits, False
        if waits:
            self.idle_done()
        return waits

    @_understood
    def logout(self) -> object:
        self._stop_waiting()
        return super().logout()

    @_understood
    def folder_names(self) -> list[str]:
        """Return the mailboxes that can be opened, INBOX first."""
        found = [name for flags, _, name in self.list_folders() if b"\\Noselect" not in flags]
        return sorted(found, key=lambda name: (name != "INBOX", name))

    @_understood
    def flags_of_all(self) -> dict[int, tuple[bytes, ...]]:
        """Return the flags of every letter in the selected mailbox, by UID."""
        answer = self._of_all("(FLAGS)")
        return {uid: tuple(items.get(b"FLAGS", ())) for uid, items in answer.items()}

    @_understood
    def message_ids(self) -> dict[int, bytes]:
        """Return the Message-ID field of every letter in the selected mailbox, by UID."""
        answer = self._of_all("(BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)])")
        item = b"BODY[HEADER.FIELDS (MESSAGE-ID)]"
        return {uid: items.get(item, b"") for uid, items in answer.items()}

    def _of_all(self, items: str) -> dict[int, dict[bytes, object]]:
        # IMAPClient's ``fetch`` takes lists of numbers only (4.1.0); "1:*" is what mail apps say.
        kind, rows = self._imap.uid("FETCH", "1:*", items)
        if kind != "OK":
            raise imaplib.IMAP4.error(rows[-1])
        # imaplib mixes in what the server has told unasked. That has a sequence number but no UID
        # (RFC 3501 section 7.4.2), and must not be taken for the letter with this UID.
        answer = parse_fetch_response(rows, uid_is_key=False).values()
        return {each[b"UID"]: each for each in answer if b"UID" in each}


@contextmanager
def smtp(line: Line, ehlo: str) -> Iterator[smtplib.SMTP]:
    """Give a client that has heard the greeting; it says QUIT at the end, after a refusal too."""
    with line.dialled() as connection, closing(_Smtp(connection, line, ehlo)) as client:
        try:
            yield client
        except smtplib.SMTPException:  # RFC 5321 section 4.1.1.10: "even if there was an error"
            _quit(client)
            raise
        _quit(client)


def _quit(client: smtplib.SMTP) -> None:
    # RFC 5321 section 4.1.1.5: a connection that ends without it is as good. What has got its
    # 250 was taken, and who thought otherwise would send it twice.
    with suppress(OSError):
        client.quit()


@contextmanager
def pop3(line: Line) -> Iterator[poplib.POP3]:
    """Give a client that has heard the greeting; it says QUIT at the end if all went well."""
    with line.dialled() as connection:
        client = _Pop3(connection, line)
        try:
            yield client
            client.quit()
        finally:
            with suppress(OSError):  # a lab that was thrown away takes its sockets along
                client.close()


@contextmanager
def imap(line: Line) -> Iterator[ImapClient]:
    """Give a client that has heard the greeting; it says LOGOUT at the end if all went well."""
    with line.dialled() as connection:
        client = ImapClient(connection, line)
        try:
            yield client
            client.logout()
        except BaseException:
            with suppress(OSError):  # a lab that was thrown away takes its sockets along
                client.shutdown()
            raise
