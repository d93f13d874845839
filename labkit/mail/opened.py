"""A letter opened for somebody who looks at it: fields, MIME tree, attachments, its octets.

Everything is bounded here, so that a view can show all it gets; nothing raises, whatever the
octets are.
"""

from __future__ import annotations

import re
from collections import Counter

from labkit.mail import reading, words
from labkit.mail.message import Message
from labkit.mail.mime import Part
from labkit.records import Attachment, MessageParts, OpenLetter, PartNode

MAX_FIELDS = 200
MAX_VALUE = 2000  # characters of a field's value
MAX_TEXT = 100_000  # characters of a text that is shown
MAX_NODES = 200
MAX_ATTACHMENTS = 50
MAX_FILE = 1024 * 1024  # octets of all files that are carried along
MAX_LINES, MAX_LINE = 300, 1200  # raw lines, and octets of each

_LINE = re.compile(rb"([^\r\n]*)(\r\n|\r|\n|\Z)")
_ENDS = {b"\r\n": "CRLF", b"\n": "LF", b"\r": "CR", b"": ""}
_CUT = "…"


def opened(message: Message, letter: str, where: str, whole: bool = True) -> OpenLetter:
    """Return *message* taken apart; *letter* is its name in the lab, *where* who holds it.

    *whole* is False where the octets are the header alone.
    """
    parts = message.parts()
    raw, lines, unended = _raw(message.octets)
    return OpenLetter(
        letter,
        where,
        whole,
        message.size,
        _bounded(parts),
        _fields(message),
        _tree(message.structure),
        _attachments(message),
        raw,
        lines,
        unended,
    )


def _bounded(parts: MessageParts) -> MessageParts:
    html = None if parts.html is None else _cut(parts.html, MAX_TEXT)
    headers = tuple((name, _cut(value)) for name, value in parts.headers[:MAX_FIELDS])
    return MessageParts(
        headers, _cut(parts.text, MAX_TEXT), html, parts.attachments[:MAX_ATTACHMENTS]
    )


def _fields(message: Message) -> tuple[tuple[str, str], ...]:
    found = []
    for field in message.header[:MAX_FIELDS]:
        name = words.text(field.name)[:80]
        value = words.decoded(field.value if name else field.raw.strip())
        found.append((name, _cut(value)))
    return tuple(found)


def _tree(root: Part) -> PartNode:
    """Return the tree; deeper than Python would like to recurse mime.parse never goes."""
    left = [MAX_NODES]

    def node(part: Part, number: str) -> PartNode:
        left[0] -= 1
        inside = (part.message,) if part.message else part.parts
        here = f"{number}." if number else ""
        children = []
        for place, child in enumerate(inside, 1):
            if left[0] <= 0:
                break
            # RFC 3501 section 6.4.5: a letter inside counts on as if it stood there.
            children.append(node(child, number if part.message else f"{here}{place}"))
        return PartNode(
            number,
            _cut("/".join(part.content_type), 80),
            part.size,
            _cut(part.encoding, 40),
            _cut(part.parameters.get("charset", ""), 40),
            _cut(reading.file_name(part), 200),
            tuple(children),
        )

    return node(root, "")


def _attachments(message: Message) -> tuple[Attachment, ...]:
    found, room = [], MAX_FILE
    for part in reading.attached(message.structure)[:MAX_ATTACHMENTS]:
        octets = reading.content(message.octets, part)
        kept = octets if len(octets) <= room else None
        room -= len(kept or b"")
        kind = _cut("/".join(part.content_type), 80)
        found.append(Attachment(_cut(reading.file_name(part), 200), kind, len(octets), kept))
    return tuple(found)


def _raw(octets: bytes) -> tuple[tuple[tuple[str, str], ...], int, int]:
    """Return the first lines with their endings, how many there are, and how many end oddly."""
    rows: list[tuple[str, str]] = []
    count: Counter[str] = Counter()
    for match in _LINE.finditer(octets):
        line, end = match[1], _ENDS[match[2]]
        if not (line or end):
            continue
        count[end] += 1
        if len(rows) < MAX_LINES:
            shown = _escaped(line[:MAX_LINE]) + (_CUT if len(line) > MAX_LINE else "")
            rows.append((shown, end))
    total = sum(count.values())
    return tuple(rows), total, total - count["CRLF"]


def _escaped(line: bytes) -> str:
    text = line.decode("latin-1")
    return "".join([c if " " <= c <= "~" or c == "\t" else f"\\x{ord(c):02X}" for c in text])


def _cut(text: str, most: int = MAX_VALUE) -> str:
    return text if len(text) <= most else text[:most] + _CUT
