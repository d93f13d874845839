"""The outer form of a command, RFC 3501 section 9.

command = tag SP verb [SP arguments]      ; "UID" and what follows it are one verb here
tag     = 1*<any ASTRING-CHAR except "+">
"""

from __future__ import annotations

import re

from labkit.protocols.imap.grammar import ASTRING_ATOM, Arguments
from labkit.protocols.imap.reader import Frame

NO_TAG = b"*"  # what a reply has for a tag where the command's can't be read
_TAG = re.compile(rb"%b(?= |\Z)" % ASTRING_ATOM.pattern.replace(b"+", b"", 1))
_COMMAND = re.compile(rb"(%b) ((?:UID )?[A-Z]+)(?= |\Z)" % _TAG.pattern, re.IGNORECASE)


def split(frame: Frame) -> tuple[bytes, bytes, Arguments] | None:
    """Return tag, verb in capitals and arguments, None if it hasn't that form.

    The arguments begin with the space before them: so it is the grammar that misses them.
    """
    found = _COMMAND.match(frame.text)
    if found is None:
        return None
    arguments = Arguments(frame.text, frame.literals)
    arguments.at = found.end()
    return found[1], found[2].upper(), arguments


def tag(text: bytes) -> bytes:
    """Return the tag with which *text* begins.

    >>> tag(b"a1 whatever"), tag(b"(?) NOOP")
    (b'a1', b'*')
    """
    found = _TAG.match(text)
    return found[0] if found else NO_TAG
