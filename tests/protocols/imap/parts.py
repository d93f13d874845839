"""What the tests of spans share: a line cut into its parts, and the transcripts dissected."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from labkit.protocols.dissect import dissect
from labkit.protocols.imap.spans import spans_of
from labkit.records import Direction, Notice, WireLine
from tests.protocols.imap.talk import TRANSCRIPTS
from tests.protocols.rawlines import TIME, raw_lines

_SAID = re.compile(r"([0-9])([CS]): (.*)")
_NEEDS_NO_WORDS = " ()[]<>.,…"


def line(text: str, direction: Direction, kind: str = "", story: str = "") -> WireLine:
    """Return a line as the dissector would show it."""
    kind = kind or ("command" if direction == "C" else "untagged")
    told = Notice(f"story.imap.{story}") if story else None
    return WireLine(1, 1, direction, TIME, "IMAP", "work", kind, text, story=told)


def client(text: str, kind: str = "", story: str = "") -> list[tuple[str, str]]:
    """Return each part of what a client says, and its meaning without "imap."."""
    return parts(line(text, "C", kind, story))


def server(text: str, kind: str = "", story: str = "") -> list[tuple[str, str]]:
    """Return each part of what a server says, and its meaning without "imap."."""
    return parts(line(text, "S", kind, story))


def parts(shown: WireLine) -> list[tuple[str, str]]:
    return [
        (shown.text[span.start : span.end], span.meaning.removeprefix("imap."))
        for span in spans_of(shown)
    ]


def uncovered(shown: WireLine) -> str:
    """Return what no part of *shown* holds, without punctuation."""
    at, left = 0, []
    for span in spans_of(shown):
        left.append(shown.text[at : span.start])
        at = span.end
    return "".join([*left, shown.text[at:]]).translate(dict.fromkeys(map(ord, _NEEDS_NO_WORDS)))


def check(shown: WireLine) -> None:
    """Hold the spans of *shown* to what every caller may rely on."""
    at = 0
    for span in spans_of(shown):
        assert at <= span.start < span.end <= len(shown.text)
        assert span.kind
        assert span.meaning
        at = span.end
    assert not uncovered(shown).strip(), shown.text


def sessions(path: Path) -> Iterator[tuple[WireLine, ...]]:
    """Yield the lines of each session of a transcript."""
    said: dict[str, list[tuple[str, bytes]]] = {}
    for match in map(_SAID.match, path.read_text(encoding="utf-8").splitlines()):
        if match is not None:
            said.setdefault(match[1], []).append((match[2], match[3].encode() + b"\r\n"))
    for lines in said.values():
        yield dissect("IMAP", raw_lines(lines))[0]


@cache
def transcript(path: Path) -> tuple[WireLine, ...]:
    """Return the dissected lines of all sessions of a transcript."""
    return tuple(shown for lines in sessions(path) for shown in lines)


def all_transcripts() -> list[WireLine]:
    """Return the dissected lines of all transcripts."""
    return [shown for path in TRANSCRIPTS for shown in transcript(path)]
