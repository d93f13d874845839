"""A layer changes nothing: aiosmtpd, whose protocol is a stream reader's, runs inside one."""

from __future__ import annotations

import asyncio

from labkit.wire.layer import Layer


class Memory(asyncio.Transport):
    """The connection outside, as a list of what was asked of it."""

    def __init__(self) -> None:
        super().__init__(extra={"peername": ("127.0.0.1", 9)})
        self.asked: list[object] = []

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self.asked.append(bytes(data))

    def close(self) -> None:
        self.asked.append("close")

    def abort(self) -> None:
        self.asked.append("abort")

    def is_closing(self) -> bool:
        return "close" in self.asked

    def pause_reading(self) -> None:
        self.asked.append("pause")

    def resume_reading(self) -> None:
        self.asked.append("resume")


class Listener(asyncio.Protocol):
    def __init__(self) -> None:
        self.heard: list[object] = []

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.heard.append(data)

    def eof_received(self) -> bool:
        self.heard.append("eof")
        return True

    def pause_writing(self) -> None:
        self.heard.append("pause")

    def resume_writing(self) -> None:
        self.heard.append("resume")

    def connection_lost(self, exc: Exception | None) -> None:
        self.heard.append(exc)


def test_everything_passes_both_ways_through_two_layers() -> None:
    outside, inside = Memory(), Listener()
    layer = Layer(Layer(inside))
    layer.connection_made(outside)
    layer.data_received(b"in")
    layer.pause_writing()
    layer.resume_writing()
    assert layer.eof_received() is True
    layer.connection_lost(None)
    assert inside.heard == [b"in", "pause", "resume", "eof", None]
    transport = inside.transport
    assert isinstance(transport, asyncio.Transport)
    transport.write(b"out")
    transport.writelines([b"a", b"b"])
    transport.pause_reading()
    transport.resume_reading()
    transport.abort()
    transport.close()
    assert outside.asked == [b"out", b"ab", "pause", "resume", "abort", "close"]
    assert transport.is_closing()
    assert transport.get_extra_info("peername") == ("127.0.0.1", 9)


def test_a_protocol_can_be_exchanged_under_way() -> None:
    layer, second = Layer(Listener()), Listener()
    layer.connection_made(Memory())
    layer.set_protocol(second)
    layer.data_received(b"for the second")
    assert second.heard == [b"for the second"]
    assert layer.get_protocol() is second
