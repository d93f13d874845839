"""Error mails: how a relay tells a sender whom a letter did not reach. RFC 3464, RFC 6522.

Three parts: a text for people, the facts for programs, and the letter (or its header, so that one
can tell which it was). What other servers said and what stands in the letter is untrusted: none of
it begins a line of its own. Everything is 7-bit, so every server can carry it, but for a sender
whose own address is not: that needs SMTPUTF8 on the envelope (RFC 6531).
"""

from __future__ import annotations

import base64
import quopri
import re
from datetime import datetime
from email.utils import format_datetime

from labkit.agents.delivery_status import Report, delivery_status
from labkit.agents.error_text import error_subject, error_text
from labkit.agents.harmless import ascii_line, field, text_field, unbroken
from labkit.mail.conversation import conversation
from labkit.mail.message import Message
from labkit.texts import Language

MAX_LETTER = 50_000  # octets of a letter that is sent back whole; of a longer one the header is
MAX_HEADER = 16_000

_BOUNDARY = re.compile(r"[0-9A-Za-z'()+_,./:=?-]{1,60}")  # RFC 2046 section 5.1.1
# RFC 2045 section 2.7: 7-bit data has short lines, and CR and LF only together.
_7BIT = re.compile(rb"(?:[^\x00\r\n\x80-\xff]{0,998}\r\n)*[^\x00\r\n\x80-\xff]{0,998}")
_LINE_END = re.compile(rb"\r\n|[\r\n]")


def error_mail(
    report: Report, now: datetime, message_id: str, boundary: str, language: Language
) -> bytes:
    """Return the error mail that tells *report* to the letter's sender, in *language*.

    It is a warning where all recipients are only delayed. *boundary* is lengthened if the letter
    has it inside. Raises ValueError for a letter with the null reverse-path, about which nobody
    is told anything (RFC 5321 section 4.5.5), and for a report without recipients.
    """
    if not report.mail_from:
        raise ValueError("an error mail about an error mail is never written")
    if not report.recipients or not _BOUNDARY.fullmatch(boundary):
        raise ValueError("an error mail needs somebody who was not reached, and a boundary")
    letter = Message(report.octets, now)
    parts = (
        _text(error_text(report, letter.subject, now, language)),
        (field("Content-Type", "message/delivery-status"), delivery_status(report)),
        _returned(letter),
    )
    boundary = _absent(boundary, parts)
    top = _header(report, letter, now, message_id, language)
    # RFC 6522 section 3: report-type names the second part.
    top += "Content-Type: multipart/report; report-type=delivery-status;\r\n"
    top += f' boundary="{boundary}"\r\n'
    opening, end = f"\r\n--{boundary}\r\n".encode(), f"\r\n--{boundary}--\r\n".encode()
    content = b"".join(opening + fields.encode() + b"\r\n" + body for fields, body in parts)
    return top.encode() + content + end


def _header(
    report: Report, letter: Message, now: datetime, message_id: str, language: Language
) -> str:
    about = conversation(letter)
    return (
        field("From", f"MAILER-DAEMON@{ascii_line(report.host)}")
        + f"To: <{unbroken(report.mail_from)}>\r\n"
        + text_field("Subject", error_subject(report, letter.subject, language))
        + field("Date", format_datetime(now))
        + field("Message-ID", message_id)
        + (field("In-Reply-To", about[-1]) + field("References", " ".join(about)) if about else "")
        # RFC 3834 section 5.2: "auto-replied", never "auto-generated", so that no program answers.
        + field("Auto-Submitted", "auto-replied")
        + field("MIME-Version", "1.0")
    )


def _text(text: str) -> tuple[str, bytes]:
    """Return the fields and the body of a text part, in the shorter of the encodings it needs."""
    octets = text.encode()
    lines = _LINE_END.sub(b"\r\n", octets)
    if _7BIT.fullmatch(lines):
        return field("Content-Type", "text/plain; charset=us-ascii"), lines
    fields = field("Content-Type", "text/plain; charset=utf-8")
    quoted, packed = _quoted(octets), base64.encodebytes(lines).replace(b"\n", b"\r\n")
    if len(quoted) <= len(packed):
        return fields + field("Content-Transfer-Encoding", "quoted-printable"), quoted
    return fields + field("Content-Transfer-Encoding", "base64"), packed


def _returned(letter: Message) -> tuple[str, bytes]:
    """Return the fields and the body of the last part: the letter if that can be, or its header.

    RFC 6522 section 3 asks for the whole letter; RFC 2046 section 5.2.1 forbids to encode it.
    """
    if letter.size <= MAX_LETTER and _7BIT.fullmatch(letter.octets):
        return field("Content-Type", "message/rfc822"), letter.octets
    octets = b"".join(each.raw for each in letter.header)
    if len(octets) > MAX_HEADER:
        octets = octets[: octets.rfind(b"\n", 0, MAX_HEADER) + 1] or octets[:MAX_HEADER]
    if _7BIT.fullmatch(octets):
        return field("Content-Type", "text/rfc822-headers"), octets
    # RFC 6522 section 4: quoted-printable where the fields are broken or beyond 7 bits.
    fields = field("Content-Type", "text/rfc822-headers; charset=utf-8")
    return fields + field("Content-Transfer-Encoding", "quoted-printable"), _quoted(octets)


def _quoted(octets: bytes) -> bytes:
    lines = _LINE_END.sub(b"\n", octets)
    return quopri.encodestring(lines).replace(b"\n", b"\r\n")


def _absent(boundary: str, parts: tuple[tuple[str, bytes], ...]) -> str:
    """Return *boundary*, with a number where one of *parts* has it inside, by chance or not."""
    found, number = boundary, 0
    while any(found.encode() in body for _, body in parts):
        number += 1
        found = f"{boundary}-{number}"
    return found
