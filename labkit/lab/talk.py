"""``lab.talk("smtp")``: a conversation by hand, which a notebook shows as a console."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from labkit.agents.talk import Answer, Conversation
from labkit.agents.trouble import Trouble
from labkit.lab.doors import DOORS, Door, door_of
from labkit.lab.scripts import script_for
from labkit.lab.shown import Shown
from labkit.lab.wire import ladder_of
from labkit.records import Ladder, Notice, RawLine
from labkit.world.household import Household

if TYPE_CHECKING:
    from labkit.plots.picture import Picture
    from labkit.views.console import Console

MOST_LINES = 60  # of a letter, as the console shows it


class Talk:
    """What a learner holds: say something, hear the answer, hang up; it shows as a console.

    The console may call another server: then this is the conversation with that one.
    """

    def __init__(self, household: Household, door: Door, shown: Shown) -> None:
        self._household = household
        self._shown = shown
        self.door = door
        self._line: Conversation
        self.call(door.host)

    def say(self, *lines: str | bytes, end: str = "\r\n") -> Answer:
        """Say lines as they stand, and return the server's answer: ``talk.say("NOOP")``.

        ``end="\\n"`` ends them with a bare LF. Raises Trouble where the line is closed, and for a
        password that isn't the lab's: that is never sent.
        """
        return self._line.say(*lines, end=end)

    def letter(self, text: str | bytes) -> Answer:
        """Send a whole letter after DATA: dots doubled, and ended by a dot of its own."""
        return self._line.letter(text)

    def hear(self) -> Answer:
        """Return what the server has said by itself meanwhile (IMAP's IDLE)."""
        return self._line.hear()

    def call(self, name: str) -> Answer:
        """Hang up and call another server; return its greeting."""
        door = found(name, self._household)
        if hasattr(self, "_line"):
            self._line.hang_up()
        self._line = self._household.talk(*door)
        self.door = door
        return self._line.greeting

    def hang_up(self) -> None:
        """End the connection without a word."""
        self._line.hang_up()

    @property
    def open(self) -> bool:
        """Whether both sides are still on the line."""
        return self._line.open

    @property
    def greeting(self) -> Answer:
        """What the server said first."""
        return self._line.greeting

    @property
    def session(self) -> int:
        """The session's number, as ``lab.ladder`` takes it."""
        return self._line.session

    def ladder(self) -> Picture:
        """Draw who has said what so far."""
        from labkit.plots.ladder import ladder

        record = self._record()
        if record is None:
            raise Trouble(Notice("lab.no_session"), self._household.language)
        return ladder(record, self._household.language)

    def console(self) -> Console:
        """Return the console: an input line, the conversation, examples to type, helpers."""
        from labkit.views.console import Console

        names = ("call", "say", "letter", "hang_up")
        actions = {name: getattr(self, name) for name in names}
        scripts = {door.host: script_for(door) for door in DOORS}
        console = Console(DOORS, scripts, actions, self._state, self._household.language)
        return self._shown.add(console, Console.look, Console.forget)

    def __enter__(self) -> Talk:
        return self

    def __exit__(self, *error: object) -> None:
        self.hang_up()

    def __repr__(self) -> str:
        record = self._record()
        return self.ladder().text if record else str(self.greeting)

    def _repr_mimebundle_(self, **kwargs: object) -> dict[str, object]:
        return self.console()._repr_mimebundle_(**kwargs)

    def _state(self) -> tuple[str, bool, Ladder | None, Mapping[int, str]]:
        record = self._record()
        texts = letters(self._household.world.lines(self.session), record) if record else {}
        return self.door.host, self.open, record, texts

    def _record(self) -> Ladder | None:
        world = self._household.world
        if world.closed:
            return None
        session = next((s for s in world.sessions() if s.id == self.session and s.typed), None)
        return session and ladder_of(world, session)


def letters(lines: Sequence[RawLine], record: Ladder) -> dict[int, str]:
    """Return the text of each letter in *record*, by the number of its first line."""
    told = {}
    for letter in (line for line in record.lines if line.kind == "content"):
        own = (
            line.octets.decode("utf-8", "replace").rstrip("\r\n")
            for line in lines
            if line.number >= letter.number and line.direction == letter.direction
        )
        told[letter.number] = "\n".join(islice(own, min(letter.count, MOST_LINES)))
    return told


def found(name: object, household: Household) -> Door:
    """Return where *name* leads; raise Trouble for nowhere."""
    door = door_of(name)
    if door is None:
        raise Trouble(Notice("talk.no_door", {"name": str(name)[:40]}), household.language)
    return door
