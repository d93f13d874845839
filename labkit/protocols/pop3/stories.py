"""What a command, a refusal, a capability mean: the sentences for what stands on the wire."""

from __future__ import annotations

import re

from labkit.protocols.pop3.commands import COMMANDS
from labkit.records import Notice

_CODE = re.compile(r"-ERR \[([!-Z\\^-~]+)\]")
CODES = ("AUTH", "IN-USE", "LOGIN-DELAY", "SYS/TEMP", "SYS/PERM", "UTF8")
CAPABILITIES = (
    *("TOP", "USER", "SASL", "RESP-CODES", "AUTH-RESP-CODE", "LOGIN-DELAY", "PIPELINING"),
    *("UIDL", "EXPIRE", "UTF8", "LANG", "IMPLEMENTATION"),
)


def of_command(verb: str, argument: str, before_login: bool) -> Notice:
    """Return what a client wants with *verb*."""
    if verb not in COMMANDS:
        return Notice("story.pop3.unknown")
    name = verb.lower()
    if verb == "QUIT" and before_login:
        return Notice("story.pop3.quit_first")
    if verb in ("LIST", "UIDL") and argument:
        return Notice(f"story.pop3.{name}_one", {"what": argument})
    if verb == "LANG" and not argument:
        return Notice("story.pop3.lang_list")
    what = argument.partition(" ")[0] if verb == "AUTH" else argument
    return Notice(f"story.pop3.{name}", {"what": "" if verb == "PASS" else what})


def of_refusal(verb: str, text: str) -> Notice:
    """Return why the server said no to *verb*, as its response code tells it.

    RFC 2449 section 8: case doesn't count, and further levels that nobody knows are ignored.
    """
    found = _CODE.match(text)
    code = known_code(found[1]) if found else ""
    if not code:
        return Notice("story.pop3.err")
    if verb == "QUIT" and code == "SYS/TEMP":
        return Notice("story.pop3.err_not_removed")
    return Notice(f"story.pop3.err_{_key(code)}")


def known_code(code: str) -> str:
    """Return as much of a response code as is known, "" for nothing.

    >>> known_code("sys/temp/disk"), known_code("SYS")
    ('SYS/TEMP', '')
    """
    levels = f"{code.upper()}/"
    return next((known for known in CODES if levels.startswith(f"{known}/")), "")


def of_capability(line: str) -> Notice:
    """Return what one line of CAPA's answer promises (RFC 2449 section 6)."""
    tag, _, what = line.partition(" ")
    tag = tag.upper()
    if tag not in CAPABILITIES:
        return Notice("story.pop3.capability.other")
    if tag == "EXPIRE" and what.partition(" ")[0].upper() in ("NEVER", "0"):
        return Notice(f"story.pop3.capability.expire_{what.partition(' ')[0].lower()}")
    return Notice(f"story.pop3.capability.{_key(tag)}", {"what": what})


def _key(word: str) -> str:
    return word.lower().replace("-", "_").replace("/", "_")
