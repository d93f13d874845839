"""What clients asked of servers and were granted: read off the wire alone, by no engine of ours.

A client's line that was lost was never heard. What a server has said counts, lost or not: it has
acted by then. Only what a model of mailboxes and queues must know is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from labkit.records import RawLine, SessionRecord

Asking = Literal["retrieve", "delete", "remove", "move", "file", "flag", "unflag"]


@dataclass(frozen=True, slots=True)
class Taken:
    """A server's 250 for a letter: from now on it is responsible for these recipients.

    *heard* is False where that 250 was lost, *said* where the line broke before it: then nobody
    can tell from the wire.
    """

    who: str
    host: str
    port: int
    letter: str  # its Message-ID
    octets: bytes
    to: tuple[str, ...]
    heard: bool
    said: bool = True


@dataclass(frozen=True, slots=True)
class Asked:
    """Something to be done to one letter of *person*'s *box*, by its UID under *validity*.

    By POP3 a letter is retrieved and deleted, by IMAP all else happens to it.

    *target* is where it moves, *octets* and *flags* what is filed or set. What was refused isn't
    here; *granted* is False where nobody knows.
    """

    kind: Asking
    person: str
    box: str
    validity: int = 0
    uid: int = 0
    target: str = ""
    octets: bytes = b""
    flags: frozenset[str] = frozenset()
    granted: bool = True
    who: str = ""  # the device or program


Fact = Taken | Asked


def facts(session: SessionRecord, lines: Iterable[RawLine]) -> list[Fact]:
    """Return what was asked and granted in *session*."""
    arrived = list(_arrived(lines))
    if session.protocol == "SMTP":
        return list(_Smtp(session).read(arrived))
    asked = (_Pop3() if session.protocol == "POP3" else _Imap()).read(arrived)
    return [replace(each, who=session.who) for each in asked]


def _arrived(lines: Iterable[RawLine]) -> Iterator[RawLine]:
    """Yield what the server has heard, whole lines alone, and all that it has said."""
    begun = b""  # of a line that the cable was pulled in
    for line in lines:
        if line.direction == "C" and not line.lost and line.octets.endswith(b"\n"):
            yield line
        elif line.direction == "S" and not line.octets.endswith(b"\n"):
            begun = line.octets
        elif line.direction == "S":
            yield line._replace(octets=begun + line.octets)
            begun = b""


def message_id(octets: bytes) -> str:
    """Return a letter's Message-ID, "" if its header has none."""
    header = octets.replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    found = re.search(rb"(?im)^Message-ID:\s*(<[^>\n]*>)", header)
    return found[1].decode() if found else ""


class _Smtp:
    def __init__(self, session: SessionRecord) -> None:
        self._session = session
        self._to: list[str] = []
        self._asked = b""
        self._content: list[bytes] | None = None  # while DATA runs
        self._whole: bytes | None = None  # what waits for its reply

    def read(self, lines: list[RawLine]) -> Iterator[Taken]:
        for line in lines:
            text = line.octets.rstrip(b"\r\n")
            if line.direction == "C":
                self._hear(line.octets, text)
            elif text[3:4] != b"-":
                yield from self._reply(text[:3].decode(), not line.lost)
        if self._whole is not None:
            yield replace(self._taken(self._whole, heard=False), said=False)

    def _hear(self, octets: bytes, text: bytes) -> None:
        if self._content is None:
            self._asked = text
            if text[:5].upper() == b"MAIL ":
                self._to.clear()
        elif text == b".":
            self._whole, self._content = b"".join(self._content), None
        else:
            self._content.append(octets.removeprefix(b"."))

    def _reply(self, code: str, heard: bool) -> Iterator[Taken]:
        whole, self._whole = self._whole, None
        recipient = re.match(rb"(?i)RCPT TO:<(.*?)>", self._asked)
        if whole is not None:
            if code == "250":
                yield self._taken(whole, heard)
            self._asked = b""
        elif code == "354":
            self._content = []
        elif recipient and code == "250":
            self._to.append(recipient[1].decode())

    def _taken(self, whole: bytes, heard: bool) -> Taken:
        s, to = self._session, tuple(self._to)
        return Taken(s.who, s.host, s.port, message_id(whole), whole, to, heard)


