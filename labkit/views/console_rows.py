"""The conversation as the console shows it: a row a line, as on a ladder, and what it means."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from labkit.plots.ladder_line import shown
from labkit.plots.ladder_twin import end_word, phase_word
from labkit.records import Ladder, Pill, WireLine
from labkit.texts import Language, say, tell
from labkit.views.markup import el, html

MOST = 300  # rows; of a longer conversation the last ones
Tree = list[object]
_SIGNS: dict[Pill, str] = {"ok": "✓", "go": "…", "later": "↻", "no": "✕"}


def rows_of(record: Ladder, letters: Mapping[int, str], language: Language) -> list[Tree]:
    """Return each row of *record* as a tree; how it ended stands at its end.

    *letters* has the text of each letter that passed, by the number of its first line.
    """
    rows: list[Tree] = []
    phase = ""
    for line in record.lines[-MOST:]:
        tab = phase_word(line.phase, language) if line.phase != phase else ""
        phase = line.phase
        rows.append(tree(_row(line, tab, letters.get(line.number), language)))
    if record.session.end != "open":
        box = el(None, "div", class_="labkit-talk-end", lang=language)
        el(box, "span", end_word(record.session, language))
        rows.append(tree(box))
    return rows


def tree(root: Element) -> Tree:
    """Return *root* as the browser builds it anew: tag, attributes, text, what is inside."""
    return [root.tag, dict(root.attrib), root.text or "", [tree(each) for each in root]]


def known(record: Ladder | None, language: Language) -> str:
    """Return what the server knows now, as a list in HTML."""
    notices = record.lines[-1].knows if record is not None and record.lines else ()
    root = el(None, "div", class_="labkit-talk-knows", lang=language)
    if not notices:
        el(root, "div", say(language, "talk.knows_nothing"), class_="labkit-hint")
        return html(root)
    items = el(root, "ul")
    for notice in notices:
        el(items, "li", tell(language, notice))
    return html(root)


def _row(line: WireLine, tab: str, letter: str | None, language: Language) -> Element:
    root = el(None, "div", lang=language)
    if tab:
        el(el(root, "div", class_="labkit-talk-phase"), "span", tab)
    mine = line.direction == "C"
    side = "mine" if mine else "theirs"
    row = el(root, "div", class_=f"labkit-talk-row labkit-talk-{side}")
    el(row, "span", say(language, f"talk.{side}"), class_="labkit-talk-who")
    said = el(row, "div", class_="labkit-talk-said")
    words = el(said, "div", class_=f"labkit-talk-words labkit-talk-{line.protocol.lower()}")
    if line.code and line.pill:
        pill = el(words, "span", class_=f"labkit-talk-pill labkit-talk-pill-{line.pill}")
        if sign := _SIGNS.get(line.pill, ""):
            el(pill, "span", sign, aria_hidden="true")
        el(pill, "span", line.code)
    el(words, "code", _words(line, language) if letter is None else letter)
    if line.lost:
        el(said, "div", say(language, "ladder.lost"), class_="labkit-talk-means")
    if line.story is not None:
        el(said, "div", tell(language, line.story), class_="labkit-talk-means")
    if line.star:
        el(said, "div", f"★ {say(language, 'ladder.star')}", class_="labkit-talk-star")
    return root


def _words(line: WireLine, language: Language) -> str:
    """Return the words of *line*; the pill says the code already."""
    text = shown(line, language)
    if line.code and line.pill and text.startswith(line.code):
        return text[len(line.code) :].lstrip(" -")
    return text
