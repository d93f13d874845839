"""A letter in a list: its tile in the visual language of the film strip, and the words beside it.

    original on the server   solid ink
    view of the server       dashed green
    copy on the device       thick orange, the word COPY
    unread, read             filled dot, open dot; no dot where nobody can say
    marked for deletion      a bar across the tile

Colour is never alone: the line style, the shape and a word say the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element

from labkit.plots.palette import INK, PAPER, PROTOCOLS, REFUSAL
from labkit.records import LetterRow, Notice, Tile
from labkit.texts import Language, find, say, tell
from labkit.views.markup import el, html

_NAMED = re.compile(r"\s*\"?(.*?[^\s\"])\"?\s*<[^<>]*>\s*")
_EDGE: dict[str, dict[str, object]] = {
    "original": {"stroke": INK, "stroke_width": 2},
    "view": {"stroke": PROTOCOLS["IMAP"].stroke, "stroke_width": 2, "stroke_dasharray": "5 3"},
    "copy": {"stroke": PROTOCOLS["POP3"].stroke, "stroke_width": 3.5},
}


def shown_name(sender: str) -> str:
    """Return what a mail app's list shows of a From field: the name, else the address.

    >>> shown_name('"Aya" <aya@sakura.example>')
    'Aya'
    """
    named = _NAMED.fullmatch(sender)
    return named[1] if named else sender


def words(tile: Tile, language: Language) -> str:
    """Return what the tile's drawing says: "COPY, unread, marked"."""
    told = [] if tile.holding == "original" else [say(language, f"panel.{tile.holding}")]
    if tile.shelf != "INBOX":
        shelf = find(language, f"picture.shelf.{tile.shelf}") or tile.shelf
        told.append(say(language, "panel.in_shelf", shelf=shelf))
    keys = []
    if tile.seen is not None:
        keys.append("panel.read" if tile.seen else "panel.unread")
    if not tile.body:
        keys.append("panel.header_only")
    if tile.marked:
        keys.append("panel.marked")
    return say(language, "view.comma").join([*told, *(say(language, key) for key in keys)])


def draw_tile(parent: Element | None, tile: Tile) -> Element:
    """Draw *tile* as an SVG of 46 × 46; hidden from screen readers, for ``words`` stand beside."""
    svg = el(parent, "svg", width=46, height=46, viewBox="0 0 46 46", aria_hidden="true")
    svg.set("class", "labkit-tile")
    edge = _EDGE[tile.holding]
    el(svg, "rect", x=3, y=3, width=40, height=40, rx=5, fill=PAPER, **edge)
    weight = "700" if tile.seen is False else "400"
    name = el(svg, "text", tile.letter, x=24, y=31, text_anchor="middle", font_weight=weight)
    name.set("font-size", "20" if len(tile.letter) == 1 else "14")
    name.set("fill", INK)
    if tile.seen is not None:
        fill = PAPER if tile.seen else INK
        el(svg, "circle", cx=11.5, cy=11.5, r=3.6, fill=fill, stroke=INK, stroke_width=1.5)
    if tile.marked:
        el(svg, "path", d="M6 38 L40 8", stroke=REFUSAL, stroke_width=4, fill="none")
    return svg


def row_words(row: LetterRow, language: Language) -> str:
    """Return the words of the tile, and of the flags that no tile draws: "view, read, answered"."""
    flags = [say(language, f"desk.flag.{flag}") for flag in row.flags]
    told = [word for word in (words(row.tile, language), *flags) if word]
    return say(language, "view.comma").join(told)


def render_row(row: LetterRow, language: Language, marks: Sequence[Notice] = ()) -> str:
    """Return one line of a list: tile, sender, subject, the tile's words, and what differs."""
    read = "unread" if row.tile.seen is False else "read"
    root = el(None, "div", class_=f"labkit-letter labkit-{read}", lang=language)
    draw_tile(root, row.tile)
    lines = el(root, "div", class_="labkit-lines")
    el(lines, "div", shown_name(row.sender), class_="labkit-sender")
    el(lines, "div", row.subject, class_="labkit-subject")
    el(lines, "div", row_words(row, language), class_=f"labkit-words labkit-{row.tile.holding}")
    for mark in marks:
        line = el(lines, "div", class_="labkit-differs")
        _unequal(line)
        el(line, "span", tell(language, mark))
    return html(root)


def _unequal(parent: Element) -> None:
    sign = el(parent, "svg", width=12, height=12, viewBox="0 0 12 12", aria_hidden="true")
    path = el(sign, "path", d="M1 4 H11 M1 8 H11 M9 1 L3 11", stroke=INK, fill="none")
    path.set("stroke-width", "1.6")


def render_text(text: str | None, language: Language) -> str:
    """Return an opened letter's text; it scrolls, so the keyboard must be able to reach it."""
    if text is None:
        note = say(language, "panel.no_text")
        return html(el(None, "div", note, class_="labkit-letter-note", lang=language))
    return html(el(None, "pre", text, class_="labkit-letter-text", tabindex=0))


def describe(row: LetterRow, language: Language) -> str:
    """Return one line of the text twin."""
    state = row_words(row, language)
    head = f"{row.letter} [{state}]" if state else row.letter
    return f"{head} {shown_name(row.sender)}: {row.subject}"
