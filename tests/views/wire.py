"""Literal lines and sessions for the live wire, and what a page would be told."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

from labkit.records import Direction, Notice, RawLine, SessionRecord, Span, WireLine
from labkit.views.wire import WireView

NINE = datetime(2026, 4, 6, 9, tzinfo=timezone(timedelta(hours=9)))


def line(session: int = 1, number: int = 1, text: str = "NOOP", **more: Any) -> WireLine:
    direction: Direction = more.pop("direction", "C")
    kind = more.pop("kind", "command")
    story = more.pop("story", Notice("story.smtp.verb.noop"))
    more.setdefault("octets", len(text) + 2)
    return WireLine(
        session, number, direction, NINE, "SMTP", "hello", kind, text, story=story, **more
    )


def session(**more: Any) -> SessionRecord:
    given = {"id": 1, "who": "phone", "host": "smtp.fuji.example", "port": 587}
    given |= {"protocol": "SMTP", "started": NINE, "ended": None, "end": "open"}
    given |= {"client_octets": 6, "server_octets": 8} | more
    return SessionRecord(**given)


LOGIN = line(number=2, text="AUTH PLAIN ••••", kind="secret")
SECRET = b"AUTH PLAIN AGtlbgBtb3VudGFpbi12aWV3\r\n"


def raw(shown: WireLine) -> tuple[RawLine, ...]:
    octets = SECRET if shown.number == 2 else b"NOOP \x00\xe3\x81\x82\r\n"
    return (RawLine(1, shown.number, "C", NINE, octets),)


def explain(shown: WireLine) -> tuple[Span, ...]:
    return (Span(0, 4, "verb", "smtp.verb.noop"),)


class Page:
    """A page that shows *view*: what it asks, and what it is told."""

    def __init__(self, view: WireView, name: str = "page") -> None:
        self.told: list[dict[str, Any]] = []
        self._view, self._name = view, name
        view.page.send = lambda content, buffers=None: self.told.append(content)

    def ask(self, what: str, **more: object) -> dict[str, Any]:
        """Ask as the browser does; return the last that is told."""
        self._view.page._handle_custom_msg({"ask": what, "page": self._name, **more}, [])
        return self.told[-1] if self.told else {}

    def all(self, what: str) -> list[dict[str, Any]]:
        return [each for each in self.told if each["is"] == what]
