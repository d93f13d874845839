"""The engines' own tables as one kind of record, and where a session stands in them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import replace
from enum import Enum
from typing import Any

from labkit.protocols.imap.commands import COMMANDS as IMAP
from labkit.protocols.imap.states import ImapState
from labkit.protocols.pop3 import COMMANDS as POP3
from labkit.protocols.pop3 import Pop3State
from labkit.protocols.smtp.knowledge import DOT
from labkit.protocols.smtp.states import ROWS, SmtpState
from labkit.records import Protocol, StateRow, StateTable, WireLine

_CONTENT, _GREETED = SmtpState.CONTENT.value, SmtpState.GREETED.value


def table_of(protocol: Protocol) -> StateTable:
    """Return the states and commands of *protocol*, from the table by which its engine works."""
    return {"POP3": _pop3, "IMAP": _imap, "SMTP": _smtp}[protocol]()


def standing(lines: Iterable[WireLine], protocol: Protocol, over: bool) -> StateTable:
    """Return the table of *protocol* with the state in which a session stands after *lines*."""
    table = table_of(protocol)
    walk = _Walk(table)
    for line in lines:
        walk.hear(line)
    return replace(table, now=walk.state, over=over)


class _Walk:
    """Follows one session by its commands and their replies."""

    def __init__(self, table: StateTable) -> None:
        self.state = table.states[0]
        self._tagged = table.protocol == "IMAP"
        self._rows = {row.verb: dict(row.leads_to) for row in table.rows}
        self._waiting: deque[tuple[str, str]] = deque()  # (tag, verb)

    def hear(self, line: WireLine) -> None:
        """Take the next line of the session."""
        if line.direction == "C":
            if line.kind in ("command", "secret") and not line.lost:
                self._asked(line.text)
        elif line.kind == "reply" and line.pill != "go":
            self._answered(line)
        elif line.code == "354" and self._waiting:
            self._go(self._waiting.popleft()[1])
            self._waiting.appendleft(("", DOT))

    def _asked(self, text: str) -> None:
        words = text.upper().split()
        tag = words.pop(0) if self._tagged and words else ""
        verb = " ".join(words[:2]) if words[:1] == ["UID"] else "".join(words[:1])
        if verb in self._rows:
            self._waiting.append((tag, verb))

    def _answered(self, line: WireLine) -> None:
        tag = line.text.partition(" ")[0].upper() if self._tagged else ""
        found = next((each for each in self._waiting if each[0] == tag), None)
        if found is None:
            return
        self._waiting.remove(found)
        verb = found[1]
        if line.pill == "ok" or verb == DOT:  # a letter that is refused ends its transaction too
            self._go(verb)
        elif verb in ("SELECT", "EXAMINE") and self.state == ImapState.SELECTED.value:
            # RFC 3501 section 6.3.1: a SELECT that fails leaves no mailbox selected.
            self.state = ImapState.AUTHENTICATED.value

    def _go(self, verb: str) -> None:
        self.state = self._rows[verb].get(self.state) or self.state


def _pop3() -> StateTable:
    rows = (StateRow(row.verb, _values(row.states), _pairs(row.leads_to)) for row in POP3.values())
    return StateTable("POP3", _values(Pop3State), tuple(rows))


def _imap() -> StateTable:
    rows = []
    for row in IMAP.values():
        new = row.leads_to
        pairs = ((old.value, new.value) for old in row.states if new not in (None, old))
        rows.append(StateRow(row.verb, _values(row.states), tuple(pairs)))
    return StateTable("IMAP", _values(ImapState), tuple(rows))


def _smtp() -> StateTable:
    rows = []
    for row in ROWS:
        rows.append(StateRow(row.verb, _values(row.states), _pairs(row.leads_to)))
    # No command: the line with a dot alone ends the letter (RFC 5321 section 4.1.1.4).
    rows.append(StateRow(DOT, (_CONTENT,), ((_CONTENT, _GREETED),)))
    return StateTable("SMTP", _values(SmtpState), tuple(rows))


def _values(states: Iterable[Enum]) -> tuple[str, ...]:
    return tuple(str(state.value) for state in states)


def _pairs(leads_to: Mapping[Any, Any]) -> tuple[tuple[str, str], ...]:
    return tuple((old.value, new.value if new else "") for old, new in leads_to.items())
