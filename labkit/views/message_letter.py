"""A letter as a reader shows it: who, when, what about, the text, the files in it."""

from __future__ import annotations

import base64
import re
from xml.etree.ElementTree import Element

from labkit.records import Attachment, OpenLetter
from labkit.texts import Language, say
from labkit.views.markup import clean, el
from labkit.views.message_html import SafeHtml, safe

SHOWN = ("from", "to", "cc", "date", "subject")
_NOT_IN_A_NAME = re.compile(r'[\\/:*?"<>|\ufffd]')


def first(letter: OpenLetter, name: str) -> str:
    """Return the first field called *name* (lower case), "" if there is none."""
    return next((value for field, value in letter.fields if field.lower() == name), "")


def draw_letter(parent: Element, letter: OpenLetter, language: Language, saves: bool) -> None:
    """Add the letter to *parent*; with *saves* each file can be saved."""
    head = el(parent, "dl", class_="labkit-message-head")
    for name in SHOWN:
        value = first(letter, name)
        if value or name in ("from", "subject"):
            el(head, "dt", say(language, f"message.{name}"))
            el(head, "dd", value or say(language, "message.none"))
    if not letter.whole:
        el(parent, "p", say(language, "message.header_only"), class_="labkit-message-note")
        return
    page = safe(letter.parts.html) if letter.parts.html is not None else None
    if page is not None:
        _frame(parent, page, language)
    elif letter.parts.html is not None:
        el(parent, "p", say(language, "message.no_nh3"), class_="labkit-message-note")
        _text(parent, letter.parts.html)
    if letter.parts.text.strip():
        if page is not None:
            el(parent, "p", say(language, "message.as_text"), class_="labkit-message-label")
        _text(parent, letter.parts.text)
    elif letter.parts.html is None:
        el(parent, "p", say(language, "message.no_text"), class_="labkit-message-note")
    _files(parent, letter.attachments, language, saves)


def taken_out(page: SafeHtml, language: Language) -> tuple[str, ...]:
    """Return sentences about what was taken out of an HTML part."""
    told = []
    if page.pictures:
        told.append(say(language, "message.out.pictures", count=page.pictures))
    told += [say(language, f"message.out.{what}", count=count) for what, count in page.taken]
    if page.links:
        told.append(say(language, "message.out.links", count=len(page.links)))
    return tuple(told)


def file_name(attachment: Attachment, number: int, language: Language) -> str:
    """Return a name to save under that reaches no folder and hides nothing (RFC 2183 2.3)."""
    name = _NOT_IN_A_NAME.sub("_", clean(attachment.name)).strip(" .")[:100]
    return name or say(language, "message.file", number=number)


def _text(parent: Element, text: str) -> None:
    el(parent, "pre", text, class_="labkit-message-text", tabindex=0)


def _frame(parent: Element, page: SafeHtml, language: Language) -> None:
    title = say(language, "message.html")
    el(parent, "iframe", sandbox="", srcdoc=page.page, title=title, referrerpolicy="no-referrer",
       class_="labkit-message-frame", width="100%", height=260)  # fmt: skip
    told = taken_out(page, language)
    if told:
        note = el(parent, "div", class_="labkit-message-taken", role="note")
        el(note, "strong", say(language, "message.taken"))
        lines = el(note, "ul")
        for sentence in told:
            el(lines, "li", sentence)
        for place in page.links:
            el(el(lines, "li", class_="labkit-message-link"), "code", place[:200])


def _files(parent: Element, files: tuple[Attachment, ...], language: Language, saves: bool) -> None:
    if not files:
        return
    el(parent, "p", say(language, "message.files"), class_="labkit-message-label")
    listed = el(parent, "ul", class_="labkit-message-files")
    for number, file in enumerate(files, 1):
        line = el(listed, "li")
        name = file_name(file, number, language)
        el(line, "span", name, class_="labkit-message-file")
        size = say(language, "message.octets", count=f"{file.size:,}")
        el(line, "span", f"{file.kind}, {size}", class_="labkit-message-kind")
        if file.octets is None:
            el(line, "span", say(language, "message.too_large"))
        elif saves:
            # Always octets: as "image/svg+xml" or "text/html" a browser might open it.
            data = base64.b64encode(file.octets).decode()
            link = el(line, "a", say(language, "message.save"), download=name,
                      href=f"data:application/octet-stream;base64,{data}")  # fmt: skip
            link.attrib.update(
                {"class": "labkit-message-save",
                 "aria-label": say(language, "message.save_file", name=name)}
            )  # fmt: skip
