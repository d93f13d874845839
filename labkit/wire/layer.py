"""A protocol wrapped round a protocol: the one seam into which taps, links and later TLS fit.

To the connection outside a Layer is an asyncio protocol, to the protocol inside it is the
transport. As it stands it changes nothing; subclasses override what they watch or disturb.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

Data = bytes | bytearray | memoryview


class Layer(asyncio.Transport, asyncio.Protocol):
    """Passes everything on between the connection outside and *inner*."""

    __slots__ = ("inner", "outer")

    outer: asyncio.Transport

    def __init__(self, inner: asyncio.Protocol) -> None:
        super().__init__()
        self.inner = inner

    # What the outside calls: asyncio.Protocol.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.outer = transport
        self.inner.connection_made(self)

    def data_received(self, data: bytes) -> None:
        self.inner.data_received(data)

    def eof_received(self) -> bool | None:
        return self.inner.eof_received()

    def connection_lost(self, exc: Exception | None) -> None:
        self.inner.connection_lost(exc)

    def pause_writing(self) -> None:
        self.inner.pause_writing()

    def resume_writing(self) -> None:
        self.inner.resume_writing()

    # What the inside calls: asyncio.Transport.

    def write(self, data: Data) -> None:
        self.outer.write(data)

    def writelines(self, list_of_data: Iterable[Data]) -> None:
        self.write(b"".join(list_of_data))

    def write_eof(self) -> None:
        self.outer.write_eof()

    def can_write_eof(self) -> bool:
        return self.outer.can_write_eof()

    def close(self) -> None:
        self.outer.close()

    def abort(self) -> None:
        self.outer.abort()

    def is_closing(self) -> bool:
        return self.outer.is_closing()

    def get_extra_info(self, name: str, default: object = None) -> object:
        return self.outer.get_extra_info(name, default)

    def pause_reading(self) -> None:
        self.outer.pause_reading()

    def resume_reading(self) -> None:
        self.outer.resume_reading()

    def is_reading(self) -> bool:
        return self.outer.is_reading()

    def set_write_buffer_limits(self, high: int | None = None, low: int | None = None) -> None:
        self.outer.set_write_buffer_limits(high, low)

    def get_write_buffer_size(self) -> int:
        return self.outer.get_write_buffer_size()

    def get_write_buffer_limits(self) -> tuple[int, int]:
        return self.outer.get_write_buffer_limits()

    def set_protocol(self, protocol: asyncio.BaseProtocol) -> None:
        assert isinstance(protocol, asyncio.Protocol)
        self.inner = protocol

    def get_protocol(self) -> asyncio.BaseProtocol:
        return self.inner
