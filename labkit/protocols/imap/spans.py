"""Cuts a line of IMAP into labelled spans: what each part is, and the key of what it means.

``texts.explained`` says it. Nothing is guessed: a word that stands in no table is told as unknown,
and so is an argument that its command doesn't take.
"""

from __future__ import annotations

from labkit.protocols.imap import spans_answers, spans_commands
from labkit.protocols.imap.spans_cursor import Cursor
from labkit.records import Span, WireLine

_ALL_OF_IT = {
    ("C", "content"): ("letter", "imap.literal.uploaded"),
    ("S", "content"): ("letter", "imap.literal.letter"),
}
_BY_STORY = {
    "story.imap.done": ("verb", "imap.verb.done"),
    "story.imap.cancel": ("argument", "imap.sasl.cancel"),
    "story.imap.secret": ("secret", "imap.sasl.response"),
    "story.imap.secret_literal": ("secret", "imap.login.password"),
}
_MORE = "story.imap.more"
_LITERAL = ("value", "imap.literal.value")


def spans_of(line: WireLine) -> tuple[Span, ...]:
    """Return the parts of *line*'s text, in order and without overlap; () for an empty one.

    Every word of the text belongs to a span, and every span has a meaning. Only the line's
    direction, kind, text and the key of its story are looked at: what a bare "DONE" or a string of
    base64 is, the dissector has found out by then.
    """
    story = line.story.key if line.story is not None else ""
    whole = _ALL_OF_IT.get((line.direction, line.kind)) or _BY_STORY.get(story)
    if whole is not None:
        return _whole(line.text, *whole)
    if story == _MORE:
        return _more(line)
    read = _from_client if line.direction == "C" else _from_server
    return tuple(read(line, story).spans)


def _whole(text: str, kind: str, meaning: str) -> tuple[Span, ...]:
    inside = text.strip()
    start = text.find(inside)
    return (Span(start, start + len(inside), kind, meaning),) if inside else ()


def _more(line: WireLine) -> tuple[Span, ...]:
    """Return the parts of a literal that is no letter, or of what comes after any literal."""
    if line.kind == "secret":
        return _whole(line.text, "secret", "imap.login.password")
    if not line.text.startswith((" ", "(", ")")):
        return _whole(line.text, *_LITERAL)
    module = spans_commands if line.direction == "C" else spans_answers
    return tuple(module.more(line.text).spans)


def _from_client(line: WireLine, story: str) -> Cursor:
    if line.kind == "secret" and not story:  # lost on the way: nobody knows what it belonged to
        cursor = Cursor(line.text)
        cursor.rest("secret", "imap.sasl.hidden")
        return cursor
    return spans_commands.command(line.text)


def _from_server(line: WireLine, story: str) -> Cursor:
    if line.text.startswith("*"):
        return spans_answers.untagged(line.text)
    if not line.text.startswith("+"):
        return spans_answers.tagged(line.text)
    cursor = Cursor(line.text)
    cursor.add(1, "tag", "imap.tag.go_on")
    cursor.blank()
    challenge = story == "story.imap.challenge"
    end = len(line.text.rstrip())
    if challenge:
        cursor.add(end, "base64", "imap.sasl.challenge")
    else:
        cursor.add(end, "text", "imap.text.human")
    return cursor
