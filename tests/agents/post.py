"""Two providers with real servers on loopback: sakura hands letters in and relays, fuji takes."""

from __future__ import annotations

import base64
import itertools
import smtplib
import socket
from datetime import datetime, timedelta
from typing import Any

from labkit.agents.delivery import Delivery
from labkit.agents.mail_exchanger import MailExchanger
from labkit.agents.relay import Relay
from labkit.agents.returns import Returns
from labkit.agents.routes import Route, Routes
from labkit.agents.submission import Submission
from labkit.mail.mailbox import Entry
from labkit.records import Hop
from labkit.wire.clock import LabClock
from labkit.wire.loop import LoopThread
from labkit.wire.tcp import TcpNetwork
from labkit.wire.transcript import Transcript
from labkit.world.directory import Directory
from labkit.world.scene import FUJI, SAKURA

SMTP, MX, MX2 = "smtp.sakura.example", "mx.fuji.example", "mx2.fuji.example"
MX_HOME = "mx.sakura.example"
AYA, KEN, MIKA = "aya@sakura.example", "ken@fuji.example", "mika@fuji.example"
PASSWORD = "cherry-blossom"
PLAIN = base64.b64encode(f"\0{AYA}\0{PASSWORD}".encode()).decode()
LETTER = (
    b"From: Aya <aya@sakura.example>\r\nTo: ken@fuji.example\r\nSubject: A: picnic\r\n"
    b"Date: Mon, 06 Apr 2026 09:00:00 +0900\r\nMessage-ID: <a1@sakura.example>\r\n"
    b"\r\nTea at three?\r\n.\r\n..\r\n"
)


class Post:
    """The two providers, the clock, and all hops; close it in the end."""

    def __init__(self, up: tuple[str, ...] = (SMTP, MX)) -> None:
        self.thread = LoopThread("test")
        self.clock = LabClock()
        self.network = TcpNetwork(self.thread, Transcript(self.clock), self.clock)
        self.hops: list[Hop] = []
        self.sakura, self.fuji = Directory(SAKURA), Directory(FUJI)
        self.ids = map("Q{:03d}".format, itertools.count(1))
        self.routes = Routes([Route(FUJI.name, MX), Route(SAKURA.name, MX_HOME)])
        errors = map("error-{}".format, itertools.count(1)).__next__
        times = (self.clock.now, self.ids.__next__, errors, lambda: "en")
        self.relay = self.thread.call(
            lambda: Relay(
                SMTP,
                self.network,
                self.routes,
                self.clock.now,
                self.hops.append,
                Returns(SMTP, *times),
            )
        )
        # Fuji has no relay here: error mails of its MX go out by sakura's.
        self.deliveries = {
            host: Delivery(
                host,
                directory,
                self.clock.now,
                self.hops.append,
                Returns(host, *times, "mx"),
                self.relay.send,
            )
            for host, directory in ((MX, self.fuji), (MX2, self.fuji), (MX_HOME, self.sakura))
        }
        self.submission = Submission(
            SMTP,
            (SAKURA.name,),
            (SAKURA.name, FUJI.name),
            self.sakura,
            self.relay,
            self.clock.now,
            self.ids.__next__,
            self.hops.append,
            self.sakura.policy,
        )
        self.roles: dict[str, tuple[int, Any]] = {
            SMTP: (587, self.submission),
            MX: (25, self.exchanger(MX, self.fuji)),
            MX2: (25, self.exchanger(MX2, self.fuji)),
            MX_HOME: (25, self.exchanger(MX_HOME, self.sakura)),
        }
        for host in up:
            self.start(host)

    def exchanger(self, host: str, directory: Directory) -> MailExchanger:
        return MailExchanger(
            host,
            (directory.domain.name,),
            directory,
            self.clock.now,
            self.ids.__next__,
            self.deliveries[host],
            directory.policy,
        )

    def start(self, host: str) -> None:
        port, role = self.roles[host]
        self.thread.run(self.network.listen(host, port, "SMTP", role.protocol))

    def stop(self, host: str) -> None:
        """Take *host* down: nobody can connect any more."""
        door = self.network._doors.pop((host, self.roles[host][0]))
        self.thread.call(door.server.close)

    def dial(self, host: str, who: str = "pc") -> socket.socket:
        return self.network.dial(who, host, self.roles[host][0])

    def client(self, host: str) -> smtplib.SMTP:
        """Return smtplib's client, connected to *host* and greeted."""
        return _Client(self.dial(host))

    def aya(self) -> smtplib.SMTP:
        """Return a client with which Aya has logged in."""
        client = self.client(SMTP)
        client.login(AYA, PASSWORD)
        return client

    def settle(self) -> None:
        self.thread.run(self.network.drained())
        self.thread.run(self.relay.settle())

    def wait(self, **duration: float) -> None:
        """Move the clock on and let the relay work at each due time on the way."""
        end = self.clock.now() + timedelta(**duration)
        while (due := self._next_due()) is not None and due <= end:
            if due > self.clock.now():
                self.clock.advance(due - self.clock.now())
            self.thread.run(self.relay.attempt_due())
            for delivery in self.deliveries.values():
                self.thread.call(delivery.attempt_due)
        if end > self.clock.now():
            self.clock.advance(end - self.clock.now())

    def _next_due(self) -> datetime | None:
        due = [each.next_due for each in (self.relay, *self.deliveries.values())]
        return min((each for each in due if each is not None), default=None)

    def inbox(self, address: str) -> list[Entry]:
        directory = self.fuji if address.endswith(FUJI.name) else self.sakura
        account = directory.find(address)
        assert account is not None
        return list(account.store.get("INBOX").entries.values())

    def close(self) -> None:
        self.thread.run(self.relay.close())
        self.thread.run(self.network.close())
        self.thread.stop()
        errors = self.thread.errors
        assert errors == [], errors


class _Client(smtplib.SMTP):
    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        super().__init__("lab", 25, local_hostname="pc.sakura.example")

    def _get_socket(self, *_: object) -> socket.socket:
        return self._connection
