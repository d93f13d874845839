"""Enhanced status codes: which one a reply carries, and what it means. RFC 3463, RFC 5248.

status-code = class "." subject "." detail      ; 5.1.1
class       = "2" / "4" / "5"                   ; yes, not now, never
"""

from __future__ import annotations

import re

# The reply code first; RFC 2034 section 4 puts the enhanced one right after it.
_REPLY = re.compile(r"([45])[0-9]{2}(?:[ -]+[245]\.([0-9]{1,3})\.([0-9]{1,3})(?![0-9.]))?")

# What a status means for the one who sent a letter, as a key of ``error_mail.why``: by subject
# and detail, where these say enough, else by subject.
_MEANINGS = {
    "1.1": "nobody",
    "1.2": "no_domain",
    "1.6": "moved",
    "1.7": "sender",
    "1.8": "sender",
    "1.10": "no_domain",  # RFC 7505: a domain that says it takes no mail
    "2.1": "closed",
    "2.2": "full",
    "2.3": "large",
    "3.1": "full",
    "3.4": "large",
    "4.1": "silent",
    "4.2": "lost",
    "4.4": "no_domain",
    "4.6": "loop",
    "5.3": "many",
}
_SUBJECTS = {"1": "address", "6": "content", "7": "policy"}


def status_of(reply: str) -> str:
    """Return the status code of a refusing *reply*, x.0.0 where it has none of its own.

    >>> status_of("550 5.1.1 nobody here is called nobody"), status_of("452 full")
    ('5.1.1', '4.0.0')
    """
    match = _REPLY.match(reply)
    if match is None:
        return "4.0.0"  # no answer at all: that may change
    kind, subject, detail = match.groups(default="0")
    # The first digit is the reply code's, should the two contradict each other; and RFC 3464
    # section 2.3.4 wants no leading zeros.
    return f"{kind}.{int(subject)}.{int(detail)}"


def meaning(status: str) -> str:
    """Return what *status* means: the last word of a key in ``error_mail.why``."""
    kind, _, detail = status.partition(".")
    if found := _MEANINGS.get(detail):
        return found
    if kind == "4":
        return "later"  # 4.7.1 too: a server that doesn't know us yet, and wants us to come again
    return _SUBJECTS.get(detail.partition(".")[0], "never")
