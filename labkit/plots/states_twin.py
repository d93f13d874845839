"""What a diagram of states says, in words."""

from __future__ import annotations

from labkit.plots.names import listed
from labkit.plots.picture import Twin
from labkit.records import StateTable
from labkit.texts import Language, say


def staying(table: StateTable, state: str) -> list[str]:
    """Return the commands that are understood in *state* and do not leave it."""
    rows = (row for row in table.rows if state in row.states)
    return [row.verb for row in rows if state not in dict(row.leads_to)]


def leaving(table: StateTable, state: str) -> list[tuple[str, str]]:
    """Return (command, where it leads) for those that leave *state*."""
    return [(row.verb, new) for row in table.rows for old, new in row.leads_to if old == state]


def said(verb: str, language: Language) -> str:
    """Return *verb* as it is written; what is no word is told in words."""
    return say(language, "states.dot") if verb == "." else verb


def name_of(table: StateTable, state: str, language: Language) -> str:
    """Return what *state* is in a learner's words."""
    return say(language, f"states.{table.protocol.lower()}.{state.replace(' ', '_').lower()}")


def place(table: StateTable, language: Language) -> str:
    """Return that the session stands in this state, or did when it ended."""
    return say(language, "states.ended_here" if table.over else "states.here")


def twin_of(table: StateTable, language: Language) -> Twin:
    """Return title, answer and table of the diagram."""
    title = say(language, "states.title", protocol=table.protocol)
    head = tuple(say(language, f"states.{key}") for key in ("state", "understands", "leads"))
    rows = tuple(_row(table, state, language) for state in table.states)
    return Twin(title, _answer(table, language), head, rows)


def _row(table: StateTable, state: str, language: Language) -> tuple[str, ...]:
    told = say(language, "states.named", state=state, words=name_of(table, state, language))
    if state == table.now:
        told = say(language, "states.row_here", state=told, here=place(table, language))
    ways = [
        say(
            language,
            "states.way",
            verb=said(verb, language),
            state=new or say(language, "states.end"),
        )
        for verb, new in leaving(table, state)
    ]
    return told, ", ".join(staying(table, state)), "; ".join(ways)


def _answer(table: StateTable, language: Language) -> str:
    if not table.now:
        return say(language, "states.no_session", protocol=table.protocol)
    ways = [said(verb, language) for verb, _ in leaving(table, table.now)]
    known = staying(table, table.now) + ways
    key = "states.answer_over" if table.over else "states.answer"
    words = listed(language, known) or say(language, "states.nothing")
    return say(language, key, state=table.now, words=words)
