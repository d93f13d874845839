"""Carries one sans-IO engine over one asyncio connection. The same lines serve POP3 and IMAP.

Writes go out in the engine's blocks and stop while the client doesn't read; meanwhile the engine
works no further, and once its input fills up the shell stops reading too (back-pressure). An
exception in an engine is our bug: asyncio reports it and closes this connection alone.
"""

from __future__ import annotations

import asyncio

from labkit.protocols.engine import BLOCK, Engine


class Shell(asyncio.Protocol):
    """*idle_seconds* without an octet from the client end the session (RFC 1939 3, 3501 5.4)."""

    _transport: asyncio.Transport
    _loop: asyncio.AbstractEventLoop
    _timer: asyncio.TimerHandle

    def __init__(self, engine: Engine, idle_seconds: float = 1800) -> None:
        self._engine = engine
        self._idle = idle_seconds
        self._paused = False
        self._said_all = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        transport.set_write_buffer_limits(high=BLOCK)
        self._loop = asyncio.get_running_loop()
        self._last_heard = self._loop.time()
        self._timer = self._loop.call_later(self._idle, self._close_if_idle)
        self._engine.wake = self._send
        self._send()

    def data_received(self, data: bytes) -> None:
        self._last_heard = self._loop.time()
        self._engine.receive_data(data)
        self._send()

    def eof_received(self) -> bool:
        self._engine.receive_eof()
        self._said_all = True
        self._send()
        return True  # the shell closes when the rest is said

    def pause_writing(self) -> None:
        self._paused = True

    def resume_writing(self) -> None:
        self._paused = False
        self._last_heard = self._loop.time()  # it reads: that is a sign of life
        self._send()

    def connection_lost(self, exc: Exception | None) -> None:
        self._timer.cancel()
        self._engine.wake = _nothing
        self._engine.connection_lost()

    def _send(self) -> None:
        engine, transport = self._engine, self._transport
        while not (self._paused or transport.is_closing()) and (block := engine.data_to_send()):
            transport.write(block)
        if transport.is_closing():
            return
        if engine.full is transport.is_reading():
            (transport.pause_reading if engine.full else transport.resume_reading)()
        if (engine.closing or self._said_all) and not self._paused:
            transport.close()

    def _close_if_idle(self) -> None:
        left = self._last_heard + self._idle - self._loop.time()
        if left <= 0:
            # Who doesn't read either would keep the connection open, and a maildrop locked.
            unread = self._transport.get_write_buffer_size()
            (self._transport.abort if unread else self._transport.close)()
        else:
            self._timer = self._loop.call_later(left, self._close_if_idle)


def _nothing() -> None:
    """The wake of an engine whose connection is gone."""
