"""What the IMAP tests share: one account, letters, sessions that are spoken to, transcripts."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from labkit.mail.account import Account
from labkit.mail.mailbox import Entry, Mailbox
from labkit.mail.message import Message
from labkit.mail.policy import Policy
from labkit.mail.store import MemoryStore
from labkit.protocols.imap.session import ImapSession

HOST = "imap.fuji.example"
NOW = datetime(2026, 2, 1, 9, 0, tzinfo=UTC)
TRANSCRIPTS = sorted((Path(__file__).parents[2] / "transcripts" / "imap").glob("*.txt"))


def letter(subject: str) -> bytes:
    return (
        f"From: Aya <aya@sakura.example>\r\nTo: ken@fuji.example\r\nSubject: {subject}\r\n"
        f"\r\nThis is {subject}.\r\n"
    ).encode()


class OneAccount:
    """Ken, whose password is "secret"; his INBOX holds letters with these subjects."""

    def __init__(self, *subjects: str) -> None:
        numbers = itertools.count(101)
        self.policy = Policy()
        self.store = MemoryStore(lambda: next(numbers), self.policy)
        self.ken = Account("ken@fuji.example", "secret", self.store)
        for subject in subjects:
            self.arrive(subject)

    def login(self, user: str, password: str) -> Account | None:
        return self.ken if (user, password) == (self.ken.address, self.ken.password) else None

    def find(self, address: str) -> Account | None:
        return self.ken if address == self.ken.address else None

    @property
    def inbox(self) -> Mailbox:
        return self.store.get("INBOX")

    def arrive(self, subject: str, flags: Iterable[str] = (), mailbox: str = "INBOX") -> Entry:
        return self.store.get(mailbox).append(Message(letter(subject), NOW), flags)

    def subjects(self, mailbox: str = "INBOX") -> list[str]:
        return [entry.message.subject for entry in self.store.get(mailbox).entries.values()]


def dialled(accounts: OneAccount) -> ImapSession:
    return ImapSession(accounts, hostname=HOST, now=lambda: NOW, policy=accounts.policy)


def connected(accounts: OneAccount) -> ImapSession:
    session = dialled(accounts)
    said(session)
    return session


def logged_in(accounts: OneAccount) -> ImapSession:
    session = connected(accounts)
    assert say(session, "a LOGIN ken@fuji.example secret").startswith("a OK")
    return session


def selected(accounts: OneAccount, how: str = "SELECT INBOX") -> ImapSession:
    session = logged_in(accounts)
    assert "\r\na OK" in say(session, f"a {how}")
    return session


def say(session: ImapSession, line: str | bytes) -> str:
    """Say a line (CRLF is added) and return all that is answered."""
    octets = line.encode() if isinstance(line, str) else line
    return told(session, octets + b"\r\n").decode("latin-1")


def told(session: ImapSession, octets: bytes) -> bytes:
    session.receive_data(octets)
    return said(session)


def said(session: ImapSession) -> bytes:
    return b"".join(iter(session.data_to_send, b""))


def ask(session: ImapSession, command: str | bytes) -> list[str]:
    """Say *command* with the tag "t" and return the lines of the answer."""
    octets = command.encode() if isinstance(command, str) else command
    return say(session, b"t " + octets).split("\r\n")[:-1]


class Conversation:
    """A transcript: "1C:" what the first session's client says, "1S:" what the server answers.

    Lines that begin with "#" are comments, or one of: "# inbox: one, two" (letters at the start),
    "# selected: 1, 2" (these sessions are logged in and have INBOX open), "# arrives: three",
    "# INBOX has: one, two" (subjects), "# gone: 1" (its connection breaks), "# closed: 1",
    "# quota: 3" (letters, or "none"), "# policy: busy", "# policy: disk full", "# policy: open"
    (neither), "# restored: all" (the backup is brought back).
    """

    def __init__(self, path: Path, chunk: int) -> None:
        self._lines = path.read_text(encoding="utf-8").splitlines()
        self._chunk = chunk
        self._accounts = OneAccount()
        self._sessions: dict[str, ImapSession] = {}
        self._answers: dict[str, bytes] = {}

    def play(self) -> None:
        for line in self._lines:
            head, _, rest = line.partition(": ")
            if line.startswith("# ") and rest:
                self._note(head[2:], rest.split(", "))
            elif line and not line.startswith("#"):
                number, direction = head.removesuffix(":")
                self._turn(number, direction, rest.encode() + b"\r\n")
        unread = {number: answer for number, answer in self._answers.items() if answer}
        assert not unread

    def _turn(self, number: str, direction: str, octets: bytes) -> None:
        session = self._session(number)
        if direction == "C":
            # The server has said all that the transcript told so far, before the client goes on.
            self._listen()
            assert not self._answers[number], f"more than was expected before {octets!r}"
            for piece in pieces(octets, self._chunk):
                session.receive_data(piece)
                self._listen()
        else:
            self._listen()
            heard = self._answers[number]
            assert heard[: len(octets)] == octets, f"{heard[:300]!r} is not {octets!r}"
            self._answers[number] = heard[len(octets) :]

    def _listen(self) -> None:
        for number, session in self._sessions.items():
            self._answers[number] += said(session)

    def _session(self, number: str) -> ImapSession:
        if number not in self._sessions:
            self._sessions[number] = dialled(self._accounts)
            self._answers[number] = b""
        return self._sessions[number]

    def _note(self, what: str, values: list[str]) -> None:
        if what in ("inbox", "arrives"):
            for subject in values:
                self._accounts.arrive(subject)
        elif what == "selected":
            for number in values:
                self._sessions[number] = selected(self._accounts)
                self._answers[number] = b""
        elif what.endswith(" has"):
            assert self._accounts.subjects(what.removesuffix(" has")) == values
        elif what.endswith(" is empty"):
            assert self._accounts.subjects(what.removesuffix(" is empty")) == []
        elif what == "gone":
            for number in values:
                self._sessions[number].connection_lost()
        elif what == "closed":
            assert all(self._sessions[number].closing for number in values)
        elif what == "quota":
            self._accounts.store.quota = None if values == ["none"] else int(values[0])
        elif what == "policy":
            self._accounts.policy.busy = {HOST} if "busy" in values else set()
            self._accounts.policy.disk_full = "disk full" in values
        elif what == "restored":
            self._accounts.store.restored()


def pieces(octets: bytes, size: int) -> Iterator[bytes]:
    for start in range(0, len(octets), size):
        yield octets[start : start + size]


def client_side(path: Path) -> bytes:
    """Return what the clients of a transcript say, one after another."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return b"".join(
        line.partition(": ")[2].encode() + b"\r\n" for line in lines if line[1:4] == "C: "
    )
