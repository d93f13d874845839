"""What each line of a POP3 session says, and what the server knows after it.

A fold over the session's lines: replies come in the order of the commands (RFC 2449 section 6.6),
so a queue of what was said tells which command a reply belongs to, and whether text follows it.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import islice

from labkit.protocols.pop3 import stories
from labkit.protocols.pop3.sasl import CANCEL
from labkit.protocols.showing import MASK, Fold, clean, line_of, user_of_plain
from labkit.records import Notice, RawLine, WireLine

_WORDS = re.compile(rb"[^!-~]*([!-~]*)(.*)", re.DOTALL)  # whatever separates: masking is first
_MARKS_SHOWN = 8
# In English and, after LANG, in Japanese.
_COUNT = re.compile(r"([0-9]{1,9})(?: messages?|通)")
_REMOVED = re.compile(r"([0-9]{1,9})(?: messages? removed|通を削除)")
_TAG = re.compile(r"\+OK ([A-Za-z0-9-]{1,35})")  # RFC 6856 section 3.2


@dataclass(slots=True)
class _Said:
    """A command that waits for its reply."""

    verb: str
    argument: str = ""
    user: str = ""  # who wants to log in, when this command tells it

    @property
    def text_follows(self) -> bool:
        """Whether +OK begins a multi-line reply (RFC 1939 section 5)."""
        listing = self.verb in ("LIST", "UIDL", "LANG") and not self.argument
        return listing or self.verb in ("RETR", "TOP", "CAPA")


class Pop3Dissector:
    """Feed it one session's lines; ``end`` is "QUIT" once the server has said goodbye."""

    def __init__(self) -> None:
        self.end = ""
        self._phase = "login"
        self._greeted = False
        self._waiting: deque[_Said] = deque()
        self._user = ""
        self._marked: dict[int, None] = {}  # in the order of DELE
        self._knows: dict[str, Notice] = {}
        self._text: Fold | None = None
        self._text_of = ""
        self._challenges = self._responses = 0  # in the SASL exchange
        self._secret_next = False
        self._secret_lost = False  # a login that never arrived: the next line may belong to it

    def feed(self, line: RawLine) -> list[WireLine]:
        """Return what *line* completes."""
        if line.direction == "C":
            found = [self._client(line)]
        elif self._text is not None:
            found = self._content(line)
        else:
            found = [self._server(line)]
        return [replace(shown, knows=tuple(self._knows.values())) for shown in found]

    def finish(self) -> list[WireLine]:
        """Return what was begun and never completed."""
        text = self._take_text()
        return [replace(line, knows=tuple(self._knows.values())) for line in text]

    # --- the client ----------------------------------------------------------------------------

    def _client(self, line: RawLine) -> WireLine:
        text = clean(line.octets)
        if self._secret_next or (line.lost and self._secret_lost):
            return self._response(line, text)
        said = _read(line.octets)
        kind = "command"
        if said.verb == "PASS" or (said.verb == "AUTH" and " " in said.argument):
            kind = "secret"
            text = _masked(said, text)
        if line.lost:
            self._secret_lost = said.verb == "AUTH"
        else:
            self._note(said)
        phase = self._phase_of(said)
        story = stories.of_command(said.verb, said.argument, self._phase == "login")
        return line_of(line, "POP3", phase, kind, text, story)

    def _note(self, said: _Said) -> None:
        self._waiting.append(said)
        if said.verb == "AUTH":
            self._challenges = self._responses = 0
            _, _, initial = said.argument.partition(" ")
            said.user = user_of_plain(initial.encode())
            self._secret_next = bool(said.argument) and not initial

    def _response(self, line: RawLine, text: str) -> WireLine:
        """A line of the SASL exchange; the reply to AUTH is still to come."""
        if line.lost:
            return line_of(line, "POP3", self._phase, "secret", MASK)
        self._responses += 1
        self._secret_next = False
        if text == CANCEL:
            shown = line_of(line, "POP3", self._phase, "command", text)
            return replace(shown, story=Notice("story.pop3.cancel"))
        if self._waiting:
            self._waiting[-1].user = user_of_plain(line.octets)
        shown = line_of(line, "POP3", self._phase, "secret", MASK)
        return replace(shown, story=Notice("story.pop3.secret"))

    # --- the server ----------------------------------------------------------------------------

    def _server(self, line: RawLine) -> WireLine:
        text = clean(line.octets)
        first, self._greeted = not self._greeted, True
        kind = "greeting" if first else "reply"
        if text.startswith("+OK"):
            said = None if first or not self._waiting else self._waiting.popleft()
            shown = line_of(line, "POP3", self._phase_of(said), kind, text)
            shown = replace(shown, pill="ok", code="+OK")
            return self._accepted(shown, said, first)
        if text.startswith("-ERR"):
            said = self._waiting.popleft() if self._waiting else None
            shown = line_of(line, "POP3", self._phase_of(said), kind, text)
            shown = replace(shown, pill="no", code="-ERR")
            return replace(shown, story=self._refused(said, text))
        if text.startswith("+"):
            self._challenges += 1
            self._secret_next = self._challenges > self._responses
            shown = line_of(line, "POP3", self._phase, "continuation", text)
            return replace(shown, pill="go", code="+", story=Notice("story.pop3.challenge"))
        return replace(
            line_of(line, "POP3", self._phase, kind, text), story=Notice("story.pop3.odd")
        )

    def _phase_of(self, said: _Said | None) -> str:
        return "goodbye" if said is not None and said.verb == "QUIT" else self._phase

    def _refused(self, said: _Said | None, text: str) -> Notice:
        if said is not None and said.verb == "AUTH":
            self._secret_next = False
        return stories.of_refusal(said.verb if said else "", text)

    def _accepted(self, shown: WireLine, said: _Said | None, first: bool) -> WireLine:
        if said is None:
            return replace(shown, story=Notice(f"story.pop3.{'greeting' if first else 'ok'}"))
        if said.text_follows:
            self._text, self._text_of = Fold(), said.verb
        effect = _EFFECTS.get(said.verb)
        if effect is not None:
            return effect(self, shown, said)
        story = "ok_follows" if said.text_follows else "ok"
        return replace(shown, story=Notice(f"story.pop3.{story}"))

    def _content(self, line: RawLine) -> list[WireLine]:
        assert self._text is not None
        if line.octets.rstrip(b"\r\n") != b".":
            # RFC 1939 section 3: a dot at the start was doubled on the way.
            octets = line.octets[line.octets.startswith(b".") :]
            if self._text_of == "CAPA":
                text = clean(octets)
                story = stories.of_capability(text)
                return [line_of(line, "POP3", self._phase, "reply", text, story)]
            self._text.add(line, octets)
            return []
        end = line_of(line, "POP3", self._phase, "reply", ".")
        return [*self._take_text(), replace(end, story=Notice("story.pop3.dot"))]

    def _take_text(self) -> list[WireLine]:
        text, self._text = self._text, None
        if text is None or text.first is None:
            return []
        letter = self._text_of in ("RETR", "TOP")
        words = text.letter_text() if letter else text.list_text()
        shown = line_of(text.first, "POP3", self._phase, "content" if letter else "reply", words)
        story = Notice("story.pop3.letter" if letter else "story.pop3.lines")
        return [replace(shown, count=text.count, octets=text.octets, story=story)]

    # --- what a +OK changes --------------------------------------------------------------------

    def _user_named(self, shown: WireLine, said: _Said) -> WireLine:
        self._user = said.argument
        self._knows["user"] = Notice("knows.pop3.user", {"user": said.argument})
        return replace(shown, story=Notice("story.pop3.ok_user"))

    def _logged_in(self, shown: WireLine, said: _Said) -> WireLine:
        self._phase = "take"
        self._knows["user"] = Notice("knows.pop3.logged_in", {"user": said.user or self._user})
        count = _COUNT.search(shown.text)
        self._knows["locked"] = (
            Notice("knows.pop3.locked", {"count": int(count[1])})
            if count
            else Notice("knows.pop3.locked_some")
        )
        return replace(shown, story=Notice("story.pop3.ok_login"))

    def _is_marked(self, shown: WireLine, said: _Said) -> WireLine:
        if said.argument.isascii() and said.argument.isdecimal():
            self._marked[int(said.argument)] = None
        numbers = ", ".join(map(str, islice(self._marked, _MARKS_SHOWN)))
        if len(self._marked) > _MARKS_SHOWN:
            numbers += f", … ({len(self._marked)})"
        self._knows["marked"] = Notice("knows.pop3.marked", {"numbers": f"{{{numbers}}}"})
        return replace(shown, story=Notice("story.pop3.ok_dele", {"what": said.argument}))

    def _unmarked(self, shown: WireLine, said: _Said) -> WireLine:
        self._marked.clear()
        self._knows.pop("marked", None)
        return replace(shown, story=Notice("story.pop3.ok_rset"))

    def _utf8(self, shown: WireLine, said: _Said) -> WireLine:
        self._knows["utf8"] = Notice("knows.pop3.utf8")
        return replace(shown, story=Notice("story.pop3.ok_utf8"))

    def _speaks(self, shown: WireLine, said: _Said) -> WireLine:
        tag = _TAG.match(shown.text)
        if not said.argument or tag is None:
            return replace(shown, story=Notice("story.pop3.ok_follows"))
        self._knows["language"] = Notice("knows.pop3.language", {"tag": tag[1]})
        return replace(shown, story=Notice("story.pop3.ok_lang", {"what": tag[1]}))

    def _goodbye(self, shown: WireLine, said: _Said) -> WireLine:
        told, marked = _REMOVED.search(shown.text), len(self._marked)
        removed = int(told[1]) if told else marked
        self._phase = "goodbye"
        self.end = "" if shown.lost else "QUIT"
        self._knows.clear()
        self._marked.clear()
        if not removed:
            return replace(shown, story=Notice("story.pop3.ok_quit"))
        self._knows["removed"] = Notice("knows.pop3.removed", {"count": removed})
        # RFC 2449 section 6.7: with EXPIRE 0 it goes without having been marked.
        key = "ok_quit_removed" if removed <= marked else "ok_quit_taken"
        story = Notice(f"story.pop3.{key}", {"count": removed})
        return replace(shown, story=story, star=True)


_EFFECTS: dict[str, Callable[[Pop3Dissector, WireLine, _Said], WireLine]] = {
    "USER": Pop3Dissector._user_named,
    "PASS": Pop3Dissector._logged_in,
    "AUTH": Pop3Dissector._logged_in,
    "DELE": Pop3Dissector._is_marked,
    "RSET": Pop3Dissector._unmarked,
    "UTF8": Pop3Dissector._utf8,
    "LANG": Pop3Dissector._speaks,
    "QUIT": Pop3Dissector._goodbye,
}


def _read(octets: bytes) -> _Said:
    match = _WORDS.match(octets)
    verb, argument = match.groups() if match else (b"", b"")
    words = clean(argument).replace("\N{REPLACEMENT CHARACTER}", " ")
    return _Said(clean(verb).upper(), words.strip())


def _masked(said: _Said, text: str) -> str:
    """Return *text* with its secret hidden: all of PASS's argument, AUTH's from the second on."""
    if said.verb == "AUTH":
        return f"AUTH {said.argument.split(' ')[0]} {MASK}"
    return f"PASS {MASK}" if said.argument or text.rstrip().upper() != "PASS" else text
