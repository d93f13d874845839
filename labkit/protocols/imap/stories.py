"""Which sentence tells a beginner what an IMAP line means; the sentences are in the texts."""

from __future__ import annotations

import re

from labkit.protocols.imap.commands import COMMANDS
from labkit.records import Notice

_READS = re.compile(r"BODY\[|RFC822(?!\.SIZE|\.HEADER)", re.IGNORECASE)
_PEEKS = re.compile(r"BODY\.PEEK\[", re.IGNORECASE)
_FLAG = re.compile(r"([+-]?)FLAGS(?:\.SILENT)? \(?\\(Seen|Deleted)\b", re.IGNORECASE)
_QUOTA = re.compile(r"\* QUOTA [^(]*\((?P<what>[^)]+)\)", re.IGNORECASE)
_DELETED = re.compile(r"[( ]DELETED [0-9]", re.IGNORECASE)
_UNTAGGED = re.compile(r"\* (?:(?P<number>[0-9]+) )?(?P<word>[A-Z]+)", re.IGNORECASE)
TOLD_UNTAGGED = (
    *("CAPABILITY", "LIST", "LSUB", "STATUS", "SEARCH", "FLAGS", "EXISTS", "RECENT", "EXPUNGE"),
    *("FETCH", "NAMESPACE", "ID", "ENABLED", "OK", "NO", "BAD", "BYE", "PREAUTH"),
    *("QUOTA", "QUOTAROOT"),
)
# What a refusal's code says more exactly than NO alone (RFC 3501 section 7.1, RFC 5530).
TOLD_CODES = (
    *("ALREADYEXISTS", "AUTHORIZATIONFAILED", "BADCHARSET", "CANNOT", "EXPUNGEISSUED", "LIMIT"),
    *("NONEXISTENT", "NOPERM", "OVERQUOTA", "READ-ONLY", "TOOBIG", "TRYCREATE", "UNAVAILABLE"),
)
_GREETINGS = {"BYE": "greeting_bye", "PREAUTH": "untagged_preauth"}
_TOLD_OK = ("LOGIN", "AUTHENTICATE", "SELECT", "EXAMINE", "EXPUNGE", "CLOSE", "APPEND", "LOGOUT")
_SIGNS = {"+": "on", "-": "off", "": "on"}


def plain_verb(verb: str) -> str:
    """Return *verb* without the UID before it: what is done is the same."""
    return verb.removeprefix("UID ")


def of_command(verb: str, argument: str) -> Notice:
    """Return what a client wants by *verb*, in capitals."""
    if verb.encode("ascii", "replace") not in COMMANDS:
        return Notice("story.imap.unknown")
    plain = plain_verb(verb)
    key = plain.lower()
    if plain == "FETCH" and _READS.search(argument):
        key = "fetch_read"
    elif plain == "FETCH" and _PEEKS.search(argument):
        key = "fetch_peek"
    elif plain == "STORE" and (flag := _FLAG.search(argument)):
        key = f"store_{flag[2].lower()}_{_SIGNS[flag[1]]}"
    elif plain == "LOGIN":
        argument = ""
    elif plain == "AUTHENTICATE":
        argument = argument.partition(" ")[0]
    return Notice(f"story.imap.{key}", {"what": argument})


def of_greeting(text: str) -> Notice:
    """Return what the first line of a server says."""
    match = _UNTAGGED.match(text)
    word = match["word"].upper() if match else ""
    return Notice(f"story.imap.{_GREETINGS.get(word, 'greeting')}")


def of_untagged(text: str) -> Notice:
    """Return what the server tells by a line that begins with ``*``."""
    match = _UNTAGGED.match(text)
    word = match["word"].upper() if match else ""
    if match is None or word not in TOLD_UNTAGGED:
        return Notice("story.imap.untagged")
    if word == "FETCH" and text.endswith("}"):
        word = "fetch_text"  # a literal comes next
    elif word == "STATUS" and _DELETED.search(text):
        word = "status_deleted"
    elif word == "QUOTA":
        return _of_quota(text)
    return Notice(f"story.imap.untagged_{word.lower()}", {"number": match["number"] or ""})


def _of_quota(text: str) -> Notice:
    match = _QUOTA.match(text)
    if match is None:
        return Notice("story.imap.untagged")
    return Notice("story.imap.untagged_quota", {"what": match["what"]})


def of_reply(verb: str, status: str, code: str = "") -> Notice:
    """Return how a command ended; *verb* is "" when nobody knows which.

    *code* is the response code in its brackets, if there is one.
    """
    plain = plain_verb(verb)
    code = code.strip("[]").partition(" ")[0].upper()
    if status == "OK" and code == "EXPUNGEISSUED":
        return Notice("story.imap.ok_expungeissued")
    if status != "OK" and code in TOLD_CODES:
        return Notice(f"story.imap.no_{code.lower().replace('-', '_')}")
    if status == "OK":
        key = plain.lower() if plain in _TOLD_OK else "any"
        return Notice(f"story.imap.ok_{key}")
    if status == "NO" and plain in ("LOGIN", "AUTHENTICATE"):
        return Notice("story.imap.no_login")
    return Notice(f"story.imap.{status.lower()}")
