"""What a word of POP3 means, as a key of the texts: the tables behind ``spans``."""

from __future__ import annotations

from labkit.protocols.pop3.commands import COMMANDS
from labkit.protocols.pop3.stories import CAPABILITIES, known_code

# Besides those of the table, what other servers understand.
VERBS = frozenset((*COMMANDS, "APOP", "STLS"))
ALL_CAPABILITIES = frozenset((*CAPABILITIES, "STLS"))


def of_verb(word: str) -> str:
    """Return what a command's first word means."""
    return f"pop3.verb.{word.lower()}" if word.upper() in VERBS else "pop3.unknown.verb"


def of_response_code(code: str) -> str:
    """Return what a response code means; further levels that nobody knows don't count.

    >>> of_response_code("sys/temp/disk"), of_response_code("X")
    ('pop3.response_code.sys_temp', 'pop3.response_code.other')
    """
    return f"pop3.response_code.{_key(known_code(code)) or 'other'}"


def is_capability(word: str) -> bool:
    """Whether a line that begins with *word* is one of CAPA's that is known here."""
    return word.upper() in ALL_CAPABILITIES


def of_capability(tag: str) -> str:
    """Return what a line of CAPA's answer promises that ``is_capability``."""
    return f"pop3.capability.{_key(tag)}"


def of_capability_argument(tag: str, word: str) -> tuple[str, str]:
    """Return kind and meaning of *word* behind the capability *tag* (RFC 2449 section 6)."""
    tag, word = tag.upper(), word.upper()
    if word == "USER" and tag in ("EXPIRE", "LOGIN-DELAY", "UTF8"):
        return "keyword", f"pop3.argument.{'utf8_user' if tag == 'UTF8' else 'per_user'}"
    if tag == "EXPIRE" and word in ("NEVER", "0"):
        return "number" if word == "0" else "keyword", f"pop3.argument.expire_{word.lower()}"
    if tag in ("EXPIRE", "LOGIN-DELAY") and word.isdecimal():
        return "number", f"pop3.argument.{'expire_days' if tag == 'EXPIRE' else 'login_delay'}"
    if tag == "IMPLEMENTATION":
        return "text", "pop3.argument.software"
    return "argument", "pop3.argument.other"


def _key(word: str) -> str:
    return word.lower().replace("-", "_").replace("/", "_")
