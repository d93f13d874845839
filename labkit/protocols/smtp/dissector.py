"""From the raw lines of an SMTP session to what each says: a fold that never raises.

Replies come in the order of the commands (RFC 2920 section 3.1), so a queue of what is unanswered
tells which command a reply belongs to. Whether the lines after DATA and AUTH are commands is known
by the reply alone; until it is here such lines are held back.
"""

from __future__ import annotations

import binascii
from collections import deque
from contextlib import suppress

from labkit.protocols.showing import MASK, clean, user_of_plain
from labkit.protocols.smtp import stories
from labkit.protocols.smtp.knowledge import DOT, Knowledge
from labkit.protocols.smtp.replies import REPLY
from labkit.protocols.smtp.states import BY_VERB
from labkit.records import Notice, RawLine, WireLine

GREETING = ""
_PHASES = {
    GREETING: "hello",
    "EHLO": "hello",
    "HELO": "hello",
    "AUTH": "login",
    "MAIL": "envelope",
    "RCPT": "envelope",
    "DATA": "letter",
    DOT: "letter",
    "QUIT": "goodbye",
}


class SmtpDissector:
    """Feed it one session's lines in order; ``end`` is "QUIT" once the goodbye was said."""

    def __init__(self) -> None:
        self.end = ""
        self._knowledge = Knowledge()
        self._phase = "hello"
        self._mode = "command"  # or "secret", "content"; "waiting" for the reply that decides
        self._unanswered: deque[tuple[str, str]] = deque([(GREETING, "")])
        self._held: deque[RawLine] = deque()
        self._reply: list[RawLine] = []
        self._letter: list[RawLine] = []
        self._login = ""
        self._mechanism = ""

    def feed(self, line: RawLine) -> list[WireLine]:
        """Return what *line* completes: often one line, none while more is to come."""
        if line.lost:
            return [self._lost(line)]
        if line.direction == "C":
            self._held.append(line)
            return self._release()
        self._reply.append(line)
        if line.octets[3:4] == b"-" and line.octets[:3].isdigit():
            return []
        return [self._answer(), *self._release()]

    def finish(self) -> list[WireLine]:
        """The session is over: return what was still held."""
        found = [self._answer()] if self._reply else []
        if self._mode == "waiting" and self._held:
            # The deciding reply never came. What followed AUTH may be a password.
            verb = self._unanswered[-1][0] if self._unanswered else ""
            self._mode = "secret" if verb == "AUTH" else "content"
        while self._held:
            found += self._client(self._held.popleft())
            if self._mode == "waiting":
                self._mode = "secret"
        if self._letter:
            found.append(self._content())
        return found

    def _release(self) -> list[WireLine]:
        found: list[WireLine] = []
        while self._held and self._mode != "waiting":
            found += self._client(self._held.popleft())
        return found

    # The client's side.

    def _client(self, line: RawLine) -> list[WireLine]:
        if self._mode == "content":
            return self._letter_line(line)
        if self._mode == "secret":
            return [self._secret(line)]
        return [self._command(line)]

    def _command(self, line: RawLine) -> WireLine:
        text = clean(line.octets)
        word = text.partition(" ")[0].upper()
        verb = word if word in BY_VERB else "unknown"
        self._phase = _PHASES.get(verb, self._phase)
        self._unanswered.append((verb, _argument(text, verb)))
        if verb in ("DATA", "AUTH"):
            self._mode = "waiting"
        kind = "command"
        if verb == "AUTH":
            text, kind = self._auth(text)
        return self._line([line], kind, text, story=stories.of_command(verb))

    def _auth(self, text: str) -> tuple[str, str]:
        """Mask what AUTH brings along; keep whose it is."""
        words = text.split(" ", 2)
        self._mechanism = words[1].upper() if len(words) > 1 else ""
        self._login = ""
        if len(words) < 3:
            return text, "command"
        self._learn(words[2].encode())
        return f"{words[0]} {words[1]} {MASK}", "secret"

    def _secret(self, line: RawLine) -> WireLine:
        self._learn(line.octets.strip())
        self._unanswered.append(("AUTH", ""))
        self._mode = "waiting"
        return self._line([line], "secret", MASK, story=Notice("story.smtp.secret"))

    def _learn(self, answer: bytes) -> None:
        """Read the user's name from the first answer to AUTH: LOGIN's second is the password."""
        mechanism, self._mechanism = self._mechanism, ""
        if mechanism == "PLAIN":
            self._login = user_of_plain(answer)
        elif mechanism == "LOGIN":
            with suppress(binascii.Error):
                self._login = clean(binascii.a2b_base64(answer))

    def _letter_line(self, line: RawLine) -> list[WireLine]:
        # Only CRLF . CRLF ends a letter: the line before the dot must end with CRLF as well.
        follows = not self._letter or self._letter[-1].octets.endswith(b"\r\n")
        self._letter.append(line)
        if line.octets != b".\r\n" or not follows:
            return []
        self._mode = "command"
        self._unanswered.append((DOT, ""))
        self._knowledge.holds_letter()
        return [self._content()]

    def _content(self) -> WireLine:
        lines, self._letter = self._letter, []
        self._phase = "letter"
        return self._line(lines, "content", _subject(lines), story=Notice("story.smtp.letter"))

    # The server's side.

    def _answer(self) -> WireLine:
        lines, self._reply = self._reply, []
        verb, argument = self._unanswered.popleft() if self._unanswered else ("unknown", "")
        self._phase = _PHASES.get(verb, self._phase)
        last = clean(lines[-1].octets)
        match = REPLY.match(last)
        code = match["code"] if match else ""
        enhanced = (match["enhanced"] if match else "") or ""
        self._decide(verb, code)
        star = self._knowledge.replied(verb, self._login if verb == "AUTH" else argument, code)
        if verb == "QUIT" and code.startswith("2"):
            self.end = "QUIT"
        return self._line(
            lines,
            "greeting" if verb == GREETING else "reply",
            _folded([clean(line.octets) for line in lines]),
            code=code,
            story=stories.of_reply(verb, code, enhanced),
            star=star,
        )

    def _decide(self, verb: str, code: str) -> None:
        """Learn from the reply to DATA or AUTH what the client's next lines are."""
        if verb == "DATA":
            self._mode = "content" if code == "354" else "command"
        elif verb == "AUTH":
            self._mode = "secret" if code == "334" else "command"

    def _lost(self, line: RawLine) -> WireLine:
        text, kind = clean(line.octets), "command" if line.direction == "C" else "reply"
        if line.direction == "C" and (
            self._mode in ("secret", "waiting") or text[:4].upper() == "AUTH"
        ):
            text, kind = MASK, "secret"
        elif line.direction == "C" and self._mode == "content":
            kind = "content"
        return self._line([line], kind, text)

    def _line(
        self,
        lines: list[RawLine],
        kind: str,
        text: str,
        *,
        code: str = "",
        story: Notice | None = None,
        star: bool = False,
    ) -> WireLine:
        first = lines[0]
        return WireLine(
            first.session,
            first.number,
            first.direction,
            first.time,
            "SMTP",
            self._phase,
            kind,
            text,
            stories.pill(code) if first.direction == "S" and not first.lost else None,
            code,
            story,
            self._knowledge.notices(),
            star,
            len(lines),
            sum(len(line.octets) for line in lines),
            first.lost,
            first.event,
        )


def _argument(text: str, verb: str) -> str:
    """Return what a command is about: an address without its brackets, or a name."""
    rest = text.partition(" ")[2].strip()
    if verb in ("MAIL", "RCPT"):
        rest = rest.partition(":")[2].strip()
        return rest[1:].partition(">")[0] if rest.startswith("<") else rest.partition(" ")[0]
    return rest


def _subject(lines: list[RawLine]) -> str:
    """Return the line by which a reader knows the letter."""
    for line in lines:
        if line.octets[:8].lower() == b"subject:":
            return clean(line.octets)
        if not line.octets.strip(b"\r\n"):
            break
    return clean(lines[0].octets)


def _folded(texts: list[str]) -> str:
    """Return a reply's lines as one: "250 mx.fuji.example · SIZE 1000 · PIPELINING"."""
    first, *others = texts
    if not others:
        return first
    return " · ".join([first[:3] + " " + first[4:], *(text[4:] for text in others)])
