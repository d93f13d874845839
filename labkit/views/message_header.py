"""A header explained: a sentence for each field, and the postmarks in their order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from labkit.records import OpenLetter
from labkit.texts import Explanation, Language, explained, meanings, say
from labkit.views.markup import el

MAX_MARKS = 30
_MARK = re.compile(
    r"(?:from\s+(?P<from>[^\s;]+))?.*?\bby\s+(?P<by>[^\s;]+)"
    r"(?:.*?\bwith\s+(?P<with>[^\s;]+))?(?:.*?\bfor\s+<?(?P<for>[^\s;<>]+)>?)?",
    re.DOTALL | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Postmark:
    """A Received field; what it does not say is ""."""

    came_from: str
    by: str
    how: str
    taker: str
    date: str
    text: str


def postmark(value: str) -> Postmark:
    """Return *value* of a Received field taken apart.

    >>> postmark("from a.example by b.example with ESMTP id 1; Mon, 6 Apr 2026 09:00:01 +0900").by
    'b.example'
    """
    # RFC 5321 section 4.4: the date stands after the last semicolon.
    said, semicolon, date = value[:2000].rpartition(";")
    said = said if semicolon else value[:2000]
    found = _MARK.match(said.strip())
    parts = found.groupdict("") if found else dict.fromkeys(("from", "by", "with", "for"), "")
    date = date.strip() if semicolon else ""
    shown = " ".join(value.split())
    return Postmark(parts["from"], parts["by"], parts["with"], parts["for"], date, shown)


def postmarks(letter: OpenLetter) -> tuple[Postmark, ...]:
    """Return the letter's postmarks, oldest first: each server puts its own on top."""
    found = [postmark(value) for name, value in letter.fields if name.lower() == "received"]
    return tuple(reversed(found))[:MAX_MARKS]


def told(mark: Postmark, language: Language) -> str:
    """Return the postmark as a sentence; one of an odd shape as it stands."""
    if not mark.by:
        return mark.text
    key = "message.mark_from" if mark.came_from else "message.mark"
    sentence = say(language, key, by=mark.by, origin=mark.came_from)
    if mark.taker:
        sentence += say(language, "message.mark_for", taker=mark.taker)
    return sentence


def meaning(name: str, language: Language) -> Explanation | None:
    """Return what the field called *name* is for, None where nobody here knows it."""
    key = f"header.{name.lower()}"
    return explained(language, key) if key in meanings(language) else None


def draw_header(parent: Element, letter: OpenLetter, language: Language) -> None:
    """Add postmarks and fields to *parent*."""
    marks = postmarks(letter)
    if marks:
        el(parent, "p", say(language, "message.marks"), class_="labkit-message-label")
        listed = el(parent, "ol", class_="labkit-message-marks", role="list")
        for number, mark in enumerate(marks, 1):
            _mark(el(listed, "li"), number, mark, language)
    fields = [(name, value) for name, value in letter.fields if name.lower() != "received"]
    if not fields and not marks:
        el(parent, "p", say(language, "message.no_header"), class_="labkit-message-note")
        return
    el(parent, "p", say(language, "message.fields"), class_="labkit-message-label")
    listed = el(parent, "dl", class_="labkit-message-fields")
    for name, value in fields:
        _field(listed, name, value, language)


def _mark(parent: Element, number: int, mark: Postmark, language: Language) -> None:
    el(parent, "span", str(number), class_="labkit-message-step", aria_hidden="true")
    words = el(parent, "div", class_="labkit-message-markwords")
    el(words, "div", told(mark, language))
    if mark.date:
        el(words, "div", mark.date, class_="labkit-message-date")
    el(words, "code", f"Received: {mark.text}", class_="labkit-message-markraw")


def _field(parent: Element, name: str, value: str, language: Language) -> None:
    head = el(parent, "dt")
    el(head, "code", name or say(language, "message.nameless"))
    body = el(parent, "dd")
    el(body, "code", value, class_="labkit-message-value")
    known = meaning(name, language) if name else None
    if known is not None:
        el(body, "div", known.plain, class_="labkit-message-plain")
        more = el(body, "div", f"{known.curious} ", class_="labkit-message-curious")
        el(more, "cite", known.source)
    else:
        key = "message.unknown" if name else "message.no_field"
        el(body, "div", say(language, key), class_="labkit-message-plain")
