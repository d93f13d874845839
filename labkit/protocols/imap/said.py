"""What an IMAP client said, as far as a dissector needs it, and its secrets hidden.

A learner types by hand, so a command is found behind odd spaces and without its tag too: masking a
password comes before being exact.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from labkit.protocols.showing import MASK, clean, user_of_plain

SECRET = ("LOGIN", "AUTHENTICATE")  # all but their first argument
_WORDS = re.compile(
    rb"[^!-~]*([!-~]*)[^!-~]*((?:UID[^!-~]+)?[!-~]*)[\x00-\x20]*(.*)", re.DOTALL | re.IGNORECASE
)
_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"?|[!-~]+', re.DOTALL)


@dataclass(slots=True)
class Said:
    """A command that waits for its tagged reply."""

    tag: str
    verb: str
    argument: str = ""
    user: str = ""  # who wants to log in, when this command tells it
    words: int = 0  # arguments heard so far, of a command that has a secret


def read(octets: bytes) -> Said:
    """Read tag, verb and arguments from whatever a client said."""
    match = _WORDS.match(octets)
    tag, verb, argument = match.groups() if match else (b"", b"", b"")
    if clean(tag).upper() in SECRET:  # somebody forgot the tag
        argument, verb, tag = verb + b" " + argument, tag, b""
    words = " ".join(clean(verb).upper().split())
    return Said(clean(tag), words, clean(argument).strip())


def masked(said: Said, arguments: bytes) -> str:
    """Return *arguments* with all but the command's first one hidden, and count them."""
    shown = []
    for token in _TOKEN.findall(arguments):
        said.words += 1
        if said.words == 1:
            shown.append(clean(token))
            said.user = clean(token).strip('"') if said.verb == "LOGIN" else ""
        elif MASK not in shown:
            shown.append(MASK)
            if said.verb == "AUTHENTICATE":
                said.user = user_of_plain(token)
    return " ".join(shown)
