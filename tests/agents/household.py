"""Servers of one provider over loopback and the little world that devices need around them."""

from __future__ import annotations

from datetime import datetime
from itertools import count

from labkit.agents.device import Device
from labkit.agents.smtp_role import Dialogue
from labkit.agents.smtp_server import LabSMTP
from labkit.agents.surroundings import Doors, Owner
from labkit.mail.account import Account
from labkit.mail.mailbox import Entry
from labkit.mail.message import Message
from labkit.mail.policy import Policy
from labkit.mail.store import MemoryStore
from labkit.protocols.imap.session import ImapSession
from labkit.protocols.pop3.session import Pop3Session
from labkit.protocols.smtp.paths import Path
from labkit.protocols.smtp.replies import Refused
from labkit.records import Notice, Protocol, RawLine
from labkit.texts import LANGUAGES, Language, tell
from labkit.wire.clock import LabClock
from labkit.wire.loop import LoopThread
from labkit.wire.shell import Shell
from labkit.wire.tcp import TcpNetwork
from labkit.wire.transcript import Transcript
from labkit.world.identity import Identity, NewLetter

KEN = Owner("ken@fuji.example", "Ken", "mountain-view", writes_to="aya@sakura.example")
DOORS = Doors(("smtp.fuji.example", 587), ("pop.fuji.example", 110), ("imap.fuji.example", 143))


MX = ("mx.fuji.example", 25)


class Counter:
    """The role of an SMTP server that keeps what is handed in: (recipients, octets)."""

    def __init__(self, house: Household, host: str, wants_login: bool) -> None:
        self.house = house
        self.host = host
        self.wants_login = wants_login
        self.policy = Policy()
        self.letters: list[tuple[tuple[str, ...], bytes]] = []

    def login(self, user: str, password: str) -> Account | None:
        return self.house.login(user, password)

    def sender(self, dialogue: Dialogue, path: Path) -> None:
        pass

    def recipient(self, dialogue: Dialogue, path: Path) -> None:
        if str(path).startswith("nobody@"):
            raise Refused(550, "5.1.1", "nobody of this name")

    def letter(self, dialogue: Dialogue, octets: bytes) -> str:
        self.letters.append((tuple(map(str, dialogue.transaction.rcpt_tos)), octets))
        return "queued"

    def ended(self, dialogue: Dialogue) -> None:
        pass


class Household:
    """Ken's provider and what a device asks of the lab (``Surroundings``).

    ``happenings`` are the events told, each with how many connections were open at that moment.
    """

    def __init__(self, language: Language = "en") -> None:
        self.thread, self.clock = LoopThread("test"), LabClock()
        self.network = TcpNetwork(self.thread, Transcript(self.clock), self.clock)
        self.account = Account(KEN.address, KEN.password, MemoryStore(count(7).__next__))
        self.counter = Counter(self, DOORS.smtp[0], wants_login=True)
        self.mx = Counter(self, MX[0], wants_login=False)
        self.devices: list[Device] = []
        self.language = language
        self.happenings: list[tuple[str, str, int]] = []
        self._identity = Identity("test")
        self.thread.run(self._open_doors())

    async def _open_doors(self) -> None:
        pop, imap, smtp = DOORS.pop, DOORS.imap, DOORS.smtp
        listen = self.network.listen
        await listen(*pop, "POP3", lambda: Shell(Pop3Session(self, hostname=pop[0])))
        await listen(
            *imap, "IMAP", lambda: Shell(ImapSession(self, hostname=imap[0], now=self.now))
        )
        await listen(*smtp, "SMTP", lambda: LabSMTP(self.counter))
        await listen(*MX, "SMTP", lambda: LabSMTP(self.mx))

    def close(self) -> None:
        for device in self.devices:
            device.hang_up()
        errors = self.thread.errors
        self.thread.run(self.network.close())
        self.thread.stop()
        assert errors == []

    # Accounts.

    def login(self, user: str, password: str) -> Account | None:
        right = (user, password) == (self.account.address, self.account.password)
        return self.account if right else None

    def find(self, address: str) -> Account | None:
        return self.account if address == self.account.address else None

    # Surroundings.

    def now(self) -> datetime:
        return self.clock.now()

    def new_letter(self, sender: str) -> NewLetter:
        return self._identity.new_letter(sender)

    def letter_of(self, message_id: str) -> str:
        return self._identity.letter_of(message_id)

    def settle(self) -> None:
        self.quiet()

    def happened(self, who: str, what: Notice) -> None:
        for language in LANGUAGES:
            assert tell(language, what)
        self.quiet()
        open_now = sum(session.ended is None for session in self.network.transcript.sessions())
        self.happenings.append((who, what.key, open_now))

    # What tests do and look at.

    def device(self, name: str, protocol: Protocol = "IMAP") -> Device:
        """Return a device of Ken's; what it leaves open is closed with the house."""
        self.devices.append(Device(name, KEN, DOORS, self, protocol))
        return self.devices[-1]

    def flags(self, shelf: str = "INBOX") -> dict[str, frozenset[str]]:
        """Return the flags of each letter on the server, by its name."""
        return {
            self.letter_of(entry.message.message_id): entry.flags for entry in self.entries(shelf)
        }

    def restore(self) -> None:
        """Bring Ken's mailboxes back from a backup: the same letters, other numbers."""
        self.thread.call(self.account.store.restored)

    def sessions(self) -> int:
        """Return how many sessions there were."""
        return len(self.network.transcript.sessions())

    def quiet(self) -> None:
        self.thread.run(self.network.drained())

    def arrive(self, text: str = "Hello", shelf: str = "INBOX") -> str:
        """File a letter from Aya and return its name."""
        new = self.new_letter("aya@sakura.example")
        octets = (
            f"From: Aya <aya@sakura.example>\r\nTo: Ken <ken@fuji.example>\r\n"
            f"Date: Mon, 06 Apr 2026 09:00:00 +0900\r\n"
            f"Subject: {new.letter}: {new.topic}\r\nMessage-ID: {new.message_id}\r\n\r\n{text}\r\n"
        ).encode()
        self.file(octets, shelf)
        return new.letter

    def file(self, octets: bytes, shelf: str = "INBOX") -> None:
        box = self.account.store.get(shelf)
        self.thread.call(box.append, Message(octets, self.now()))

    def entries(self, shelf: str = "INBOX") -> list[Entry]:
        return self.thread.call(lambda: list(self.account.store.get(shelf).entries.values()))

    def on_server(self, shelf: str = "INBOX") -> list[str]:
        return [self.letter_of(entry.message.message_id) for entry in self.entries(shelf)]

    def wire(self, session: int = -1) -> list[str]:
        """Return one session's lines as "C: QUIT"; -1 is the last session."""
        self.quiet()
        known = self.network.transcript.sessions()
        return [_line(line) for line in self.network.transcript.lines(known[session].id)]

    def said(self, session: int = -1) -> list[str]:
        """Return what the client said in a session."""
        return [line[3:] for line in self.wire(session) if line.startswith("C: ")]

    def whole_wire(self) -> list[str]:
        numbers = range(len(self.network.transcript.sessions()))
        return [line for number in numbers for line in self.wire(number)]


def _line(line: RawLine) -> str:
    lost = " (lost)" if line.lost else ""
    return f"{line.direction}: {line.octets.decode('utf-8', 'replace').rstrip()}{lost}"
