"""What an answer or an error mail takes from a letter: what it refers to, and to whom it goes.

RFC 5322 sections 3.6.3 and 3.6.4. The letter is untrusted: what is no Message-ID and no address is
left out.
"""

from __future__ import annotations

import re

from labkit.mail import header, words
from labkit.mail.address import Address, BadAddress
from labkit.mail.message import Message

MAX_REFERENCES = 20
MAX_FIELD = 4 * 1024  # octets of one field that are read

_MESSAGE_ID = re.compile(rb"<[!-;=?-~]{1,200}>")
# Addresses are divided by commas, but not by those within quotes, comments and angle brackets.
_BETWEEN_COMMAS = re.compile(rb'(?:"(?:\\.|[^"\\])*"|<[^<>]*>|\([^()]*\)|[^,;"<(])+')
_COMMENT = re.compile(rb"\([^()]*\)")
_ANGLE = re.compile(rb"(?P<name>.*)<(?P<address>[^<>]*)>\s*", re.DOTALL)
_NOT_IN_A_NAME = re.compile(r'[\x00-\x1f\x7f-\x9f\u2028\u2029<>"\\]+')


def conversation(letter: Message) -> tuple[str, ...]:
    """Return the Message-IDs that lead to *letter*, its own last; () if it has none itself."""
    own = _ids(letter, b"message-id")[:1]
    if not own:
        return ()
    # RFC 5322 section 3.6.4: without References, a single In-Reply-To stands for them.
    parents = _ids(letter, b"in-reply-to")
    before = _ids(letter, b"references") or (parents if len(parents) == 1 else [])
    return tuple(each.decode() for each in (*before[-MAX_REFERENCES:], *own))


def written_to(letter: Message, name: str) -> tuple[str, ...]:
    """Return the addresses in the field called *name*, each with its display name if it has one.

    >>> octets = b'To: "Sato, T." <t@x.example>, nobody\\r\\n\\r\\n'
    >>> written_to(Message(octets, None), "to")
    ('Sato, T. <t@x.example>',)
    """
    value = header.first(letter.header, name.encode()) or b""
    pieces = _BETWEEN_COMMAS.findall(value[:MAX_FIELD])
    return tuple(text for piece in pieces if (text := _person(piece)))


def _ids(letter: Message, name: bytes) -> list[bytes]:
    return _MESSAGE_ID.findall(header.first(letter.header, name) or b"")


def _person(piece: bytes) -> str:
    """Return one address as people write it, "" for what is none."""
    angle = _ANGLE.fullmatch(piece)
    shown, address = angle.groups() if angle else (b"", _COMMENT.sub(b"", piece))
    try:
        found = Address.parse(words.text(address))
    except BadAddress:
        return ""
    name = " ".join(_NOT_IN_A_NAME.sub(" ", words.decoded(shown)).split())
    return f"{name} <{found}>" if name else str(found)
