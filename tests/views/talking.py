"""A console without a lab: somebody who notes what is asked of it, and a session to show."""

from __future__ import annotations

from datetime import UTC, datetime

from labkit.records import Ladder, Notice, Script, ScriptLine, SessionRecord, WireLine
from labkit.texts import Language
from labkit.views.console import Console

TIME = datetime(2026, 4, 6, 9, tzinfo=UTC)
SCRIPT = Script(
    "SMTP",
    25,
    (
        ScriptLine("EHLO me", "hello"),
        ScriptLine("", "gap"),
        ScriptLine(".", "dot", fades=True),
        ScriptLine("QUIT", "quit"),
    ),
)


def line(number: int, direction: str, text: str, **values: object) -> WireLine:
    fields = {"phase": "hello", "kind": "command", **values}
    return WireLine(1, number, direction, TIME, "SMTP", text=text, **fields)  # type: ignore[arg-type]


def record(*lines: WireLine, end: str = "open") -> Ladder:
    ended = None if end == "open" else TIME
    session = SessionRecord(1, "you", "mx.example", 25, "SMTP", TIME, ended, end, 0, 0, typed=True)
    return Ladder(session, lines)


GREETING = line(
    1, "S", "220 ready", kind="greeting", pill="ok", code="220",
    story=Notice("story.smtp.code.220"),
)  # fmt: skip


class Kind(Exception):
    notice = Notice("talk.password")


class Server:
    """What a console acts on; ``calls`` is what was asked."""

    def __init__(self, language: Language = "en") -> None:
        self.calls: list[tuple[str, ...]] = []
        self.lines = [GREETING]
        self.open = True
        names = ("call", "say", "letter", "hang_up")
        actions = {name: self._noting(name) for name in names}
        doors = [("SMTP", "mx.example", 25), ("POP3", "pop.example", 110)]
        scripts = {"mx.example": SCRIPT, "pop.example": Script("POP3", 110, ())}
        self.console = Console(doors, scripts, actions, self.state, language)  # type: ignore[arg-type]

    def state(self) -> tuple[str, bool, Ladder, dict[int, str]]:
        return "mx.example", self.open, record(*self.lines), {}

    def _noting(self, name: str) -> object:
        def act(*words: str) -> str:
            if "own" in words:
                raise Kind
            self.calls.append((name, *words))
            self.open = name != "hang_up"
            return "250" if words and words[0].startswith("EHLO") else ""

        return act
