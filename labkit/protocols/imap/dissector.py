"""What each line of an IMAP session says, and what the server knows after it.

A fold over the session's lines. Each side speaks in *pieces*: a line, or what stands before,
between and after the literals of a command or a response (RFC 3501 section 4.3). The octets of a
literal are never read as commands. Replies find their command by its tag. What each part of a line
means is asked of ``spans`` only where somebody looks.
"""

from __future__ import annotations

import re
from dataclasses import replace

from labkit.protocols.imap import stories
from labkit.protocols.imap.knowledge import Knowledge
from labkit.protocols.imap.said import SECRET, Said, masked, read
from labkit.protocols.showing import MASK, Fold, clean, line_of, user_of_plain
from labkit.records import Notice, Pill, RawLine, WireLine

_LITERAL = re.compile(rb"~?\{([0-9]{1,18})(\+?)\}\r?\n\Z")
_TAGGED = re.compile(
    r"(?P<tag>[!-~]+) (?P<status>OK|NO|BAD)\b(?: (?P<code>\[[^]]*\]))?", re.IGNORECASE
)
_BYE = re.compile(r"\* BYE\b", re.IGNORECASE)
_STATUS = re.compile(rb"\* (?:OK|NO|BAD|BYE|PREAUTH)\b", re.IGNORECASE)
_LETTER_ITEM = re.compile(
    rb"(?:BODY\[[^\]]*\](?:<[0-9]+>)?|RFC822(?:\.\w+)?) *~?\{[0-9]+\}\r?\n\Z", re.IGNORECASE
)
_PHASES = {"LOGOUT": "leave", "SELECT": "open", "EXAMINE": "open"}
_OPENING = ("SELECT", "EXAMINE")
_BLANK = (b"", b")", b"))")  # what ends a line after its literal and says nothing of its own


class _Side:
    """Where one side stands between its literals."""

    def __init__(self) -> None:
        self.left = 0  # octets of the literal still to come
        self.literal: Fold | None = None  # from its announcement until it has been shown
        self.heard = False  # of the literal, or of what follows it
        self.letter = False  # the literal is a letter or a part of one

    def announce(self, octets: bytes, letter: bool) -> None:
        """Look for a literal at the end of a piece."""
        match = _LITERAL.search(octets[-30:])
        self.left = int(match[1]) if match else 0
        self.literal = Fold() if match else None
        self.letter, self.heard = letter, False

    def take(self, raw: RawLine) -> bytes:
        """Take the literal's part of *raw* and return the rest."""
        part, rest = raw.octets[: self.left], raw.octets[self.left :]
        self.left -= len(part)
        if part and self.literal is not None:
            self.heard = True
            self.literal.add(raw, part)
        return rest


