"""Hostile bytes for servers: seeded, so that what breaks one run breaks the next one too.

Each attack is what one connection says, cut into chunks at random places. Feed it until the server
closes, then take the next attack on a new connection.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence

Attack = Callable[[random.Random, Sequence[bytes]], bytes]

_ODD = [
    b"\0",
    b"\xff",
    b"\r",
    b"\n",
    b"\r\n",
    b" ",
    b'"',
    b"\\",
    b"(",
    b"{5}\r\n",
    b"*",
    b".\r\n",
    b"%n",
]


def attacks(dialogues: Sequence[bytes], octets: int, seed: int = 1939) -> Iterator[list[bytes]]:
    """Yield connections' worth of chunks until *octets* in all have been given out.

    *dialogues* are good conversations' client sides, to be mutated.
    """
    chance = random.Random(seed)
    given = 0
    while given < octets:
        data = chance.choice(ATTACKS)(chance, dialogues)
        given += len(data)
        yield list(_cut(chance, data))


def _cut(chance: random.Random, data: bytes) -> Iterator[bytes]:
    largest = chance.choice([3, 64, 1024, 65536])
    if len(data) > 100 * largest:
        largest = len(data) // 100
    while data:
        size = chance.randint(1, largest)
        yield data[:size]
        data = data[size:]


def random_bytes(chance: random.Random, dialogues: Sequence[bytes]) -> bytes:
    return chance.randbytes(chance.randint(1, 4000))


def random_lines(chance: random.Random, dialogues: Sequence[bytes]) -> bytes:
    """Lines of random octets: more of them get past the framing than of pure noise."""
    ends = [b"\r\n", b"\r\n", b"\n", b"\r", b"\r\r\n"]
    return b"".join(
        chance.randbytes(chance.randint(0, 60)).replace(b"\n", b" ") + chance.choice(ends)
        for _ in range(chance.randint(1, 40))
    )


def mutated_dialogue(chance: random.Random, dialogues: Sequence[bytes]) -> bytes:
    data = bytearray(chance.choice(dialogues))
    for _ in range(chance.randint(1, 12)):
        place = chance.randint(0, len(data))
        match chance.randint(0, 4):
            case 0:
                data[place : place + 1] = chance.randbytes(1)
            case 1:
                del data[place : place + chance.randint(1, 8)]
            case 2:
                data[place:place] = chance.choice(_ODD)
            case 3:
                data[place:place] = data[place : place + chance.randint(1, 40)]
            case _:
                data[place:place] = chance.choice(_ODD) * chance.randint(1, 300)
    return bytes(data)


def shuffled_dialogue(chance: random.Random, dialogues: Sequence[bytes]) -> bytes:
    """Good lines in an order nobody means, from all conversations, some often."""
    lines = [line for dialogue in dialogues for line in dialogue.splitlines(keepends=True)]
    return b"".join(chance.choices(lines, k=chance.randint(1, 60)))


def endless_line(chance: random.Random, dialogues: Sequence[bytes]) -> bytes:
    """A line that hardly ends, begun like a good one, with good lines after it."""
    start = chance.choice(dialogues).splitlines()[0]
    filler = chance.choice([b"A", b" ", b"\0", b"=", b"ab ", b"\r", b"\xe3\x81\x82", b"1,", b"* "])
    return start + filler * chance.choice([300, 5000, 60_000]) + b"\r\n" + chance.choice(dialogues)


def giant_literal(chance: random.Random, dialogues: Sequence[bytes]) -> bytes:
    """IMAP literals that are too large, end too early, are not numbers, come one after another."""
    sizes = [b"0", b"1", b"-1", b"99999", b"4294967296", b"9" * 40, b"0000007", b"1e9", b""]
    start = chance.choice([b"A1 LOGIN ", b"A2 APPEND INBOX ", b"A3 SELECT ", b"A4 ", b""])
    parts = [start]
    for _ in range(chance.randint(1, 9)):
        plus = chance.choice([b"", b"+", b"-", b"~"])
        parts.append(b"{" + chance.choice(sizes) + plus + b"}\r\n")
        parts.append(chance.randbytes(chance.choice([0, 1, 7, 300, 20_000])))
    return b"".join(parts) + b"\r\n" + chance.choice(dialogues)


def nested(chance: random.Random, dialogues: Sequence[bytes]) -> bytes:
    """Brackets within brackets within brackets, closed, half closed or not at all."""
    opening, closing = chance.choice([(b"(", b")"), (b"[", b"]"), (b'"', b'"'), (b"<", b">")])
    depth = chance.choice([1, 50, 2000, 30_000])
    start = chance.choice(
        [b"A1 SEARCH ", b"A1 FETCH 1 ", b"A1 LIST ", b"MAIL FROM:", b"A1 STORE 1 "]
    )
    word = chance.choice([b"", b"NOT ", b"OR ", b"ALL "])
    closed = closing * chance.choice([depth, depth // 2, 0])
    return start + (word + opening) * depth + b"ALL" + closed + b"\r\n" + chance.choice(dialogues)


def flood(chance: random.Random, dialogues: Sequence[bytes]) -> bytes:
    """The same good conversation many times without reading an answer, then a broken end."""
    data = chance.choice(dialogues) * chance.randint(1, 50)
    return data[: chance.randint(1, len(data))]


# Small attacks find more in a million octets than large ones, so they come more often.
ATTACKS: Sequence[Attack] = (
    *[random_bytes] * 2,
    *[random_lines] * 4,
    *[mutated_dialogue] * 10,
    *[shuffled_dialogue] * 6,
    endless_line,
    giant_literal,
    nested,
    flood,
)
