"""The lines of a ladder one by one, under the picture: story, what it means, octets.

It is plain HTML with ``<details>``, so a stored output opens without a kernel. The drawing's lines
link to what stands inside: a browser that goes there opens it. An id is made from what the session
holds, so equal ladders have equal ones, and different ones in a page do not meet.
"""

from __future__ import annotations

from hashlib import blake2s
from typing import Final
from xml.etree.ElementTree import Element, tostring

from labkit.plots import ladder_octets
from labkit.plots.ladder_entry import Entry, Part, explanation, glossary, meaning_of
from labkit.plots.lighting import event_class
from labkit.plots.palette import CODE
from labkit.plots.svg import el
from labkit.records import Ladder
from labkit.texts import Language, say

PICTURE, MEANING, OCTETS = DEPTHS = (1, 2, 3)

_STYLE: Final = (
    ".labkit-lines{max-width:820px;font-size:14px;line-height:1.45}"
    ".labkit-lines summary{padding:3px 6px;cursor:pointer;border-radius:6px}"
    ".labkit-lines .labkit-entry>summary{padding-left:3.6em;text-indent:-3.2em}"
    f".labkit-lines code{{font-family:{CODE};font-size:12.5px;overflow-wrap:anywhere;"
    "background:none;color:inherit}"
    ".labkit-lines .labkit-no{display:inline-block;min-width:1.9em;text-align:right;"
    "font-variant-numeric:tabular-nums}"
    ".labkit-lines .labkit-story{padding-left:.7em}"
    ".labkit-lines .labkit-inside{margin:2px 0 10px 3.4em;padding-left:12px;"
    "border-left:2px solid currentColor;scroll-margin-top:40vh}"
    ".labkit-lines .labkit-inside:target{border-left-width:6px}"
    ".labkit-lines dl{margin:4px 0}"
    ".labkit-lines dt{margin:0;font-weight:400}.labkit-lines dt code{font-weight:700}"
    ".labkit-lines .labkit-kind{padding-left:.6em;font-size:12.5px}"
    ".labkit-lines cite{padding-left:.5em}"
    ".labkit-lines dd{margin:0 0 6px 1.4em}"
    ".labkit-lines .labkit-raw{display:block;white-space:pre-wrap;padding:1px 6px}"
    ".labkit-lines .labkit-raw b{border:1px solid currentColor;border-radius:3px;padding:0 3px;"
    "margin:0 1px;font-size:12px;font-weight:400}"
    # On paper nobody can open anything.
    "@media print{.labkit-lines,.labkit-lines code{color:#000;background:#fff}"
    ".labkit-lines::details-content,.labkit-lines details::details-content"
    "{content-visibility:visible;block-size:auto}"
    ".labkit-lines details{break-inside:avoid}.labkit-lines .labkit-words{break-inside:auto}}"
)


def key_of(record: Ladder, language: Language) -> str:
    """Return how the ids of this ladder begin."""
    session = record.session
    who = f"{session.id} {session.who} {session.host} {session.started} {language}"
    said = "\n".join([who, *(line.text for line in record.lines)])
    return f"labkit-{blake2s(said.encode('utf-8', 'replace'), digest_size=4).hexdigest()}"


def id_of(key: str, number: int) -> str:
    """Return the id of line *number*.

    >>> id_of("labkit-0a1b2c3d", 12)
    'labkit-0a1b2c3d-12'
    """
    return f"{key}-{number:d}"


def listing(
    entries: tuple[Entry, ...], left_out: int, key: str, depth: int, language: Language
) -> str:
    """Return *entries* as HTML, open as deep as *depth* says; *left_out* lines have none."""
    root = Element("details", {"class": "labkit-lines", "lang": language})
    if depth >= MEANING:
        root.set("open", "")
    el(root, "summary", say(language, "ladder.list"))
    el(root, "style", _STYLE)
    el(root, "p", say(language, "ladder.list_how"))
    for entry in entries:
        _entry(root, entry, id_of(key, entry.line.number), depth, language)
    if left_out:
        el(root, "p", say(language, "ladder.list_left_out", count=left_out))
    _words(root, glossary(entries), depth, language)
    return tostring(root, encoding="unicode", method="html")


def text_of(entries: tuple[Entry, ...], depth: int, language: Language) -> str:
    """Return in plain text what *depth* opens, "" where it opens nothing."""
    told = []
    for entry in entries if depth > PICTURE else ():
        told.append(f"{entry.line.number} {entry.line.direction}: {entry.said}")
        told += (f"    {_part(part, language)}" for part in entry.parts)
        if depth >= OCTETS:
            told += (f"    {ladder_octets.written(octets)}" for octets in entry.octets)
            told += [f"    {_more(entry, language)}"] if entry.more else []
    return "\n".join(told)


def _entry(root: Element, entry: Entry, id: str, depth: int, language: Language) -> None:
    line = entry.line
    owner = f"labkit-entry {event_class(line.event)}" if line.event else "labkit-entry"
    fold = el(root, "details", **{"class": owner}, open="" if depth >= MEANING else None)
    _summary(fold, entry, language)
    inside = el(fold, "div", id=id, **{"class": "labkit-inside"})
    parts = el(inside, "dl")
    for part in entry.parts:
        _term(parts, part)
        el(parts, "dd", meaning_of(part, language))
    if entry.octets:
        _octets(inside, entry, depth, language)
    el(inside, "a", say(language, "ladder.link", number=line.number), href=f"#{id}")


def _summary(fold: Element, entry: Entry, language: Language) -> None:
    line = entry.line
    summary = el(fold, "summary")
    el(summary, "span", str(line.number), **{"class": "labkit-no"})
    el(summary, "b", f"{line.direction}:")
    el(summary, "span" if line.kind == "content" else "code", entry.said)
    if line.lost:
        el(summary, "strong", say(language, "ladder.lost"))
    if entry.story:
        el(summary, "span", entry.story, **{"class": "labkit-story"})


def _term(parts: Element, part: Part) -> None:
    term = el(parts, "dt")
    el(term, "code", part.text)
    el(term, "span", part.kind, **{"class": "labkit-kind"})


def _octets(inside: Element, entry: Entry, depth: int, language: Language) -> None:
    fold = el(inside, "details", open="" if depth >= OCTETS else None)
    el(fold, "summary", say(language, "ladder.octets"))
    for octets in entry.octets:
        ladder_octets.draw(fold, octets)
    if entry.more:
        el(fold, "p", _more(entry, language))
    if None in entry.octets:
        el(fold, "p", say(language, "ladder.masked"))


def _words(root: Element, parts: tuple[Part, ...], depth: int, language: Language) -> None:
    """Append what there is to say at length: once for each meaning, however often it is met."""
    known = [(part, told) for part in parts if (told := explanation(part.meaning, language))]
    if not known:
        return
    fold = el(root, "details", **{"class": "labkit-words"}, open="" if depth >= OCTETS else None)
    el(fold, "summary", say(language, "ladder.words", count=len(known)))
    words = el(fold, "dl")
    for part, told in known:
        _term(words, part)
        said = el(words, "dd", told.curious)
        el(said, "cite", told.source)


def _part(part: Part, language: Language) -> str:
    meaning = meaning_of(part, language)
    return say(language, "ladder.part", text=part.text, kind=part.kind, meaning=meaning)


def _more(entry: Entry, language: Language) -> str:
    return say(language, "wire.label.more", count=entry.more)
