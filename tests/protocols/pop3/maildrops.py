"""Ken's maildrop, and conversations with it that are written in text files.

A conversation: ``C:`` and ``S:`` lines (``2C:`` and ``2S:`` for a second session), and lines that
begin with ``#``, of which these mean something:

    # maildrop: one, two          the letters that lie there at the start
    # letter dots: Subject: ...   another letter, escapes as in Python
    # from the greeting           else both sessions have logged in when it begins
    # left: two                   what lies there now
    # seen: two                   what carries \\Seen now
    # arrives: three / # imap removes: one
    # policy: busy, expire_days=3, login_delay=60, seen_on_retr, or nothing: the provider's rules
    # days pass: 3 / # seconds pass: 30   the clock goes on, and what has expired is removed
    # account: name password      who has this maildrop, if not Ken
    # restored / # damaged        the store comes back from a backup / has lost its INBOX
    # stays: two                  the store does not manage to remove this letter
    # eof / # cut / # closed      the client's end, the cable's, and that the server hangs up
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from labkit.mail.account import Account
from labkit.mail.expiry import expire
from labkit.mail.flags import SEEN
from labkit.mail.mailbox import Entry, Mailbox
from labkit.mail.message import Message
from labkit.mail.policy import Policy
from labkit.mail.store import MemoryStore
from labkit.protocols.pop3 import Pop3Session

USER, PASSWORD = "ken@fuji.example", "secret"
HOST = "pop.fuji.example"
GREETING = b"+OK pop.fuji.example POP3 server ready\r\n"
TRANSCRIPTS = sorted((Path(__file__).parents[2] / "transcripts/pop3").glob("*.txt"))


def letter(name: str) -> bytes:
    return f"Subject: {name}\r\n\r\nThis is {name}.\r\n".encode()


class OneAccount:
    """Accounts with Ken alone in it, a clock, and a provider's policy."""

    def __init__(self, *letters: bytes) -> None:
        numbers = count(7)
        self.policy = Policy()
        self.time = datetime(2026, 1, 5, tzinfo=UTC)
        self.store = MemoryStore(lambda: next(numbers))
        self.ken = Account(USER, PASSWORD, self.store)
        for octets in letters:
            self.add(octets)

    @property
    def inbox(self) -> Mailbox:
        return self.store.get("INBOX")

    def now(self) -> datetime:
        return self.time

    def session(self) -> Pop3Session:
        return Pop3Session(self, hostname=HOST, now=self.now, policy=self.policy)

    def login(self, user: str, password: str) -> Account | None:
        return self.ken if (user, password) == (self.ken.address, self.ken.password) else None

    def find(self, address: str) -> Account | None:
        return self.ken if address == self.ken.address else None

    def add(self, octets: bytes) -> None:
        self.inbox.append(Message(octets, self.time))

    def left(self) -> list[bytes]:
        return [entry.message.octets for entry in self.inbox.entries.values()]


class StubbornMailbox(Mailbox):
    """Removes any letter but those whose octets are in ``stays``."""

    stays: frozenset[bytes] = frozenset()

    def expunge(self, entries: Iterable[Entry], by: object = None) -> list[Entry]:
        return super().expunge([e for e in entries if e.message.octets not in self.stays], by)


def logged_in(accounts: OneAccount) -> Pop3Session:
    session = accounts.session()
    ken = accounts.ken
    said = say(session, f"USER {ken.address}\r\nPASS {ken.password}\r\n".encode())
    assert b"+OK maildrop locked" in said, said
    return session


def say(session: Pop3Session, data: bytes, chunk: int = 1 << 20) -> bytes:
    """Feed *data* in chunks and return all that the session answers."""
    said = [session.data_to_send()]
    for start in range(0, len(data), chunk):
        session.receive_data(data[start : start + chunk])
    said.extend(iter(session.data_to_send, b""))
    return b"".join(said)


