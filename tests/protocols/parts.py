"""Lines as a view gets them, and what ``spans_of`` must hold to for any of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from labkit.protocols.dissect import dissect
from labkit.protocols.explain import spans_of
from labkit.records import Direction, Protocol, WireLine
from labkit.texts import LANGUAGES, explained
from tests.protocols.rawlines import TIME, raw_lines

TRANSCRIPTS = Path(__file__).parents[1] / "transcripts"
LOGIN = {  # what has passed before a transcript of POP3 that doesn't begin with the greeting
    "C": b"USER ken@fuji.example\r\nPASS secret\r\n",
    "S": b"+OK pop.fuji.example POP3 server ready\r\n+OK now your password\r\n+OK locked\r\n",
}


def shown(
    protocol: Protocol, said: str, *, kind: str = "", code: str = "", count: int = 1
) -> WireLine:
    """Return a line as a dissector makes it; *said* begins with who says it: "C: NOOP"."""
    direction, text = cast(Direction, said[0]), said[3:]
    kind = kind or ("command" if direction == "C" else "reply")
    return WireLine(1, 1, direction, TIME, protocol, "", kind, text, code=code, count=count)


def parts(line: WireLine) -> list[tuple[str, str]]:
    """Return the parts of *line* and what they mean, without the protocol's name."""
    found = spans_of(line)
    at = 0
    for span in found:
        assert at <= span.start < span.end <= len(line.text)
        at = span.end
        assert span.meaning
        for language in LANGUAGES:
            assert explained(language, span.meaning)
    own = f"{line.protocol.lower()}."
    return [(line.text[s.start : s.end], s.meaning.removeprefix(own)) for s in found]


def left_out(line: WireLine) -> str:
    """Return the letters and digits of *line* that belong to no part."""
    text = list(line.text)
    for span in spans_of(line):
        text[span.start : span.end] = " " * (span.end - span.start)
    return "".join(character for character in text if character.isalnum())


def transcript_lines(protocol: Protocol) -> Iterator[tuple[str, WireLine]]:
    """Yield each line of all transcripts of *protocol*, dissected, and where it comes from."""
    for path in sorted((TRANSCRIPTS / protocol.lower()).glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        for session in sorted(set(re.findall(r"^(\d?)[CS]:", text, re.MULTILINE))):
            said = [
                (who, f"{words.replace('␀', chr(0)).replace('␊', chr(10))}\r\n".encode())
                for who, words in re.findall(rf"^{session}([CS]): ?(.*)$", text, re.MULTILINE)
            ]
            if protocol == "POP3" and "# from the greeting" not in text:
                said = [*LOGIN.items(), *said]
            for line in dissect(protocol, raw_lines(said))[0]:
                yield path.stem, line