class _Pop3:
    def __init__(self) -> None:
        self._user = self._person = ""
        self._asked: list[str] = []
        self._rows: Callable[[str], None] | None = None  # while a reply of many lines is said
        self._uidls: dict[str, tuple[int, int]] = {}  # by message number
        self._marked: list[str] = []

    def read(self, lines: list[RawLine]) -> Iterator[Asked]:
        for line in lines:
            text = line.octets.decode("latin-1").rstrip("\r\n")
            if line.direction == "C":
                self._asked = text.split(" ")
            elif self._rows is not None:
                self._row(text)
            elif self._asked:
                asked, self._asked = self._asked, []
                yield from self._reply(asked[0].upper(), asked[1:], text.startswith("+OK"))
        if self._asked[:1] == ["QUIT"]:
            yield from self._removals(granted=False)

    def _row(self, text: str) -> None:
        if text == ".":
            self._rows = None
        elif self._rows is not None:
            self._rows(text)

    def _reply(self, verb: str, rest: list[str], ok: bool) -> Iterator[Asked]:
        if verb == "QUIT":
            yield from self._removals(ok)
        elif not ok:
            return
        elif verb == "USER":
            self._user = rest[0]
        elif verb == "PASS":
            self._person = self._user
        elif verb == "UIDL":
            self._rows = self._note_uidl
        elif verb == "RETR":
            self._rows = lambda text: None
            yield self._about("retrieve", rest[0])
        elif verb == "DELE":
            self._marked.append(rest[0])

    def _note_uidl(self, text: str) -> None:
        number, _, uidl = text.partition(" ")
        validity, _, uid = uidl.partition("-")
        self._uidls[number] = int(validity), int(uid)

    def _removals(self, granted: bool) -> Iterator[Asked]:
        for number in self._marked:
            yield replace(self._about("delete", number), granted=granted)

    def _about(self, kind: Asking, number: str) -> Asked:
        return Asked(kind, self._person, "INBOX", *self._uidls[number])


class _Imap:
    def __init__(self) -> None:
        self._person = self._box = ""
        self._validity = 0
        self._tag, self._asked = "", ""
        self._literal, self._missing = b"", 0  # octets of a client's literal, and how many to come
        self._skips = 0  # octets of a server's literal that are still to come

    def read(self, lines: list[RawLine]) -> Iterator[Asked]:
        for line in lines:
            text = line.octets.decode("latin-1").rstrip("\r\n")
            if line.direction == "C":
                self._hear(line.octets, text)
            elif self._skips > 0:
                self._skips -= len(line.octets)
            else:
                yield from self._said(text)
        if not self._missing:
            yield from (replace(each, granted=False) for each in self._done())

    def _hear(self, octets: bytes, text: str) -> None:
        if self._missing:
            self._literal += octets[: self._missing]
            self._missing -= len(octets[: self._missing])
            return
        tag, _, rest = text.partition(" ")
        if not re.fullmatch(r"a\d+", tag):  # DONE, or what is left behind a literal
            return
        self._tag, self._asked, self._literal = tag, rest, b""
        if announced := re.search(r"\{(\d+)\}$", rest):
            self._missing = int(announced[1])

    def _said(self, text: str) -> Iterator[Asked]:
        if announced := re.search(r"\{(\d+)\}$", text):
            self._skips = int(announced[1])
        elif validity := re.match(r"\* OK \[UIDVALIDITY (\d+)\]", text):
            self._validity = int(validity[1])
        elif text.startswith(f"{self._tag} ") and self._asked:
            self._missing = 0  # refused before the literal came
            if text.split()[1] == "OK":
                yield from self._done()
            elif self._asked.startswith("SELECT"):
                self._box = ""
            self._asked = ""

    def _done(self) -> Iterator[Asked]:
        asked = self._asked
        if login := re.match(r"LOGIN (\S+)", asked):
            self._person = login[1]
        elif select := re.fullmatch(r'SELECT "?(.+?)"?', asked):
            self._box = select[1]
        elif append := re.match(r'APPEND "?(.+?)"? \((.*?)\) ', asked):
            flags = frozenset(append[2].split())
            yield Asked("file", self._person, append[1], octets=self._literal, flags=flags)
        elif uid := re.match(r"UID (\w+) (\d+) ?(.*)", asked):
            yield from self._by_uid(uid[1], int(uid[2]), uid[3])

    def _by_uid(self, verb: str, uid: int, rest: str) -> Iterator[Asked]:
        about = Asked("remove", self._person, self._box, self._validity, uid)
        if verb == "EXPUNGE":
            yield about
        elif verb == "MOVE":
            yield replace(about, kind="move", target=rest.strip('"'))
        elif store := re.fullmatch(r"([+-])FLAGS \((.*)\)", rest):
            kind: Asking = "flag" if store[1] == "+" else "unflag"
            yield replace(about, kind=kind, flags=frozenset(store[2].split()))
        elif rest == "(BODY[])":
            yield replace(about, kind="flag", flags=frozenset(["\\Seen"]))
