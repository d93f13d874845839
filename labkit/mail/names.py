"""Mailbox names: hierarchy, INBOX, special-use, and which names a mailbox may have.

"/" stands between levels (RFC 9051 section 5.1). INBOX is INBOX in any case. Names are text here;
their form on the IMAP wire (modified UTF-7, RFC 3501 section 5.1.3) is the protocol's affair.
"""

from __future__ import annotations

import re
import unicodedata

DELIMITER = "/"
INBOX = "INBOX"
MAX_NAME = 1000  # characters; RFC 9051 sets no limit, every buffer here has one
MAX_DEPTH = 20
# RFC 5198 section 2: neither the controls of ASCII nor those of Latin-1, nor Unicode's line ends.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")

# RFC 6154 section 2: which mailbox every account has from the start, and its attribute.
SPECIAL_USE = {"Drafts": "\\Drafts", "Junk": "\\Junk", "Sent": "\\Sent", "Trash": "\\Trash"}


class BadMailboxName(ValueError):
    """The name cannot be a mailbox's; the text says why."""


def canonical(name: str) -> str:
    """Return *name* with INBOX, alone or as the first level, in capitals.

    Unicode has two spellings of "é": one name must not become two mailboxes (RFC 9051 section
    5.1), so the composed one (NFC) is meant by both.
    """
    if not name.isascii():
        name = unicodedata.normalize("NFC", name)
    first, delimiter, rest = name.partition(DELIMITER)
    return INBOX + delimiter + rest if is_inbox(first) else name


def is_inbox(name: str) -> bool:
    """Whether *name* is INBOX, in any case of ASCII's letters.

    >>> is_inbox("Inbox"), is_inbox("\u0131nbox")  # the second begins with a dotless i
    (True, False)
    """
    return name.isascii() and name.upper() == INBOX


def checked(name: str) -> str:
    """Return *name* in canonical form, or raise BadMailboxName."""
    name = canonical(name)
    if not name or len(name) > MAX_NAME:
        raise BadMailboxName("a mailbox name has 1 to 1000 characters")
    if _CONTROL.search(name):
        raise BadMailboxName("a mailbox name has no control characters")
    if any(0xD800 <= ord(character) <= 0xDFFF for character in name):
        raise BadMailboxName("a mailbox name is valid Unicode")
    if any(mark in name for mark in "*%"):
        raise BadMailboxName("* and % are for LIST, not for names")
    levels = name.split(DELIMITER)
    if "" in levels:
        raise BadMailboxName("a mailbox name has no empty level")
    if any(level in (".", "..") for level in levels):
        raise BadMailboxName('no level of a mailbox name is "." or ".."')
    if len(levels) > MAX_DEPTH:
        raise BadMailboxName(f"at most {MAX_DEPTH} levels")
    return name


def parents(name: str) -> list[str]:
    """Return the names above *name*, the highest first.

    >>> parents("a/b/c")
    ['a', 'a/b']
    """
    levels = name.split(DELIMITER)
    return [DELIMITER.join(levels[:depth]) for depth in range(1, len(levels))]
