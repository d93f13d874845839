"""The network of loopback TCP: real sockets on 127.0.0.1, ports as the system gives them.

A caller binds before it connects, so the server knows by the caller's port who is there, before
the first octet: that is how a session gets its name and its cable's faults.
"""

from __future__ import annotations

import asyncio
import socket
import weakref
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from labkit.records import Protocol
from labkit.wire.by_hand import HandLine
from labkit.wire.clock import Clock
from labkit.wire.link import Blade, Cut, Link
from labkit.wire.loop import LoopThread
from labkit.wire.network import NoSuchHost
from labkit.wire.outages import DIAL_PATIENCE, BlockedPort, Outages
from labkit.wire.tap import Tap
from labkit.wire.transcript import Transcript

LOOPBACK = "127.0.0.1"
CLIENT_TIMEOUT = 10.0  # seconds a blocking client waits for a reply before it gives up
DRAIN_TIMEOUT = 5.0
GUEST = "guest"  # a program that came by itself, not one of the lab's


@dataclass(frozen=True, slots=True)
class _Caller:
    who: str
    cut: Cut | None
    socket: weakref.ref[socket.socket]


@dataclass(frozen=True, slots=True)
class _Door:
    """One listening host and role port."""

    host: str
    port: int
    protocol: Protocol
    server: asyncio.Server

    @property
    def address(self) -> tuple[str, int]:
        host, port = self.server.sockets[0].getsockname()[:2]
        return host, port


class TcpNetwork:
    """Doors and connections of one lab; everything but ``dial`` belongs to *thread*."""

    def __init__(self, thread: LoopThread, transcript: Transcript, clock: Clock) -> None:
        self.thread = thread
        self.transcript = transcript
        self.clock = clock
        self.connections: dict[int, _Connection] = {}  # by session
        self.on_end: Callable[[], None] = _nothing  # called when a connection has ended
        self._doors: dict[tuple[str, int], _Door] = {}
        self.outages = Outages()
        self._callers: dict[int, _Caller] = {}  # by the caller's own port
        self._changed = asyncio.Event()  # a connection began or ended

    async def listen(
        self,
        host: str,
        port: int,
        protocol: Protocol,
        factory: Callable[[], asyncio.Protocol],
    ) -> None:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(
            lambda: _Connection(self, (host, port, protocol), Tap(factory(), self.transcript)),
            LOOPBACK,
            0,
            backlog=1024,
        )
        self._doors[host, port] = _Door(host, port, protocol, server)

    def address(self, host: str, port: int) -> tuple[str, int]:
        """Return where *host*'s role *port* really listens; raise NoSuchHost."""
        door = self._doors.get((host, port))
        if door is None:
            raise NoSuchHost(f"no server {host} on port {port} in this lab")
        return door.address

    def dial(self, who: str, host: str, port: int, cut: Cut | None = None) -> socket.socket:
        try:
            self.outages.check(who, host, port)
        except BlockedPort:
            self.thread.call(self.clock.waited, DIAL_PATIENCE)
            raise
        connection, address = self._ready_to_connect(who, host, port, cut)
        connection.settimeout(CLIENT_TIMEOUT)
        try:
            connection.connect(address)
        except BaseException:
            self._give_up(connection)
            raise
        return connection

    async def connect(
        self, who: str, host: str, port: int, limit: int
    ) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        connection = await self._connected(who, host, port)
        try:
            return await asyncio.open_connection(sock=connection, limit=limit)
        except BaseException:
            self._give_up(connection)
            raise

    def by_hand(self, host: str, port: int) -> HandLine:
        return HandLine(self, host, port)

    async def attach(
        self, who: str, host: str, port: int, factory: Callable[[], asyncio.Protocol]
    ) -> asyncio.Transport:
        """Return a connection whose client is the protocol that *factory* makes."""
        connection = await self._connected(who, host, port)
        try:
            loop = asyncio.get_running_loop()
            transport, _ = await loop.create_connection(factory, sock=connection)
            return transport
        except BaseException:
            self._give_up(connection)
            raise

    async def _connected(self, who: str, host: str, port: int) -> socket.socket:
        self.outages.check(who, host, port)
        connection, address = self._ready_to_connect(who, host, port, None)
        connection.setblocking(False)
        try:
            await asyncio.get_running_loop().sock_connect(connection, address)
        except BaseException:
            self._give_up(connection)
            raise
        return connection

    def set_online(self, who: str, online: bool) -> None:
        if online:
            self.outages.unplugged.discard(who)
            return
        self.outages.unplugged.add(who)
        self.thread.call(self._cut_all, lambda connection: connection.who == who)

    def set_up(self, host: str, up: bool) -> None:
        if up:
            self.outages.down.discard(host)
            return
        self.outages.down.add(host)
        self.thread.call(self._cut_all, lambda connection: connection.host == host)

    def said_to(self, connection: socket.socket) -> int | None:
        port = connection.getsockname()[1]
        return self.thread.call(self._said_to, port)

    def _said_to(self, port: int) -> int | None:
        found = (each for each in self.connections.values() if each.port_of_client == port)
        return next((self.transcript.said(each.tap.session) for each in found), None)

    async def drained(self) -> None:
        await self._until(
            lambda: (
                not (
                    self._callers or any(each.client_has_left for each in self.connections.values())
                )
            )
        )

    async def close(self) -> None:
        # Whoever is on the way arrives first: a closed door would leave it waiting in the system.
        await self._until(lambda: not self._callers)
        for door in self._doors.values():
            door.server.close()
        self._doors.clear()
        for connection in tuple(self.connections.values()):
            connection.abort()
        await self._until(lambda: not self.connections)

    async def _until(self, quiet: Callable[[], bool]) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(DRAIN_TIMEOUT):
                while not quiet():
                    self._changed.clear()
                    await self._changed.wait()

    def _ready_to_connect(
        self, who: str, host: str, port: int, cut: Cut | None
    ) -> tuple[socket.socket, tuple[str, int]]:
        address = self.address(host, port)
        cut = cut or self.outages.cuts.pop(who, None)
        connection = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.bind((LOOPBACK, 0))
        self._callers[connection.getsockname()[1]] = _Caller(who, cut, weakref.ref(connection))
        return connection, address

    def _give_up(self, connection: socket.socket) -> None:
        self._callers.pop(connection.getsockname()[1], None)
        connection.close()

    def arrived(self, connection: _Connection, port: int) -> _Caller | None:
        """Note a new connection from the caller's *port*; return who it is."""
        self.clock.tick()
        self._changed.set()
        caller = self._callers.pop(port, None)
        connection.latency = self.outages.latency.get(caller.who, 0.0) if caller else 0.0
        return caller

    def turned_away(self, port: int) -> None:
        """Note that whoever came from the caller's *port* isn't on the way any more."""
        self._callers.pop(port, None)
        self._changed.set()

    def left(self, session: int) -> None:
        """Note that the connection of *session* has ended."""
        self.connections.pop(session, None)
        self._changed.set()
        self.on_end()

    def _cut_all(self, meant: Callable[[_Connection], bool]) -> None:
        for connection in tuple(self.connections.values()):
            if meant(connection):
                connection.pull()


