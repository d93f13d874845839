"""A conversation by hand: somebody types the lines that a mail app would say.

A line is sent as it was typed, good or bad; the server's own answer comes back whole. The one thing
that is never sent is a password that isn't the lab's.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from types import TracebackType

from labkit.agents.password_guard import PasswordGuard
from labkit.agents.surroundings import Surroundings
from labkit.agents.trouble import Trouble, explained
from labkit.protocols.smtp.content import dot_stuffed
from labkit.records import Notice, Protocol
from labkit.wire.loop import LoopClosed
from labkit.wire.network import ByHand

WHO = "you"
LONGEST = 1024 * 1024  # octets that are said at once
_LINE_ENDS = ("\r\n", "\n")


class Answer(str):
    """What a server said, its lines one under the other; a notebook shows it as it stands."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


class Conversation:
    """An open connection to *host* at *port*, on which a person speaks.

    *passwords* are those of the lab. *held* tells what everybody holds: a line that changes it is
    an event of its own, and so is the end. Raises Trouble when nobody answers there.
    """

    def __init__(
        self,
        protocol: Protocol,
        host: str,
        port: int,
        surroundings: Surroundings,
        passwords: Collection[str] = (),
        held: Callable[[], object] = tuple,
    ) -> None:
        self.protocol = protocol
        self.host = host
        self.port = port
        self._surroundings = surroundings
        self._guard = PasswordGuard(protocol, passwords)
        self._held = held
        self._ended = False
        with explained(self._place(), surroundings.language):
            self._line: ByHand = surroundings.network.by_hand(host, port)
        self.greeting = self._heard(self._line.hear())

    @property
    def session(self) -> int:
        """The number of this session, as ``lab.ladder`` takes it."""
        return self._line.session

    @property
    def open(self) -> bool:
        """Whether both sides are still on the line."""
        return self._line.open

    def say(self, *lines: str | bytes, end: str = "\r\n") -> Answer:
        """Say one line, or several one after the other, and return what the server answers.

        Each line is sent with *end*: CR LF, as the protocols want it; ``end="\\n"`` shows what
        happens otherwise. Inside a letter the server says nothing, and the answer is empty.
        Raises Trouble when the line is closed, and for a password that isn't the lab's, unsent.
        """
        if end not in _LINE_ENDS:
            raise self._trouble("talk.no_end")
        if not self.open:
            raise self._closed()
        said = [line for text in lines for line in _cut(text)]
        if sum(map(len, said)) > LONGEST:
            raise self._trouble("talk.too_long", most=LONGEST)
        before, answers = self._held(), []
        for line in said:
            if not self._guard.allows(line):
                raise self._trouble("talk.password")
            answers.append(self._send(line + end.encode()))
            if answers[-1] or not self.open:  # in silence nothing has happened yet
                before = self._after(line, before)
        return Answer("\n".join(filter(None, answers)))

    def letter(self, text: str | bytes) -> Answer:
        """Send *text* as a letter after DATA: leading dots doubled, ended by a dot of its own.

        RFC 5321 section 4.5.2. Raises Trouble where the server does not wait for a letter.
        """
        if self.open and not self._guard.in_letter:
            raise self._trouble("talk.no_letter")
        octets = dot_stuffed(b"\r\n".join(_cut(text)))
        if len(octets) > LONGEST:
            raise self._trouble("talk.too_long", most=LONGEST)
        if not self.open:
            raise self._closed()
        before = self._held()
        answer = self._send(octets)
        self._after(b".", before)
        return answer

    def hear(self) -> Answer:
        """Return what the server has said by itself meanwhile, as IMAP servers do in IDLE."""
        if not self.open:
            raise self._closed()
        return self._heard(self._line.hear())

    def hang_up(self) -> None:
        """End the connection without a word. May be called twice."""
        self.drop()
        self._note_end()

    def drop(self) -> None:
        """Hang up, and tell nobody: the lab begins anew, or ends."""
        self._line.hang_up()

    def __enter__(self) -> Conversation:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.hang_up()

    def _send(self, octets: bytes) -> Answer:
        if not self.open:
            raise self._closed()
        try:
            return self._heard(self._line.say(octets))
        except LoopClosed:
            raise self._closed() from None

    def _heard(self, octets: bytes) -> Answer:
        self._guard.heard(octets)
        return Answer(octets.decode("utf-8", "replace").replace("\r\n", "\n").rstrip("\n"))

    def _after(self, said: bytes, before: object) -> object:
        """Wait until the lab is quiet; a change since *before* is an event. Return what is held."""
        self._surroundings.settle()
        if not self.open:
            self._note_end()
            return before
        held = self._held()
        if held != before:
            word = _word(self.protocol, said)
            key = "talk.event_letter" if word == "." else "talk.event_said"
            self._surroundings.happened(WHO, Notice(key, {"host": self.host, "word": word}))
        return held

    def _note_end(self) -> None:
        if not self._ended:
            self._ended = True
            told = {"host": self.host, "protocol": self.protocol}
            try:
                self._surroundings.happened(WHO, Notice("talk.event_ended", told))
            except (LoopClosed, Trouble):  # a lab that was closed keeps no history
                return

    def _place(self) -> dict[str, str | int | Notice]:
        return {"who": Notice("talk.you"), "host": self.host, "port": self.port}

    def _closed(self) -> Trouble:
        _ = self._surroundings.network  # raises its own Trouble where the whole lab is closed
        return self._trouble("talk.closed", host=self.host)

    def _trouble(self, key: str, **values: str | int) -> Trouble:
        return Trouble(Notice(key, values), self._surroundings.language)


def _cut(text: str | bytes) -> list[bytes]:
    octets = text if isinstance(text, bytes) else str(text).encode("utf-8", "replace")
    if octets[-1:] == b"\n":
        octets = octets[:-1].removesuffix(b"\r")
    return [line.removesuffix(b"\r") for line in octets.split(b"\n")]


def _word(protocol: Protocol, said: bytes) -> str:
    """Return a command's own word; never what stands behind it, secrets may."""
    words = said.split()
    place = 1 if protocol == "IMAP" else 0
    word = words[place] if len(words) > place else b""
    known = word == b"." or (word.isalpha() and len(word) < 9)
    return word.decode().upper() if known else protocol
