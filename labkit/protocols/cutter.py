"""Cuts a shown line into its parts, from left to right: what the ``spans`` modules share."""

from __future__ import annotations

from labkit.protocols.showing import SHOWN
from labkit.records import Span

ELLIPSIS = "…"


class Cutter:
    """Walks through *text*. Blanks before a part belong to none; *end* may be set nearer.

    A line that was too long to be shown ends with an ellipsis of our own: that is *cut*.

    >>> cutter = Cutter("DELE 1", "pop3.cut.line")
    >>> cutter.take(len(cutter.word()), "verb", "pop3.verb.dele")
    >>> cutter.rest("number", "pop3.number.message")
    >>> [(span.start, span.end, span.kind) for span in cutter.spans()]
    [(0, 4, 'verb'), (5, 6, 'number')]
    """

    def __init__(self, text: str, cut: str) -> None:
        self.text = text
        self.at = 0
        self._cut = cut if len(text) == SHOWN + 1 and text[SHOWN] == ELLIPSIS else ""
        self.whole = self.end = SHOWN if self._cut else len(text)
        self._spans: list[Span] = []

    def word(self) -> str:
        """Return the next word and stand before it; "" at the end."""
        text, at, end = self.text, self.at, self.end
        while at < end and text[at] == " ":
            at += 1
        self.at = at
        blank = text.find(" ", at, end)
        return text[at : end if blank < 0 else blank]

    def take(self, length: int, kind: str, meaning: str) -> None:
        """The next *length* characters are a part."""
        end = min(self.at + length, self.end)
        if end > self.at:
            self._spans.append(Span(self.at, end, kind, meaning))
            self.at = end

    def take_word(self, kind: str, meaning: str) -> None:
        """The next word is a part."""
        self.take(len(self.word()), kind, meaning)

    def rest(self, kind: str, meaning: str) -> None:
        """All that is left before ``end`` is a part."""
        if self.word():
            self.take(len(self.text[self.at : self.end].rstrip(" ")), kind, meaning)
            self.at = self.end

    def spans(self) -> tuple[Span, ...]:
        """Return the parts."""
        if self._cut:
            self._spans.append(Span(SHOWN, SHOWN + 1, "cut", self._cut))
        return tuple(self._spans)