class _Connection(Link):
    """The link of one accepted connection: tells the network when it begins and ends."""

    __slots__ = ("_network", "_place", "_socket", "port_of_client", "who")

    def __init__(self, network: TcpNetwork, place: tuple[str, int, Protocol], tap: Tap) -> None:
        super().__init__(tap)
        self._network = network
        self._place = place
        self._socket: weakref.ref[socket.socket] | None = None
        self.who = GUEST
        self.port_of_client = 0

    @property
    def host(self) -> str:
        """Whom the client has called."""
        return self._place[0]

    @property
    def client_has_left(self) -> bool:
        """True when the lab's own client has closed its end."""
        if self._socket is None:
            return False
        client = self._socket()
        return client is None or client.fileno() == -1

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        peer = transport.get_extra_info("peername")
        self.port_of_client = peer[1] if peer else 0
        if self.host in self._network.outages.down:
            # A program from outside, mostly: the lab's own are told as they dial.
            self._network.turned_away(self.port_of_client)
            transport.abort()
            return
        caller = self._network.arrived(self, self.port_of_client)
        if caller is not None:
            self.who, self._socket = caller.who, caller.socket
            self.blade = Blade(caller.cut) if caller.cut else None
        self.tap.session = self._network.transcript.open(self.who, *self._place)
        self._network.connections[self.tap.session] = self
        super().connection_made(transport)

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.tap.session:
            return  # it was never let in
        super().connection_lost(exc)
        self._network.transcript.close(self.tap.session, "cut" if self.is_cut else "closed")
        self._network.left(self.tap.session)


def _nothing() -> None:
    """What happens at the end of a connection that nobody watches."""
