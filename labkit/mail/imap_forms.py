"""ENVELOPE, BODY and BODYSTRUCTURE as octets ready for the IMAP wire. RFC 3501 sections 7.4.2, 9.

quoted  = DQUOTE *(any 7-bit octet but CR, LF, NUL; DQUOTE and "\\\\" escaped) DQUOTE
literal = "{" number "}" CRLF octets                       ; 8-bit octets only here, NUL never
"""

from __future__ import annotations

import re

from labkit.mail import address_list
from labkit.mail.header import HeaderField
from labkit.mail.mime import Part
from labkit.mail.parameters import Parameters
from labkit.mail.strings import nstring, string

_ENVELOPE = frozenset(
    (
        b"date", b"subject", b"from", b"sender", b"reply-to", b"to", b"cc", b"bcc",
        b"in-reply-to", b"message-id",
    )
)  # fmt: skip
_PLAIN_ASCII = re.compile(r"[\x20-\x7e]*")


def envelope(header: tuple[HeaderField, ...]) -> bytes:
    """Return the ENVELOPE of a letter with this header.

    >>> from labkit.mail.header import fields
    >>> envelope(fields(b"From: Aya <aya@sakura.example>\\r\\nSubject: hi\\r\\n"))[:56]
    b'(NIL "hi" (("Aya" NIL "aya" "sakura.example")) (("Aya" N'
    """
    said: dict[bytes, bytes] = {}
    more: dict[bytes, list[bytes]] = {}
    for field in header:
        name = field.name.lower()
        if name in _ENVELOPE:
            value = field.value
            if name not in said:
                said[name] = value
            elif name in (b"to", b"cc", b"bcc"):
                # RFC 5322 section 3.6 wants one; where there are more, nobody is left out.
                more.setdefault(name, [said[name]]).append(value)
    said |= {name: b",".join(values) for name, values in more.items()}
    get = said.get
    sender = address_list.wire_form(get(b"from", b""))
    return b"(%b %b %b %b %b %b %b %b %b %b)" % (
        nstring(get(b"date")),
        nstring(get(b"subject")),
        sender,
        _or(get(b"sender"), sender),
        _or(get(b"reply-to"), sender),
        address_list.wire_form(get(b"to", b"")),
        address_list.wire_form(get(b"cc", b"")),
        address_list.wire_form(get(b"bcc", b"")),
        nstring(get(b"in-reply-to")),
        nstring(get(b"message-id")),
    )


def body(octets: bytes, part: Part, extended: bool = False) -> bytes:
    """Return the BODY of the letter *part*, or its BODYSTRUCTURE when *extended*."""
    if part.parts:
        inside = b"".join([body(octets, child, extended) for child in part.parts])
        written = b"%b %b" % (inside, string(part.content_type[1].encode("utf-8", "replace")))
        if extended:
            written = b"%b %b %b" % (written, _parameters(part.parameters), _extension(part))
        return b"(" + written + b")"
    written = _fields(part)
    if part.message is not None:
        letter = part.message
        written += b" %b %b %d" % (
            envelope(letter.fields(octets)),
            body(octets, letter, extended),
            part.lines,
        )
    elif part.content_type[0] == "text":
        written += b" %d" % part.lines
    if extended:
        written = b"%b %b %b" % (written, nstring(part.md5), _extension(part))
    return b"(" + written + b")"


def _or(value: bytes | None, default: bytes) -> bytes:
    """Return the addresses of a Sender or Reply-To, From's if there are none (section 7.4.2)."""
    found = address_list.wire_form(value) if value else b"NIL"
    return default if found == b"NIL" else found


def _fields(part: Part) -> bytes:
    kind, subtype = part.content_type
    return b"%b %b %b %b %b %b %d" % (
        string(kind.encode("utf-8", "replace")),
        string(subtype.encode("utf-8", "replace")),
        _parameters(part.parameters),
        nstring(part.content_id),
        nstring(part.description),
        string(part.encoding.encode("utf-8", "replace")),
        part.size,
    )


def _extension(part: Part) -> bytes:
    """Return disposition, language and location: what ends every BODYSTRUCTURE."""
    disposition = b"NIL"
    if part.disposition is not None:
        name, details = part.disposition
        disposition = b"(%b %b)" % (string(name.encode("utf-8", "replace")), _parameters(details))
    languages = b" ".join([string(tag.encode("utf-8", "replace")) for tag in part.language])
    language = b"(" + languages + b")" if languages else b"NIL"
    return b"%b %b %b" % (disposition, language, nstring(part.location))


def _parameters(parameters: Parameters) -> bytes:
    """Return parameters; a value beyond ASCII goes as RFC 2231 writes it, which is 7-bit."""
    if not parameters:
        return b"NIL"
    written = []
    for name, value in parameters.items():
        if not _PLAIN_ASCII.fullmatch(value):
            name, value = name + "*", "utf-8''" + _percent(value)
        written += [string(name.encode("utf-8", "replace")), string(value.encode())]
    return b"(" + b" ".join(written) + b")"


def _percent(value: str) -> str:
    return "".join(
        chr(octet) if chr(octet) in _ATTRIBUTE else f"%{octet:02X}"
        for octet in value.encode("utf-8", "replace")
    )


_ATTRIBUTE = frozenset(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$&+-.^_`{}~"
)
