"""The MIME tree of a letter: where each part's header and body lie in its octets. RFC 2045, 2046.

How: one walk from delimiter to delimiter opens and closes parts on a stack. For each boundary that
is open its next delimiter is remembered, so each is sought over the octets only once: the time
grows with octets times depth at worst, never with octets times parts, and nothing recurses.

Tolerant, in this order: a part ends where its parent's next delimiter, or that of any multipart
around it, stands; what never ends, ends with the letter. A multipart without boundary, or in whose
body no delimiter is found, is plain text (RFC 2045 section 5.2). Beyond MAX_DEPTH nothing is looked
into, beyond MAX_PARTS nothing is divided.
"""

from __future__ import annotations

from typing import NamedTuple

from labkit.mail.header import HeaderField, body_start
from labkit.mail.part import ASCII, PLAIN, Part, describe, leaves

__all__ = ["MAX_DEPTH", "MAX_PARTS", "Part", "leaves", "parse"]

MAX_DEPTH = 50
MAX_PARTS = 2000
_LETTER, _OPAQUE = ("message", "rfc822"), ("application", "octet-stream")


def parse(octets: bytes, header: tuple[HeaderField, ...] | None = None) -> Part:
    """Return the tree of the letter *octets*; its *header*, if known, need not be read again.

    >>> parse(b"Subject: hi\\r\\n\\r\\nHello\\r\\n").content_type
    ('text', 'plain')
    """
    return _Walk(octets, header).whole()


class _Open:
    """A part whose end is not known yet."""

    __slots__ = ("boundary", "children", "part")

    def __init__(self, part: Part) -> None:
        self.part = part
        self.boundary: bytes | None = None  # of a multipart that may still get parts
        self.children: list[Part] = []


class _Delimiter(NamedTuple):
    start: int
    end: int
    last: bool  # "--boundary--": an epilogue follows


class _Walk:
    def __init__(self, octets: bytes, header: tuple[HeaderField, ...] | None) -> None:
        self.octets = octets
        self.header = header
        self.stack: list[_Open] = []
        self.depths: dict[bytes, list[int]] = {}  # boundary -> where in the stack, innermost last
        self.ahead: dict[bytes, _Delimiter | None] = {}  # boundary -> its next delimiter
        self.count = 0

    def whole(self) -> Part:
        root = self._begin(0, PLAIN)
        found = self._next(self.stack[-1].part.body_start)
        while found is not None:
            delimiter, depth = found
            self._close(depth, delimiter.start)
            if delimiter.last or self.count >= MAX_PARTS:
                self._forget(depth)
                found = self._next(delimiter.end)
            else:
                digest = self.stack[depth].part.content_type[1] == "digest"
                self._begin(delimiter.end, _LETTER if digest else PLAIN)
                found = self._next(self.stack[-1].part.body_start)
        self._close(-1, len(self.octets))
        return root

    def _begin(self, start: int, default: tuple[str, str]) -> Part:
        """Open the part at *start*, and the letters in it if it holds one."""
        # A header without an empty line ends at the next delimiter.
        limit = self._next(start)
        end = self._before(limit[0].start, start) if limit else len(self.octets)
        begun = part = self._push(start, end, default)
        if self.stack[:-1]:
            self.stack[-2].children.append(part)
        while part.content_type == _LETTER:
            if self._is_enough():
                part.content_type = _OPAQUE
            else:
                holder, part = part, self._push(part.body_start, end, PLAIN)
                holder.message = part
        return begun

    def _push(self, start: int, end: int, default: tuple[str, str]) -> Part:
        part = Part(start, body_start(self.octets, start, end), end, default)
        known = self.header if not self.stack else None
        describe(part, part.fields(self.octets) if known is None else known)
        self.count += 1
        self.stack.append(_Open(part))
        if part.content_type[0] == "multipart":
            boundary = part.parameters.get("boundary", "").rstrip().encode("utf-8", "replace")
            if self._is_enough():
                part.content_type = _OPAQUE
            elif boundary:
                self.stack[-1].boundary = boundary
                self.depths.setdefault(boundary, []).append(len(self.stack) - 1)
                self.ahead.setdefault(boundary, _Delimiter(-1, -1, False))
        return part

    def _is_enough(self) -> bool:
        return len(self.stack) > MAX_DEPTH or self.count >= MAX_PARTS

    def _next(self, place: int) -> tuple[_Delimiter, int] | None:
        """Return the first delimiter at or after *place*, and whose it is in the stack."""
        nearest: tuple[_Delimiter, int] | None = None
        for boundary, depths in self.depths.items():
            ahead = self.ahead[boundary]
            if ahead is not None and ahead.start < place:
                ahead = self.ahead[boundary] = self._look(boundary, place)
            if ahead is None:
                continue
            # One line can be the delimiter of two ("a" and "a--"): the inner one has it.
            if nearest is None or (ahead.start, -depths[-1]) < (nearest[0].start, -nearest[1]):
                nearest = ahead, depths[-1]
        return nearest

    def _look(self, boundary: bytes, place: int) -> _Delimiter | None:
        """Return the first line at or after *place* that is a delimiter with this boundary."""
        needle = b"\n--" + boundary
        if place == 0 and self.octets.startswith(needle[1:]):
            at = -1
        else:
            at = self.octets.find(needle, max(place - 1, 0))
            if at < 0:
                return None
        while True:
            after = at + len(needle)
            end = self.octets.find(b"\n", after) + 1 or len(self.octets)
            rest = self.octets[after:end].rstrip()
            # More after the boundary makes it another one, of which this is the beginning.
            if rest in (b"", b"--"):
                return _Delimiter(at + 1, end, rest != b"")
            at = self.octets.find(needle, end - 1)
            if at < 0:
                return None

    def _close(self, depth: int, place: int) -> None:
        """Close what lies above *depth* in the stack: it ends before the delimiter at *place*."""
        while len(self.stack) > depth + 1:
            self._forget(len(self.stack) - 1)
            closing = self.stack.pop()
            part = closing.part
            part.parts = tuple(closing.children)
            inside = part.message or (part.parts[-1] if part.parts else None)
            least = inside.end if inside else part.body_start
            part.end = self._before(place, least) if depth >= 0 else place
            if part.content_type[0] == "multipart" and not part.parts:
                part.content_type, part.parameters = PLAIN, dict(ASCII)
            if part.content_type[0] == "text" or part.message:
                part.lines = self.octets.count(b"\n", part.body_start, part.end)

    def _forget(self, depth: int) -> None:
        """From now on the delimiters of the multipart at *depth* are text like any other."""
        held = self.stack[depth]
        if held.boundary is not None:
            self.depths[held.boundary].remove(depth)
            if not self.depths[held.boundary]:
                del self.depths[held.boundary]
            held.boundary = None

    def _before(self, delimiter: int, least: int) -> int:
        """Return where the body before *delimiter* ends: the line break belongs to the latter."""
        end = delimiter
        if self.octets[end - 1 : end] == b"\n":
            end -= 2 if self.octets[end - 2 : end - 1] == b"\r" else 1
        return max(end, least)
