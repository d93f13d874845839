"""What a network offers to servers and clients, whatever carries the bytes.

Everybody calls hosts by name and role port ("imap.fuji.example", 143); where that really is, only
the network knows. ``tcp`` is loopback sockets.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from typing import Protocol

from labkit.records import Protocol as MailProtocol
from labkit.wire.link import Cut
from labkit.wire.outages import Outages


class NoSuchHost(OSError):
    """No server of this name and port is part of the lab."""


class ByHand(Protocol):
    """A connection on which a person speaks; ``session`` is its number in the transcript."""

    session: int

    @property
    def open(self) -> bool:
        """False once either side has hung up."""

    def say(self, octets: bytes) -> bytes:
        """Say *octets*; return what the server answers, b"" when it waits for more."""

    def hear(self) -> bytes:
        """Return what the server has said by itself since it was last heard."""

    def hang_up(self) -> None:
        """End the connection without a word."""


class Network(Protocol):
    """Servers listen, clients dial. *who* is the caller's name: "tablet", a relay's host name."""

    outages: Outages

    async def listen(
        self,
        host: str,
        port: int,
        protocol: MailProtocol,
        factory: Callable[[], asyncio.Protocol],
    ) -> None:
        """Accept connections for *host* and role *port*; each gets a protocol from *factory*."""

    def dial(self, who: str, host: str, port: int, cut: Cut | None = None) -> socket.socket:
        """Return a connected, blocking socket; raise NoSuchHost, or what ``outages`` raise.

        Called by clients, never in the servers' thread. With *cut* the cable is pulled there. A
        port that is blocked takes its time on the lab's clock alone.
        """

    async def connect(
        self, who: str, host: str, port: int, limit: int
    ) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """Return a connection as streams, for clients in the servers' thread.

        A line longer than *limit* octets is refused by the reader. Raises what ``dial`` raises.
        """

    def by_hand(self, host: str, port: int) -> ByHand:
        """Return a connection for somebody who types; raises what ``dial`` raises."""

    def set_online(self, who: str, online: bool) -> None:
        """Plug *who* in or out; unplugged, its open connections are cut."""

    def set_up(self, host: str, up: bool) -> None:
        """Switch *host* on or off; switched off, the connections to it are cut."""

    def said_to(self, connection: socket.socket) -> int | None:
        """Return how many octets the server has said on a *connection* that ``dial`` gave.

        None once the server has hung up. So a client that waits without asking (IMAP's IDLE) knows
        whether there is news.
        """

    async def drained(self) -> None:
        """Return when every connection that its client has closed has ended at the server too."""

    async def close(self) -> None:
        """End all servers and connections."""
