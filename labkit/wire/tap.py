"""The tap at the server's end: it records every octet heard and said, and knows nothing of them."""

from __future__ import annotations

import asyncio

from labkit.wire.layer import Data, Layer
from labkit.wire.transcript import Transcript


class Tap(Layer):
    """Records one connection as session number *session* of *transcript*."""

    __slots__ = ("session", "transcript")

    def __init__(self, inner: asyncio.Protocol, transcript: Transcript) -> None:
        super().__init__(inner)
        self.transcript = transcript
        self.session = 0  # the number is known when the connection is

    def data_received(self, data: bytes) -> None:
        self.transcript.record(self.session, "C", data)
        self.inner.data_received(data)

    def write(self, data: Data) -> None:
        self.transcript.record(self.session, "S", bytes(data))
        self.outer.write(data)
