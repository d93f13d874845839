"""A letter for people: its text decoded, for searching and for reading views. Never raises.

All of it is untrusted: whoever shows it must escape it, HTML above all.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate, parsedate_to_datetime
from quopri import decodestring

from labkit.mail import header, words
from labkit.mail.header import HeaderField
from labkit.mail.mime import Part, leaves
from labkit.records import MessageParts

_DATE = re.compile(r"(?:[A-Za-z]{3},)?\s*(\d{1,2})\s+([A-Za-z]{3})[a-z]*\s+(\d{4})\b")
_MONTH_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905
_FIRST_YEAR = 1970
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, 1)}


def content(octets: bytes, part: Part) -> bytes:
    """Return the body of *part* with its transfer encoding undone (RFC 2045 section 6)."""
    body = part.body(octets)
    if part.encoding == "base64":
        return words.from_base64(body)
    if part.encoding == "quoted-printable":
        return decodestring(body)
    return body


def text(octets: bytes, part: Part) -> str:
    """Return the body of *part* as text, in the charset that it names."""
    return words.text(content(octets, part), part.parameters.get("charset", ""))


def field_text(fields: tuple[HeaderField, ...], name: str) -> str:
    """Return the values of all fields called *name*, decoded, one a line."""
    wanted = name.lower().encode("utf-8", "replace")
    return "\n".join([words.decoded(value) for value in header.every(fields, wanted)])


def body_text(octets: bytes, structure: Part) -> str:
    """Return the decoded text of all text parts, those of letters inside included."""
    return "\n".join(
        [text(octets, part) for part in leaves(structure) if part.content_type[0] == "text"]
    )


def header_text(octets: bytes, structure: Part) -> str:
    """Return the decoded header fields of the letter, and of the letters in it."""
    shown, waiting = [], [structure]
    while waiting:
        part = waiting.pop()
        for field in part.fields(octets):
            shown.append(f"{words.text(field.name)}: {words.decoded(field.value)}")
        waiting.extend(reversed((part.message,) if part.message else part.parts))
    return "\n".join(shown)


def header_date(fields: tuple[HeaderField, ...]) -> date | None:
    """Return the day in the Date field, as the writer's clock said it, whatever the time zone."""
    value = words.text(header.first(fields, b"date") or b"")[:200]
    found = _DATE.match(value)
    try:
        if found is not None:
            return date(int(found[3]), _MONTHS[found[2].lower()], int(found[1]))
        other = parsedate(value)
        return date(*other[:3]) if other else None
    except (KeyError, ValueError, TypeError, IndexError, OverflowError):
        return None


def header_time(fields: tuple[HeaderField, ...]) -> datetime | None:
    """Return the moment in the Date field, None if it names none since there is mail."""
    value = words.text(header.first(fields, b"date") or b"")[:200]
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if moment.year < _FIRST_YEAR:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)  # RFC 5322 3.3: "-0000"


def message_parts(octets: bytes, fields: tuple[HeaderField, ...], structure: Part) -> MessageParts:
    """Return the letter taken apart for a reading view."""
    texts: list[str] = []
    html: str | None = None
    attachments = []
    for part in _shown(structure):
        kind = "/".join(part.content_type)
        if kind == "text/plain" and not _is_attached(part):
            texts.append(text(octets, part))
        elif kind == "text/html" and not _is_attached(part) and html is None:
            html = text(octets, part)
        else:
            attachments.append((file_name(part), kind, len(content(octets, part))))
    headers = tuple(
        [(words.text(field.name), words.decoded(field.value)) for field in fields if field.name]
    )
    return MessageParts(headers, "\n".join(texts), html, tuple(attachments))


def attached(structure: Part) -> tuple[Part, ...]:
    """Return the parts that ``message_parts`` lists as attachments, in its order."""
    found, html = [], False
    for part in _shown(structure):
        kind = "/".join(part.content_type)
        if kind == "text/html" and not _is_attached(part) and not html:
            html = True
        elif kind != "text/plain" or _is_attached(part):
            found.append(part)
    return tuple(found)


def file_name(part: Part) -> str:
    """Return the name under which *part* wants to be saved, without any folder, "" if none.

    A name from outside must not choose where a file goes (RFC 2183 section 2.3).
    """
    name = part.disposition[1].get("filename", "") if part.disposition else ""
    name = name or part.parameters.get("name", "")
    if name.isascii():
        name = words.decoded(name.encode())  # not allowed (RFC 2047 section 5), but usual
    name = name.replace("\\", "/").rpartition("/")[2]
    return "".join([letter for letter in name if letter.isprintable()]).strip()


def _is_attached(part: Part) -> bool:
    return part.disposition is not None and part.disposition[0] == "attachment"


def _shown(structure: Part) -> list[Part]:
    """Return the parts of the letter itself: a letter inside is one attachment, whole."""
    found, waiting = [], [structure]
    while waiting:
        part = waiting.pop()
        if part.parts:
            waiting.extend(reversed(part.parts))
        else:
            found.append(part)
    return found
