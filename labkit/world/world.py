"""The world: servers, people, clock and history, kept by one background thread.

It knows no notebook and no device: a Lab, or later ``serve``, holds one. Its methods may be called
from any other thread; they hop over to the servers' thread and come back with values.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import ParamSpec, TypeVar

from labkit.agents.trouble import Trouble
from labkit.mail.flags import DELETED, SEEN
from labkit.mail.mailbox import Entry
from labkit.mail.message import Message
from labkit.records import (
    Event,
    Hop,
    LetterRow,
    Notice,
    QueueRow,
    RawLine,
    SessionRecord,
    Snapshot,
    Tile,
)
from labkit.texts import Language
from labkit.wire.clock import LabClock
from labkit.wire.loop import LoopClosed, LoopThread
from labkit.wire.tcp import TcpNetwork
from labkit.wire.transcript import Transcript
from labkit.world import scene
from labkit.world.history import History
from labkit.world.identity import Identity, NewLetter
from labkit.world.provider import Provider
from labkit.world.waiting import waiting

MAX_WAIT = timedelta(days=3660)  # a slip of the keyboard mustn't use up the calendar

P = ParamSpec("P")
T = TypeVar("T")


class World:
    """Running servers for every domain of the scene. *seed* decides subjects and ids."""

    def __init__(self, seed: str, language: Language = "en") -> None:
        self.language: Language = language
        self._seed = seed
        self.thread = LoopThread()
        self.clock = LabClock()
        self.transcript = Transcript(self.clock)
        self.network = TcpNetwork(self.thread, self.transcript, self.clock)
        self.identity = Identity(seed)
        self.history = History(self._letter_of)
        self._providers = {domain.name: self._provider(domain) for domain in scene.DOMAINS}
        self._heard = 0  # the last session that belongs to an event
        try:
            self.thread.run(self._open())
        except BaseException:  # an interrupted cell too: nobody else could stop the thread
            self.close()
            raise

    @property
    def closed(self) -> bool:
        """True once ``close`` was called: nobody is there to ask any more."""
        return not self.thread.running

    def close(self) -> None:
        """Stop every server and the thread; a closed world stays closed."""
        self.thread.stop(self._close())

    def closed_trouble(self) -> Trouble:
        """Return what to say to somebody who asks a closed world."""
        return Trouble(Notice("lab.closed"), self.language)

    def watch(self, changed: Callable[[], None]) -> None:
        """Call *changed*, in the servers' thread, whenever a session has ended."""
        self.network.on_end = changed

    def now(self) -> datetime:
        """Return the lab's time."""
        return self._ask(self.clock.now)

    def new_letter(self, sender: str) -> NewLetter:
        """Return name, ids and topic for the next letter, which *sender* writes."""
        return self._ask(self.identity.new_letter, sender)

    def letter_of(self, message_id: str) -> str:
        """Return the name of the letter with this Message-ID; "?" for one that has none."""
        return self._ask(self._letter_of, message_id)

    def settle(self) -> None:
        """Return when nothing is on the way: no connection ending, no relay at work or due."""
        self._run(self._settle())

    def wait(self, duration: timedelta) -> None:
        """Let the lab's time pass, and everything happen that falls due in it.

        Raise ValueError for a negative *duration*, or one of more than ten years.
        """
        if not timedelta(0) <= duration <= MAX_WAIT:
            raise ValueError(f"time moves forward, by at most {MAX_WAIT}")
        self._run(self._wait(duration))

    def reset(self) -> None:
        """Go back to the start: no letters, no history, nine o'clock, the same ids again."""
        self._run(self._reset())

    def record(
        self, who: str, what: Notice, devices: tuple[Snapshot, ...], synced: frozenset[str]
    ) -> Event:
        """Wait until the lab is quiet and note an event, with what server and *devices* hold."""
        self.settle()
        return self._ask(self._record, who, what, devices, synced)

    def sessions(self) -> tuple[SessionRecord, ...]:
        """Return every connection so far, in the order in which they began."""
        return self._ask(self.transcript.sessions)

    def lines(self, session: int) -> tuple[RawLine, ...]:
        """Return what passed in *session*, line by line, secrets and all."""
        return self._ask(self.transcript.lines, session)

    def events(self) -> tuple[tuple[Event, ...], tuple[Snapshot, ...]]:
        """Return what happened, and who held what after each event."""
        return self._ask(lambda: (tuple(self.history.events), tuple(self.history.snapshots)))

    def hops(self, letter: str) -> tuple[Hop, ...]:
        """Return the way of *letter*, oldest hop first."""
        return self._ask(lambda: tuple(hop for hop in self.history.hops if hop.letter == letter))

    def queue(self) -> tuple[QueueRow, ...]:
        """Return what the sending servers still have to hand over."""
        return self._ask(self._waiting)

    def mailbox(self, person: scene.Person) -> tuple[LetterRow, ...]:
        """Return what lies in *person*'s mailboxes on the server."""
        return self._ask(self._rows, person)

    def queued(self, letter: str) -> Message | None:
        """Return *letter* as it waits in some queue, None if it waits in none."""
        return self._ask(self._queued, letter)

    def stored(self, letter: str) -> Message | None:
        """Return *letter* as it lies in some mailbox, None if it lies in none."""
        return self._ask(self._stored, letter)

    def letters(self) -> tuple[str, ...]:
        """Return the names of all letters so far, in the order of writing."""
        return self._ask(lambda: self.identity.letters)

    def next_topic(self) -> str:
        """Return what the next letter will be about."""
        return self._ask(lambda: self.identity.next_topic)

    def _ask(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        with self._still_open():
            return self.thread.call(function, *args, **kwargs)

    def _run(self, coroutine: Coroutine[object, object, T]) -> T:
        with self._still_open():
            return self.thread.run(coroutine)

    @contextmanager
    def _still_open(self) -> Iterator[None]:
        try:
            yield
        except LoopClosed:
            raise self.closed_trouble() from None

    async def _open(self) -> None:
        for provider in self._providers.values():
            await provider.open()

    async def _close(self) -> None:
        for provider in self._providers.values():
            await provider.relay.close()
        await self.network.close()

    async def _settle(self) -> None:
        await self.network.drained()
        relays = [provider.relay for provider in self._providers.values()]
        while not all(relay.idle for relay in relays):
            for relay in relays:
                await relay.settle()
            await self.network.drained()

    async def _wait(self, duration: timedelta) -> None:
        until = self.clock.now() + duration
        while (due := self._next_due()) is not None and due <= until:
            self.clock.advance(max(due - self.clock.now(), timedelta(0)))
            await self._settle()
        self.clock.advance(max(until - self.clock.now(), timedelta(0)))

    def _next_due(self) -> datetime | None:
        tries = [provider.relay.queue.next_due for provider in self._providers.values()]
        return min((each for each in tries if each is not None), default=None)

    async def _reset(self) -> None:
        await self._settle()
        for provider in self._providers.values():
            provider.empty()
        self.clock.restart()
        self.transcript.clear()
        self.identity = Identity(self._seed)
        self.history = History(self._letter_of)
        # Programs that were connected before belong to no event of the new story.
        self._heard = max((session.id for session in self.transcript.sessions()), default=0)

    def _record(
        self, who: str, what: Notice, devices: tuple[Snapshot, ...], synced: frozenset[str]
    ) -> Event:
        new = tuple(s.id for s in self.transcript.sessions() if s.id > self._heard)
        self._heard = max(new, default=self._heard)
        tiles = tuple(row.tile for row in self._rows(scene.KEN))
        server = Snapshot(0, "server", None, tiles)
        snapshots = (server, *devices)
        return self.history.add(
            self.clock.now(), who, what, new, snapshots, synced | {server.holder}
        )

    def _waiting(self) -> tuple[QueueRow, ...]:
        relays = [provider.relay for provider in self._providers.values()]
        rows = [waiting(each.host, each.queue.letters(), self._letter_of) for each in relays]
        return tuple(row for several in rows for row in several)

    def _entries(self, person: scene.Person) -> list[tuple[str, Entry]]:
        account = self._providers[person.domain].directory.find(person.address)
        if account is None:
            return []
        store = account.store
        return [(name, e) for name in store.names() for e in store.get(name).entries.values()]

    def _stored(self, letter: str) -> Message | None:
        people = (person for domain in scene.DOMAINS for person in domain.people)
        entries = (entry for person in people for _, entry in self._entries(person))
        return next((e.message for e in entries if self._name(e) == letter), None)

    def _queued(self, letter: str) -> Message | None:
        relays = (provider.relay for provider in self._providers.values())
        waiting = (queued for relay in relays for queued in relay.queue.letters())
        found = (q for q in waiting if self._letter_of(q.letter) == letter)
        return next((Message(queued.octets, queued.arrived) for queued in found), None)

    def _rows(self, person: scene.Person) -> tuple[LetterRow, ...]:
        return tuple(self._row(shelf, entry) for shelf, entry in self._entries(person))

    def _row(self, shelf: str, entry: Entry) -> LetterRow:
        message = entry.message
        letter = self._name(entry)
        flags = entry.flags
        tile = Tile(letter, message.message_id, "original", shelf, SEEN in flags, DELETED in flags)
        headers = {name.lower(): value for name, value in message.parts().headers}
        return LetterRow(
            letter, headers.get("from", ""), message.subject, headers.get("date", ""), tile
        )

    def _name(self, entry: Entry) -> str:
        return self._letter_of(entry.message.message_id)

    def _letter_of(self, message_id: str) -> str:
        return self.identity.letter_of(message_id) if message_id else "?"

    def _provider(self, domain: scene.Domain) -> Provider:
        # Asked for at each use: ``reset`` gives a new identity, a person may change the language.
        return Provider(
            domain,
            self.network,
            self.clock.now,
            lambda: self.identity.queue_id(),
            lambda: self.identity.error_token(),
            lambda: self.language,
            self._hop,
        )

    def _hop(self, hop: Hop) -> None:
        self.history.note_hop(hop)
