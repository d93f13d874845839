"""What waits to be sent: references to octets, joined to blocks only when they are taken."""

from __future__ import annotations

from collections.abc import Collection

from labkit.protocols.engine import BLOCK


class Output:
    """Pieces in order. A letter's octets are kept as they lie in the store, not copied."""

    __slots__ = ("_pieces", "size")

    def __init__(self) -> None:
        self._pieces: list[bytes | memoryview] = []
        self.size = 0  # octets waiting

    def say(self, piece: bytes) -> None:
        """Add *piece*."""
        self._pieces.append(piece)
        self.size += len(piece)

    def say_all(self, pieces: Collection[bytes]) -> None:
        """Add several pieces."""
        if pieces:
            self._pieces.extend(pieces)
            self.size += sum(map(len, pieces))

    def clear(self) -> None:
        """Forget what waits."""
        self._pieces.clear()
        self.size = 0

    def take(self) -> bytes:
        """Return the next block, b"" if nothing waits."""
        pieces = self._pieces
        if self.size <= BLOCK:
            block = b"".join(pieces)
            self.clear()
            return block
        room, count = BLOCK, 0
        while room >= len(pieces[count]):
            room -= len(pieces[count])
            count += 1
        part = memoryview(pieces[count])
        block = b"".join([*pieces[:count], part[:room]])
        del pieces[:count]
        pieces[0] = part[room:]
        self.size -= len(block)
        return block
