"""The words and the head of whoever holds letters: a device, or the mailbox on the server."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from labkit.plots.palette import INK
from labkit.records import DeviceState, LetterRow
from labkit.texts import Language, find, say, tell
from labkit.views.letter import describe, row_words, shown_name
from labkit.views.markup import el, html
from labkit.views.pieces import heading, lab_time, table

_HEADS = ("letter", "state", "sender", "subject")
DEVICES = ("phone", "laptop", "tablet", "pc")  # each has a frame of its own in the style sheet


def person(name: str, language: Language) -> str:
    """Return a person's name as *language* writes it; a stranger's stays as it is."""
    return find(language, f"view.{name.lower()}") or name


def device_title(state: DeviceState, language: Language) -> str:
    """Return "Ken's phone"; a device of another kind keeps its own name."""
    known = state.name.lower() in DEVICES
    device = say(language, f"panel.{state.name.lower()}") if known else state.name
    return say(language, "panel.title", owner=person(state.owner, language), device=device)


def main_action(state: DeviceState) -> str:
    """Return the name of the action that asks the server: POP3 gets, IMAP syncs."""
    return "get" if state.protocol == "POP3" else "sync"


def facts(state: DeviceState, language: Language) -> tuple[str, ...]:
    """Return what a panel's head says: protocol in words, online or not, last contact, settings."""
    here = "online" if state.online else "river" if state.lost else "offline"
    online = say(language, f"panel.{here}")
    if state.last_sync is None:
        last = say(language, "panel.never")
    else:
        last = say(language, "panel.last", time=lab_time(state.last_sync, language))
    settings = (tell(language, setting) for setting in state.settings)
    return (say(language, f"panel.{state.protocol.lower()}"), online, last, *settings)


def render_head(state: DeviceState, language: Language) -> str:
    """Return the top of a device's screen."""
    protocol, online, *rest = facts(state, language)
    root = el(None, "div", class_="labkit-head", lang=language)
    heading(root, device_title(state, language))
    el(root, "div", protocol, class_=f"labkit-protocol labkit-{state.protocol.lower()}-text")
    line = el(root, "div", class_="labkit-facts")
    _online_mark(line, state.online)
    el(line, "span", online)
    for fact in rest:
        el(root, "div", fact, class_="labkit-facts")
    return html(root)


def render_mailbox_head(owner: str, language: Language) -> str:
    """Return the top of the server's mailbox, with the two doors to it."""
    root = el(None, "div", class_="labkit-head", lang=language)
    heading(root, say(language, "panel.mailbox", owner=person(owner, language)))
    el(root, "div", say(language, "panel.server"), class_="labkit-protocol")
    el(root, "div", say(language, "panel.doors"), class_="labkit-facts")
    return html(root)


def holder_text(title: str, rows: Sequence[LetterRow], language: Language) -> str:
    """Return the text twin of a holder: who, then one line a letter."""
    lines = [f"  {describe(row, language)}" for row in rows]
    return "\n".join([title, *(lines or [f"  {say(language, 'panel.empty')}"])])


def holder_table(title: str, rows: Sequence[LetterRow], language: Language) -> str:
    """Return the table twin of a holder."""
    heads = [say(language, f"panel.{key}") for key in _HEADS]
    return table(title, holder_lines(rows, language), heads)


def holders_table(
    title: str, holders: Sequence[tuple[str, Sequence[LetterRow]]], language: Language
) -> str:
    """Return the table twin of several holders: who, then one line a letter."""
    heads = [say(language, f"panel.{key}") for key in ("who", *_HEADS)]
    lines = [(who, *line) for who, rows in holders for line in holder_lines(rows, language)]
    return table(title, lines, heads)


def holder_lines(rows: Sequence[LetterRow], language: Language) -> list[tuple[str, ...]]:
    """Return one line a letter: its name, its state, its sender, its subject."""
    lines = [(r.letter, row_words(r, language), shown_name(r.sender), r.subject) for r in rows]
    return lines or [(say(language, "panel.empty"), "", "", "")]


def _online_mark(parent: Element, online: bool) -> None:
    mark = el(parent, "svg", width=12, height=12, viewBox="0 0 12 12", aria_hidden="true")
    if online:
        el(mark, "circle", cx=6, cy=6, r=4, fill=INK)
    else:
        cross = el(mark, "path", d="M2 2 L10 10 M10 2 L2 10")
        cross.attrib.update({"stroke": INK, "stroke-width": "2"})
