"""Raw lines as a tap would give them, and what a dissector makes of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import cast

from labkit.protocols.dissect import dissect
from labkit.records import Direction, Protocol, RawLine, WireLine
from labkit.texts import LANGUAGES, tell

TIME = datetime(2026, 1, 5, 9, tzinfo=UTC)


def raw_lines(said: Iterable[tuple[str, bytes]]) -> list[RawLine]:
    """Cut what each side said, one piece after the other, at its line feeds."""
    pieces = [
        (direction, line)
        for direction, data in said
        for line in re.findall(rb"[^\n]*\n|[^\n]+", data)
    ]
    return [
        RawLine(1, number, cast(Direction, direction), TIME, octets)
        for number, (direction, octets) in enumerate(pieces, 1)
    ]


def conversation(protocol: Protocol, text: str) -> tuple[tuple[WireLine, ...], str]:
    """Dissect a conversation of ``C:`` and ``S:`` lines; spaces before them do not count."""
    said = [line.strip(" ") for line in text.strip().splitlines()]
    octets = [(line[0], f"{line[3:]}\r\n".encode()) for line in said]
    return dissect(protocol, raw_lines(octets))


def knows(line: WireLine) -> list[str]:
    """Return what the server knows after *line*, in English."""
    return [tell("en", notice) for notice in line.knows]


def story(line: WireLine) -> str:
    """Return which story *line* tells, without its protocol: "ok_login"; "" for none."""
    return line.story.key.removeprefix(f"story.{line.protocol.lower()}.") if line.story else ""


def checked(protocol: Protocol, lines: list[RawLine]) -> tuple[WireLine, ...]:
    """Dissect anything at all, and hold what comes out to what every WireLine promises."""
    found, end = dissect(protocol, lines)
    assert end in ("", "QUIT", "LOGOUT")
    assert sum(line.count for line in found) >= len(found)
    for line in found:
        assert not re.search("[\x00-\x1f\x7f-\x9f]", line.text)
        assert len(line.text) < 1300
        assert line.protocol == protocol
        assert (line.pill is None) or line.direction == "S"
        for notice in filter(None, [line.story, *line.knows]):
            assert all(tell(language, notice) for language in LANGUAGES)
    return found
