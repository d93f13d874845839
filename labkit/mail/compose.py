"""A letter's octets from what a person wrote: header and body, ready for MAIL and DATA. RFC 5322.

The same draft gives the same octets everywhere: date and Message-ID are handed in. All of it is
7-bit, so every server can carry it: what ASCII can say stays readable, the rest is encoded
(RFC 2047 in the header, quoted-printable or base64 in the body). Bcc is an affair of the envelope.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from labkit.mail.address import Address
from labkit.records import Draft

_POLICY = SMTP.clone(cte_type="7bit", refold_source="none")
_PERSON = re.compile(r"\s*(?P<name>[^<>]*?)\s*<(?P<address>[^<>]*)>\s*")
_LINE_BREAKS = re.compile(r"[\x00-\x1f\x7f\u0085\u2028\u2029]+")
_LONGEST_LINE = 998  # RFC 5322 section 2.1.1


def compose(
    draft: Draft,
    sender: str,
    sender_name: str,
    date: datetime,
    message_id: str,
    with_bcc: bool = False,
) -> bytes:
    """Return the letter that *sender* makes of *draft*; raise BadAddress for what is none.

    *with_bcc* leaves the line in that tells everybody of the secret recipients: a mistake that
    programs make.
    """
    bcc = draft.bcc if with_bcc else ()
    named = (*draft.to, *draft.cc, *bcc)
    people = [Address.parse(sender), *(person(text)[1] for text in named)]
    # RFC 6532: a header may hold UTF-8 as it is; only an address beyond ASCII needs that.
    policy = _POLICY.clone(utf8=not all(address.is_ascii for address in people))
    letter = EmailMessage(policy)
    letter["From"] = _written(sender_name, Address.parse(sender))
    for field, names in (("To", draft.to), ("Cc", draft.cc), ("Bcc", bcc)):
        if names:
            letter[field] = _list(names)
    letter["Subject"] = _one_line(draft.subject)
    letter["Date"] = format_datetime(date)
    letter["Message-ID"] = message_id if message_id.startswith("<") else f"<{message_id}>"
    if draft.answers:
        # One to a line, as they are: folded by the library, a long one would be encoded.
        letter.set_raw("In-Reply-To", draft.answers[-1])
        letter.set_raw("References", "\r\n ".join(draft.answers))
    text = draft.body.encode("utf-8", "replace").decode()
    letter.set_content(text, cte="7bit" if _is_plain(text) else None)
    if draft.attachment:
        letter.add_attachment(
            made_up(draft.attachment), "application", "octet-stream", filename="photo.bin"
        )
        letter.set_boundary(f"=_{message_id.strip('<>').partition('@')[0]}")
    return letter.as_bytes()


def made_up(size: int) -> bytes:
    """Return *size* octets of a file that means nothing, the same ones each time.

    >>> len(made_up(1000)), made_up(3) == made_up(3)
    (1000, True)
    """
    return bytes(range(256)) * (size // 256) + bytes(range(size % 256))


def person(text: str) -> tuple[str, Address]:
    """Return display name ("" if none) and address of one recipient as people write it.

    >>> person("Ken <ken@fuji.example>")
    ('Ken', Address(local='ken', domain='fuji.example'))
    """
    match = _PERSON.fullmatch(text)
    if match is None:
        return "", Address.parse(text)
    return match["name"].strip('"'), Address.parse(match["address"])


def _list(names: Iterable[str]) -> str:
    return ", ".join([_written(*person(text)) for text in names])


def _written(name: str, address: Address) -> str:
    name = _one_line(name).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{name}" <{address}>' if name else str(address)


def _one_line(text: str) -> str:
    """Return *text* as one line: a line break in it would begin a field of its own."""
    return _LINE_BREAKS.sub(" ", text).encode("utf-8", "replace").decode().strip()


def _is_plain(text: str) -> bool:
    return text.isascii() and all(len(line) <= _LONGEST_LINE for line in text.splitlines())