class ImapDissector:
    """Feed it one session's lines; ``end`` is "LOGOUT" once the server has agreed to that."""

    def __init__(self) -> None:
        self.end = ""
        self._phase = "login"
        self._greeted = False
        self._knowledge = Knowledge()
        self._waiting: dict[str, Said] = {}
        self._said = Said("", "")  # the latest command
        self._client, self._server = _Side(), _Side()
        self._challenges = self._responses = 0  # in the SASL exchange
        self._secret_next = self._secret_lost = False

    def feed(self, line: RawLine) -> list[WireLine]:
        """Return what *line* completes."""
        if line.direction == "S":
            return self._known(self._from_server(line))
        if line.lost:
            return self._known([self._lost(line)])
        return self._known(self._from_client(line))

    def finish(self) -> list[WireLine]:
        """Return what was begun and never completed."""
        return self._known([*self._literal(self._client), *self._literal(self._server)])

    def _known(self, lines: list[WireLine]) -> list[WireLine]:
        known = self._knowledge.notices()
        return [replace(line, knows=known) for line in lines]

    def _lost(self, line: RawLine) -> WireLine:
        """A line that the server never heard: it changes nothing, and may still be a secret."""
        said = read(line.octets)
        inside = self._client.literal is not None and self._said.verb in SECRET
        if self._secret_next or self._secret_lost or inside or said.verb in SECRET:
            self._secret_lost = True  # what comes after it may belong to it
            return line_of(line, "IMAP", self._phase, "secret", MASK)
        shown = line_of(line, "IMAP", self._phase_of(said), "command", clean(line.octets))
        return replace(shown, story=stories.of_command(said.verb, said.argument))

    # --- literals ------------------------------------------------------------------------------

    def _literal(self, side: _Side) -> list[WireLine]:
        """Return the literal that has been heard, if there is one."""
        fold, side.literal = side.literal, None
        if fold is None or fold.first is None:
            return []
        first, kind, text = fold.first, "content", fold.letter_text()
        story = "letter"
        if first.direction == "C" and self._said.verb in SECRET:
            kind, text, story = self._secret_literal(fold)
        elif not side.letter:
            kind, text, story = "command", fold.list_text(), "more"
            if first.direction == "S":
                kind = "untagged"
            elif self._said.verb in _OPENING:
                self._said.argument = text
        shown = line_of(first, "IMAP", self._phase_of(self._said), kind, text)
        story_of = Notice(f"story.imap.{story}")
        return [replace(shown, count=fold.count, octets=fold.octets, story=story_of)]

    def _secret_literal(self, fold: Fold) -> tuple[str, str, str]:
        """A literal of LOGIN: the first is the user's name, the next the password."""
        if self._said.verb == "LOGIN" and self._said.words == 1:
            self._said.user = fold.list_text()
            return "command", self._said.user, "more"
        return "secret", MASK, "secret_literal"

    # --- the client ----------------------------------------------------------------------------

    def _from_client(self, raw: RawLine) -> list[WireLine]:
        side = self._client
        if self._secret_next and not side.left:
            return [self._response(raw)]
        if side.literal is None:
            return [self._command(raw)]
        rest = side.take(raw)
        if side.left or (not rest and side.heard):
            return []
        shown = self._literal(side)
        if rest.strip(b"\r\n") not in _BLANK:
            shown.append(self._more(raw, rest))
        side.announce(rest, side.letter)
        return shown

    def _command(self, raw: RawLine) -> WireLine:
        if raw.octets.strip().upper() == b"DONE" and self._said.verb == "IDLE":
            shown = line_of(raw, "IMAP", self._phase, "command", clean(raw.octets))
            return replace(shown, story=Notice("story.imap.done"))
        said = self._said = read(raw.octets)
        self._waiting[said.tag] = said
        kind, text = "command", clean(raw.octets)
        if said.verb in SECRET:
            kind = "secret"
            hidden = masked(said, said.argument.encode())
            text = " ".join(filter(None, [said.tag, said.verb, hidden]))
            self._begin_exchange(said)
        self._client.announce(raw.octets, said.verb == "APPEND")
        story = stories.of_command(said.verb, clean(said.argument.encode()))
        return line_of(raw, "IMAP", self._phase_of(said), kind, text, story)

    def _begin_exchange(self, said: Said) -> None:
        if said.verb == "AUTHENTICATE":
            self._challenges = self._responses = 0
            self._secret_next = said.words == 1

    def _response(self, raw: RawLine) -> WireLine:
        """A line of the SASL exchange."""
        self._responses += 1
        self._secret_next = False
        if raw.octets.strip() == b"*":
            shown = line_of(raw, "IMAP", self._phase, "command", "*")
            return replace(shown, story=Notice("story.imap.cancel"))
        self._said.user = user_of_plain(raw.octets)
        shown = line_of(raw, "IMAP", self._phase, "secret", MASK)
        return replace(shown, story=Notice("story.imap.secret"))

    def _more(self, raw: RawLine, rest: bytes) -> WireLine:
        """The piece of a command that comes after a literal."""
        kind, text = "command", clean(rest)
        if self._said.verb in SECRET:
            kind, text = "secret", masked(self._said, rest)
        part = raw._replace(octets=rest)
        shown = line_of(part, "IMAP", self._phase_of(self._said), kind, text)
        return replace(shown, story=Notice("story.imap.more"))

    # --- the server ----------------------------------------------------------------------------

    def _from_server(self, raw: RawLine) -> list[WireLine]:
        side = self._server
        if side.literal is None:
            return [self._line(raw)]
        rest = side.take(raw)
        if side.left or (not rest and side.heard):
            return []
        shown = self._literal(side)
        if rest.strip(b"\r\n") not in _BLANK:
            part = raw._replace(octets=rest)
            more = line_of(part, "IMAP", self._phase_of(self._said), "untagged", clean(rest))
            shown.append(replace(more, story=Notice("story.imap.more")))
        side.announce(rest, _gives_letter(rest))
        return shown

    def _line(self, raw: RawLine) -> WireLine:
        text = clean(raw.octets)
        first, self._greeted = not self._greeted, True
        if text.startswith("*"):
            return self._untagged(raw, text, first)
        if text.startswith("+"):
            return self._continuation(raw, text)
        match = _TAGGED.match(text)
        if match is not None:
            return self._reply(raw, text, match["tag"], match["status"].upper(), match["code"])
        shown = line_of(raw, "IMAP", self._phase, "reply", text)
        return replace(shown, story=Notice("story.imap.odd"))

    def _untagged(self, raw: RawLine, text: str, first: bool) -> WireLine:
        under_way = self._said if self._said.tag in self._waiting else None
        self._knowledge.untagged(text, under_way.verb if under_way else "")
        if not _STATUS.match(raw.octets):
            self._server.announce(raw.octets, _gives_letter(raw.octets))
        kind = "greeting" if first else "untagged"
        story = stories.of_greeting(text) if first else stories.of_untagged(text)
        if _BYE.match(text) and self._said.verb != "LOGOUT":
            # The server ends it by itself, and no reply has to come.
            self._knowledge, self._phase = Knowledge(), "leave"
        phase = self._phase_of(under_way)
        return line_of(raw, "IMAP", phase, kind, text, story, pill="info", code="*")

    def _continuation(self, raw: RawLine, text: str) -> WireLine:
        story = "go_on"
        if self._said.verb == "IDLE":
            story = "idling"
        elif self._said.verb == "AUTHENTICATE" and self._said.tag in self._waiting:
            self._challenges += 1
            self._secret_next = self._challenges > self._responses
            story = "challenge"
        shown = line_of(raw, "IMAP", self._phase_of(self._said), "continuation", text)
        return replace(shown, pill="go", code="+", story=Notice(f"story.imap.{story}"))

    def _reply(self, raw: RawLine, text: str, tag: str, status: str, code: str | None) -> WireLine:
        said = self._waiting.pop(tag, None) or Said(tag, "")
        phase = self._phase_of(said)  # in which it was answered: OK may begin the next one
        if said is self._said:
            self._secret_next = False
            if not self._client.heard:
                self._client = _Side()  # a literal that was refused never comes
        self._knowledge.ended(said.verb, said.argument, status)
        if status == "OK":
            self._agreed(said, raw.lost)
        story = stories.of_reply(said.verb, status, code or "")
        pill: Pill = "ok" if status == "OK" else "no"
        return line_of(raw, "IMAP", phase, "reply", text, story, pill=pill, code=status)

    def _agreed(self, said: Said, lost: bool) -> None:
        if said.verb in SECRET:
            self._knowledge.user = said.user
            self._phase = "open"
        elif said.verb in _OPENING:
            self._phase = "work"
        elif said.verb == "LOGOUT":
            self._phase = "leave"
            self._knowledge = Knowledge()
            self.end = "" if lost else "LOGOUT"

    def _phase_of(self, said: Said | None) -> str:
        return _PHASES.get(said.verb, self._phase) if said is not None else self._phase


def _gives_letter(octets: bytes) -> bool:
    """Whether the literal that *octets* announce is a letter, or a part of one."""
    # Only the end is looked at: a line may be long, and holds what strangers wrote.
    return _LETTER_ITEM.search(octets[-1000:]) is not None