class Conversation:
    """A transcript being played; it fails at the first answer that differs."""

    def __init__(self, path: Path, chunk: int) -> None:
        self._lines = [line for line in path.read_text("utf-8").splitlines() if line.strip()]
        self._chunk = chunk
        self._letters: dict[str, bytes] = {}
        self._greeting = "# from the greeting" in self._lines
        self.accounts = OneAccount()
        self._sessions: dict[str, Pop3Session] = {}

    def play(self) -> None:
        heard: dict[str, list[str]] = {}
        expected: dict[str, list[str]] = {}
        for line in [*self._lines, "# end"]:
            who, _, text = line.partition(": ")
            if line.startswith("#") or (who.endswith("C") and any(expected.values())):
                self._exchange(heard, expected)
                heard, expected = {}, {}
            if line.startswith("#"):
                self._act(who[2:], text)
            elif who.endswith("C"):
                heard.setdefault(who[:-1], []).append(text)
            else:
                expected.setdefault(who[:-1], []).append(text)

    def _session(self, name: str) -> Pop3Session:
        if name not in self._sessions:
            open_one = self.accounts.session if self._greeting else self._logged_in
            self._sessions[name] = open_one()
        return self._sessions[name]

    def _logged_in(self) -> Pop3Session:
        return logged_in(self.accounts)

    def _exchange(self, heard: dict[str, list[str]], expected: dict[str, list[str]]) -> None:
        for name in dict.fromkeys([*heard, *expected]):
            data = "".join(f"{line}\r\n" for line in heard.get(name, []))
            said = say(self._session(name), data.encode(), self._chunk)
            assert said.decode().split("\r\n")[:-1] == expected.get(name, []), heard

    def _act(self, what: str, text: str) -> None:
        names = [name.strip() for name in text.split(",")] if text else []
        if what.startswith("letter "):
            self._letters[what.removeprefix("letter ")] = (
                text.encode().decode("unicode_escape").encode("latin-1")
            )
        elif what in ("maildrop", "arrives"):
            for name in names:
                self.accounts.add(self._octets(name))
        elif what == "imap removes":
            self._imap_removes({self._octets(name) for name in names})
        elif what in ("left", "left:"):
            assert self.accounts.left() == [self._octets(name) for name in names]
        elif what in ("seen", "seen:"):
            entries = self.accounts.inbox.entries.values()
            seen = [entry.message.octets for entry in entries if SEEN in entry.flags]
            assert seen == [self._octets(name) for name in names]
        elif what == "eof":
            self._session("").receive_eof()
        elif what == "cut":
            self._session("").connection_lost()
        elif what == "closed":
            assert self._session("").closing
        else:
            self._happens(what, names)

    def _happens(self, what: str, names: list[str]) -> None:
        accounts = self.accounts
        if what in ("policy", "policy:"):
            self._decide(names)
        elif what in ("days pass", "seconds pass"):
            accounts.time += timedelta(**{what.split()[0]: int(names[0])})
            expire(accounts.store, accounts.time, accounts.policy.expire_days)
        elif what == "account":
            accounts.ken.address, accounts.ken.password = names[0].split(" ", 1)
        elif what == "restored":
            accounts.store.restored()
        elif what == "damaged":
            del accounts.store._mailboxes["INBOX"]
        elif what == "stays":
            stubborn = StubbornMailbox("INBOX", 9)
            stubborn.stays = frozenset(map(self._octets, names))
            for octets in accounts.left():
                stubborn.append(Message(octets, accounts.time))
            accounts.store._mailboxes["INBOX"] = stubborn

    def _decide(self, rules: list[str]) -> None:
        policy = self.accounts.policy
        policy.reset()
        for rule in rules:
            name, _, value = rule.partition("=")
            if name == "busy":
                policy.busy.add(HOST)
            else:
                setattr(policy, name, int(value) if value else True)

    def _octets(self, name: str) -> bytes:
        return self._letters.get(name, letter(name))

    def _imap_removes(self, octets: set[bytes]) -> None:
        entries = self.accounts.inbox.entries.values()
        self.accounts.inbox.expunge([e for e in entries if e.message.octets in octets])


def sentences(path: Path) -> Iterator[bytes]:
    """Yield what the client says in a transcript, as one dialogue."""
    lines = path.read_text("utf-8").splitlines()
    yield "".join(f"{line[3:]}\r\n" for line in lines if line.startswith("C: ")).encode()
