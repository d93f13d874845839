"""What a line of an SMTP session means, as a key of the text catalogue.

Every verb of ``states`` and every reply code that our servers send has a sentence; a code that a
stranger sends is told by its first digit (RFC 5321 section 4.2.1).
"""

from __future__ import annotations

from labkit.protocols.smtp.knowledge import DOT
from labkit.protocols.smtp.states import BY_VERB
from labkit.records import Notice, Pill

# fmt: off
CODES = frozenset((
    "214", "220", "221", "235", "252", "334", "354", "421",
    "451", "452", "500", "501", "502", "503", "504", "530",
    "535", "550", "552", "553", "554", "555",
))
# fmt: on
# A 250 says something else after each verb, a refusal with each enhanced code.
YES = {
    "EHLO": "ehlo",
    "HELO": "ehlo",
    "MAIL": "mail",
    "RCPT": "rcpt",
    "RSET": "rset",
    DOT: "letter",
}
NO = {
    ("421", "4.3.2"): "busy",
    ("421", "4.4.2"): "silent",
    ("421", "4.7.0"): "enough",
    ("451", "4.7.1"): "stranger",
    ("452", "4.2.2"): "full",
    ("452", "4.3.1"): "disk",
    ("452", "4.5.3"): "many",
    ("550", "5.1.1"): "nobody",
    ("550", "5.1.2"): "elsewhere",
    ("550", "5.5.2"): "line_end",
    ("550", "5.7.1"): "policy",
    ("552", "5.2.2"): "full_for_good",
    ("554", "5.4.6"): "circles",
}
_PILLS: dict[str, Pill] = {"2": "ok", "3": "go", "4": "later", "5": "no"}


def of_command(verb: str) -> Notice:
    """Return what the client wants with *verb*."""
    return Notice(f"story.smtp.verb.{verb.lower() if verb in BY_VERB else 'unknown'}")


def of_reply(verb: str, code: str, enhanced: str) -> Notice:
    """Return what *code* says after *verb*."""
    if code == "250":
        return Notice(f"story.smtp.yes.{YES.get(verb, 'other')}")
    if known := NO.get((code, enhanced)):
        return Notice(f"story.smtp.no.{known}")
    if code in CODES:
        return Notice(f"story.smtp.code.{code}")
    return Notice(f"story.smtp.class.{code[:1] if code[:1] in _PILLS else 'other'}")


def pill(code: str) -> Pill:
    """Return the class of a reply code."""
    return _PILLS.get(code[:1], "info")
