"""Envelope against letter, as two aligned lines; and the letter's octets, line by line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from labkit.records import OpenLetter
from labkit.texts import Language, say
from labkit.views.markup import el
from labkit.views.message_letter import first

_ADDRESS = re.compile(r"[^\s<>,;:\"()]+@[^\s<>,;:\"()]+")
_LONGEST = 4000  # an endless header must not cost endless time


@dataclass(frozen=True, slots=True)
class Side:
    """One thing that envelope and letter both say; ``differs`` says in words how."""

    label: str
    envelope: str
    letter: str
    differs: str = ""


def sides(letter: OpenLetter, language: Language) -> tuple[Side, ...]:
    """Return sender and recipients as the envelope and as the letter have them."""
    sender = None if letter.mail_from is None else f"<{letter.mail_from}>"
    takers = ", ".join(f"<{address}>" for address in letter.rcpt_tos)
    leaked = first(letter, "bcc")
    left_in = leaked and f"Bcc: {leaked}"
    names = ", ".join(filter(None, (first(letter, "to"), first(letter, "cc"), left_in)))
    shown = first(letter, "from")
    differs = " ".join(filter(None, (_takers(takers, names, language), _leaked(leaked, language))))
    return (
        Side(say(language, "message.from"), sender or "", shown, _sender(sender, shown, language)),
        Side(say(language, "message.to"), takers, names, differs),
    )


def draw_sides(parent: Element, letter: OpenLetter, language: Language) -> None:
    """Add both lines to *parent*, and sentences about what differs."""
    rows = sides(letter, language)
    none = say(language, "message.none")
    table = el(parent, "table", class_="labkit-message-sides")
    head = el(table, "tr")
    el(head, "td")
    for row in rows:
        el(head, "th", row.label, scope="col")
    for name in ("envelope", "letter"):
        line = el(table, "tr", class_=f"labkit-message-{name}")
        el(line, "th", say(language, f"message.{name}"), scope="row")
        for row in rows:
            text = row.envelope if name == "envelope" else row.letter
            odd = "labkit-message-differs" if row.differs else None
            el(el(line, "td", class_=odd), "code", text or none)
    notes = [row.differs for row in rows if row.differs]
    for note in notes or [_same(letter, language)]:
        kind = "labkit-message-warn" if notes else "labkit-message-plain"
        el(parent, "p", note, class_=kind)


def _same(letter: OpenLetter, language: Language) -> str:
    unknown = letter.mail_from is None and not letter.rcpt_tos
    return say(language, "message.no_envelope" if unknown else "message.same")


def _sender(envelope: str | None, letter: str, language: Language) -> str:
    if envelope is None or _addresses(envelope) == _addresses(letter):
        return ""
    if envelope == "<>":
        return say(language, "message.null_sender")
    return say(language, "message.other_sender", envelope=envelope, letter=letter[:200])


def _takers(envelope: str, letter: str, language: Language) -> str:
    if not envelope:
        return ""
    taken, named = _addresses(envelope), _addresses(letter)
    comma = say(language, "view.comma")
    told = []
    if hidden := sorted(taken - named):
        told.append(say(language, "message.hidden", addresses=comma.join(hidden)[:300]))
    if idle := sorted(named - taken):
        told.append(say(language, "message.only_named", addresses=comma.join(idle)[:300]))
    return " ".join(told)


def _leaked(bcc: str, language: Language) -> str:
    return say(language, "message.leaked", addresses=bcc[:300]) if bcc else ""


def _addresses(text: str) -> set[str]:
    return {address.lower() for address in _ADDRESS.findall(text[:_LONGEST])}


def draw_raw(parent: Element, letter: OpenLetter, language: Language) -> None:
    """Add the octets to *parent*, each line's end drawn."""
    el(parent, "p", say(language, "message.raw_note"), class_="labkit-message-plain")
    if letter.unended:
        note = say(language, "message.odd_ends", count=letter.unended)
        el(parent, "p", note, class_="labkit-message-warn")
    box = el(parent, "div", class_="labkit-message-raw", tabindex=0, role="group",
             aria_label=say(language, "message.raw"))  # fmt: skip
    for text, end in letter.raw:
        line = el(box, "div", class_="labkit-message-rawline")
        el(line, "span", text)
        for name in (end[:2], end[2:]):
            if name:
                el(line, "span", name, class_="labkit-message-end")
    if letter.lines > len(letter.raw):
        rest = letter.lines - len(letter.raw)
        el(parent, "p", say(language, "message.rest", count=rest), class_="labkit-message-plain")
