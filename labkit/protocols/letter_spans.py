"""The parts of the line by which a letter is known, where a protocol carries one (RFC 5322)."""

from __future__ import annotations

import re

from labkit.protocols.cutter import ELLIPSIS, Cutter
from labkit.records import Span

# fmt: off
HEADERS = frozenset((
    "bcc", "cc", "content-transfer-encoding", "content-type", "date", "from", "message-id",
    "mime-version", "received", "reply-to", "return-path", "subject", "to",
))
# fmt: on
_NAME = re.compile(r"([!-9;-~]+)[ \t]*:")  # RFC 5322 section 2.2
_ENCODED_WORD = re.compile(r"=\?[!->@-~]+\?[BbQq]\?[!->@-~]*\?=")  # RFC 2047 section 2


def letter_spans(text: str, *, dotted: bool) -> tuple[Span, ...]:
    """Return the parts of *text*; *dotted* where dots at its start still are as they passed."""
    if dotted and text == ".":
        return (Span(0, 1, "dot", "letter.dot.end"),)
    if text.startswith(ELLIPSIS):
        return (Span(0, len(text), "content", "letter.without_subject"),)
    cutter = Cutter(text, "letter.cut")
    if dotted and text.startswith("."):
        cutter.take(1, "dot", "letter.dot.doubled")
    if name := _NAME.match(text, cutter.at):
        cutter.take(len(name[1]), "header", header_meaning(name[1]))
        cutter.at = name.end()
        _value(cutter)
    else:
        cutter.rest("content", "letter.text")
    return cutter.spans()


def header_meaning(name: str) -> str:
    """Return what the header field *name* means."""
    name = name.lower()
    return f"letter.header.{name.replace('-', '_') if name in HEADERS else 'other'}"


def _value(cutter: Cutter) -> None:
    for word in _ENCODED_WORD.finditer(cutter.text, cutter.at, cutter.whole):
        cutter.end = word.start()
        cutter.rest("content", "letter.value")
        cutter.end = cutter.whole
        cutter.at = word.start()
        cutter.take(len(word[0]), "base64", "letter.encoded_word")
    cutter.rest("content", "letter.value")
