"""What an IMAP server knows of a session: who, which mailbox, what was changed in it."""

from __future__ import annotations

import re

from labkit.protocols.imap import mutf7
from labkit.protocols.imap.stories import plain_verb
from labkit.protocols.showing import clean
from labkit.records import Notice

_EXISTS = re.compile(r"\* ([0-9]{1,9}) EXISTS", re.IGNORECASE)
_EXPUNGE = re.compile(r"\* [0-9]{1,9} EXPUNGE", re.IGNORECASE)
_UID_VALIDITY = re.compile(r"\* OK \[UIDVALIDITY ([0-9]{1,10})\]", re.IGNORECASE)
_STORE = re.compile(r"(?P<which>\S+) (?P<how>[+-]?)FLAGS(?:\.SILENT)? (?P<flags>.+)", re.IGNORECASE)
_CHANGES = 3  # changes of flags that are shown: the last ones
_OPENING = ("SELECT", "EXAMINE")
_LEAVING = ("CLOSE", "UNSELECT")


class Knowledge:
    """Changed by replies alone; a refusal leaves it as it was, but for one case of SELECT."""

    def __init__(self) -> None:
        self.user = ""
        self._mailbox: Notice | None = None
        self._validity = ""
        self._letters: int | None = None
        self._changes: list[Notice] = []
        self._next: tuple[str, int | None] = ("", None)  # heard while a mailbox is being opened

    def notices(self) -> tuple[Notice, ...]:
        """Return all of it, ready to be told."""
        known: list[Notice] = []
        if self.user:
            known.append(Notice("knows.imap.logged_in", {"user": self.user}))
        if self._mailbox is not None:
            known.append(self._mailbox)
            if self._validity:
                known.append(Notice("knows.imap.uid_validity", {"number": self._validity}))
            if self._letters is not None:
                known.append(Notice("knows.imap.letters", {"count": self._letters}))
        return (*known, *self._changes)

    def untagged(self, text: str, verb: str) -> None:
        """Hear a line that begins with ``*`` while the command *verb* is under way."""
        validity, letters = self._next if verb in _OPENING else (self._validity, self._letters)
        if match := _UID_VALIDITY.match(text):
            validity = match[1]
        elif match := _EXISTS.match(text):
            letters = int(match[1])
        elif _EXPUNGE.match(text) and letters:
            letters -= 1
        if verb in _OPENING:
            self._next = (validity, letters)
        else:
            self._validity, self._letters = validity, letters

    def ended(self, verb: str, argument: str, status: str) -> None:
        """Hear how a command ended."""
        plain = plain_verb(verb)
        if plain in _OPENING:
            self._opened(plain, argument, status)
        elif status != "OK":
            return
        elif plain in _LEAVING or (plain == "DELETE" and self._is_open(argument)):
            self._leave()
        elif plain == "EXPUNGE":
            self._changes.clear()
        elif plain == "STORE" and (match := _STORE.match(argument)):
            flags = match["how"] + match["flags"].strip("()")
            key = "knows.imap.flags" if verb == plain else "knows.imap.flags_uid"
            change = Notice(key, {"which": match["which"], "flags": flags})
            self._changes = [*self._changes, change][-_CHANGES:]

    def _opened(self, verb: str, argument: str, status: str) -> None:
        if status == "BAD":
            return
        # RFC 3501 section 6.3.1: a SELECT that fails leaves no mailbox selected.
        self._leave()
        if status == "OK":
            key = "knows.imap.selected" if verb == "SELECT" else "knows.imap.examined"
            self._mailbox = Notice(key, {"mailbox": _name(argument)})
            self._validity, self._letters = self._next
        self._next = ("", None)

    def _is_open(self, argument: str) -> bool:
        return self._mailbox is not None and self._mailbox.values["mailbox"] == _name(argument)

    def _leave(self) -> None:
        self._mailbox = self._letters = None
        self._validity = ""
        self._changes.clear()


def _name(argument: str) -> str:
    """Return a mailbox's name for people: out of its quotes, modified UTF-7 read."""
    name = argument.strip('"')
    try:
        return clean(mutf7.decode(name.encode("ascii")).encode("utf-8"))
    except ValueError:
        return name
