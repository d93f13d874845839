"""What a client reads from IMAP's parenthesized answers: for tests, strict and independent."""

from __future__ import annotations

import re

Value = bytes | int | list["Value"] | None
_TOKEN = re.compile(
    rb"\(|\)| |(?P<nil>NIL)|(?P<number>[0-9]+)|\{(?P<literal>[0-9]+)\}\r\n"
    rb'|"(?P<quoted>(?:[^\x00\r\n\x80-\xff"\\]|\\["\\])*)"'
)


def parse_one(octets: bytes) -> Value:
    """Return the one value that *octets* are; raise ValueError for anything else."""
    stack: list[list[Value]] = [[]]
    place = 0
    while place < len(octets):
        match = _TOKEN.match(octets, place)
        if match is None:
            raise ValueError(f"at {place}: {octets[place : place + 20]!r}")
        place = match.end()
        token = match[0]
        if token == b"(":
            stack.append([])
        elif token == b")":
            done: list[Value] = stack.pop()
            stack[-1].append(done)
        elif match["nil"]:
            stack[-1].append(None)
        elif match["number"]:
            stack[-1].append(int(match["number"]))
        elif match["literal"]:
            end = place + int(match["literal"])
            if end > len(octets) or b"\0" in octets[place:end]:
                raise ValueError("a literal too short, or with NUL")
            stack[-1].append(octets[place:end])
            place = end
        elif match["quoted"] is not None:
            stack[-1].append(re.sub(rb"\\(.)", rb"\1", match["quoted"]))
    if len(stack) != 1 or len(stack[0]) != 1:
        raise ValueError("not one balanced value")
    return stack[0][0]
