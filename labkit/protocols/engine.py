"""What a protocol engine offers to whoever carries its bytes.

An engine is one side of one connection without the connection: bytes in, bytes out. It knows no
socket, loop, thread or clock of its own, so it can be stepped from a notebook cell, fuzzed without
a loop and served over TCP by the same thirty lines (``labkit.wire.shell``).

It works only as far as its output is taken: while more than HIGH_WATER octets wait in
``data_to_send``, further commands stay in the input buffer, and ``receive_data`` asks for patience
by ``full``. So neither a slow reader nor a flood of commands makes memory grow.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

BLOCK = 256 * 1024  # octets: data_to_send joins what waits to blocks of at most about this size
HIGH_WATER = 1024 * 1024  # octets of waiting output at which an engine stops working


class Engine(Protocol):
    """One session. After ``closing`` is True and the output is taken, close the connection."""

    wake: Callable[[], None]
    """Set by the carrier; the engine calls it when it has something to say without being asked."""

    closing: bool
    """Nothing more is heard: send what is left, then close."""

    @property
    def full(self) -> bool:
        """True while buffered input waits for output to be taken: stop reading."""

    def receive_data(self, data: bytes) -> None:
        """Take octets as they came, cut anywhere."""

    def receive_eof(self) -> None:
        """The other side will say no more."""

    def data_to_send(self) -> bytes:
        """Return the next block for the wire, b"" when there is nothing at present."""

    def connection_lost(self) -> None:
        """The connection is gone: give back locks and stop listening. May be called twice."""


def nobody_listens() -> None:
    """The ``wake`` of an engine that nobody carries yet."""
