"""The world: servers, people, clock and history, kept by one background thread.

It knows no notebook and no device: a Lab, or later ``serve``, holds one. Its methods may be called
from any other thread; they hop over to the servers' thread and come back with values.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import ParamSpec, TypeVar

from labkit.agents.trouble import Trouble
from labkit.mail.account import Account
from labkit.mail.message import Message
from labkit.records import (
    Chunk,
    Event,
    Hop,
    LetterRow,
    Notice,
    QueueRow,
    RawLine,
    SessionRecord,
    Snapshot,
    Step,
)
from labkit.texts import Language
from labkit.wire.clock import LabClock
from labkit.wire.loop import LoopClosed, LoopThread
from labkit.wire.news import Batch, News
from labkit.wire.tcp import TcpNetwork
from labkit.wire.transcript import Transcript
from labkit.world import scene
from labkit.world.history import History
from labkit.world.holdings import Holdings
from labkit.world.identity import Identity, NewLetter
from labkit.world.provider import Provider
from labkit.world.traffic import Traffic

P = ParamSpec("P")
T = TypeVar("T")


class World:
    """Running servers for every domain of the scene. *seed* decides subjects and ids."""

    def __init__(self, seed: str, language: Language = "en") -> None:
        self.language: Language = language
        self.seed = seed
        self.thread = LoopThread()
        self.clock = LabClock()
        self.transcript = Transcript(self.clock)
        self.network = TcpNetwork(self.thread, self.transcript, self.clock)
        self.identity = Identity(seed)
        self.history = History(self._letter_of)
        turn = asyncio.Lock()
        self._providers = {domain.name: self._provider(domain, turn) for domain in scene.DOMAINS}
        self.traffic = Traffic(self._providers.values(), self.network, self.clock.now)
        self._holdings = Holdings(self._providers, self._letter_of)
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
        self._run(self.traffic.settle())

    def pass_time(self, until: datetime) -> bool:
        """Go on to the next moment before *until* at which something falls due, and let it happen.

        Return False where nothing does: then it is *until* now, or later already.
        """
        return self._run(self._pass_time(until))

    def change(self, function: Callable[[], T]) -> T:
        """Run *function* in the servers' thread: only there their state may be touched."""
        return self._ask(function)

    def provider(self, domain: str) -> Provider:
        """Return the servers of *domain*. What they hold belongs to the servers' thread."""
        return self._providers[domain]

    def step(self) -> Step:
        """Let the next thing happen of what is held; return what that was."""
        return self._run(self.traffic.step())

    def retry(self, letter: str | None) -> int:
        """Try *letter* now, all that wait for None; return how many there were."""
        return self._ask(self._retry, letter)

    def give_up(self, letter: str) -> int:
        """Give *letter* up wherever it waits, with an error mail; return how many there were."""
        return self._run(self._give_up(letter))

    def mend(self) -> None:
        """Let all providers go back to the rules of the start. In the servers' thread."""
        for provider in self._providers.values():
            provider.directory.mend()

    def account(self, person: scene.Person) -> Account:
        """Return *person*'s account. What it holds belongs to the servers' thread."""
        return self._holdings.account(person)

    def reset(self) -> None:
        """Go back to the start: no letters, no history, nine o'clock, the same ids again."""
        self._run(self._reset())

    def forget_events(self) -> None:
        """Forget the events so far; letters, their ways and the wire stay."""
        self._ask(self.history.forget_events)

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

    def follow(self, woken: Callable[[], None]) -> News:
        """Return a queue of news; *woken* is called in the servers' thread when it holds some."""
        return self._ask(self.transcript.follow, woken)

    def news(self, follower: News) -> Batch:
        """Return what has passed on the wire since the last call."""
        return self._ask(self.transcript.news, follower)

    def chunks(self, session: int) -> tuple[Chunk, ...]:
        """Return what passed in *session* as it came, to be cut into lines by whoever looks."""
        return self._ask(self.transcript.chunks, session)

    def events(self) -> tuple[tuple[Event, ...], tuple[Snapshot, ...]]:
        """Return what happened, and who held what after each event."""
        return self._ask(lambda: (tuple(self.history.events), tuple(self.history.snapshots)))

    def hops(self, letter: str) -> tuple[Hop, ...]:
        """Return the way of *letter*, oldest hop first."""
        return self._ask(self.history.way, letter)

    def errors(self, letter: str) -> tuple[tuple[tuple[Hop, ...], bool], ...]:
        """Return the ways of the error mails about *letter*, and whether each lies in a mailbox."""
        ways, lies = self._ask(self.history.errors, letter), self.holders
        return tuple((way, bool(lies(way[0].letter))) for way in ways)

    def holders(self, letter: str) -> frozenset[str]:
        """Return the addresses of those in whose inbox *letter* lies."""
        return self._ask(self._holdings.holders, letter)

    def queue(self) -> tuple[QueueRow, ...]:
        """Return what the sending servers still have to hand over."""
        return self._ask(self._holdings.waiting)

    def mailbox(self, person: scene.Person) -> tuple[LetterRow, ...]:
        """Return what lies in *person*'s mailboxes on the server."""
        return self._ask(self._holdings.rows, person)

    def queued(self, letter: str) -> Message | None:
        """Return *letter* as it waits in some queue, None if it waits in none."""
        return self._ask(self._holdings.queued, letter)

    def stored(self, letter: str) -> Message | None:
        """Return *letter* as it lies in some mailbox, None if it lies in none."""
        return self._ask(self._holdings.stored, letter)

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

    async def _pass_time(self, until: datetime) -> bool:
        due = self.traffic.next_due
        is_due = due is not None and due <= until
        moment = due if due is not None and is_due else until
        self.clock.advance(max(moment - self.clock.now(), timedelta(0)))
        await self.traffic.settle()
        return is_due

    def _retry(self, letter: str | None) -> int:
        message_id = None if letter is None else self.identity.message_id(letter)
        # "" would be every letter that came without a Message-ID.
        return 0 if message_id == "" else self.traffic.retry(message_id)

    async def _give_up(self, letter: str) -> int:
        message_id = self.identity.message_id(letter)
        return await self.traffic.give_up(message_id) if message_id else 0

    async def _reset(self) -> None:
        self.traffic.hold(False)
        await self.traffic.settle()
        for provider in self._providers.values():
            provider.empty()
        self.network.outages.clear()
        self.clock.restart()
        self.transcript.clear()
        self.identity = Identity(self.seed)
        self.history = History(self._letter_of)
        # Programs that were connected before belong to no event of the new story.
        self._heard = max((session.id for session in self.transcript.sessions()), default=0)

    def _record(
        self, who: str, what: Notice, devices: tuple[Snapshot, ...], synced: frozenset[str]
    ) -> Event:
        new = tuple(s.id for s in self.transcript.sessions() if s.id > self._heard)
        self._heard = max(new, default=self._heard)
        server = self._holdings.snapshot(scene.KEN)
        snapshots = (server, *devices)
        synced |= {server.holder}
        event = self.history.add(self.clock.now(), who, what, new, snapshots, synced)
        self.transcript.event = event.number + 1
        return event

    def _letter_of(self, message_id: str) -> str:
        return self.identity.letter_of(message_id) if message_id else "?"

    def _provider(self, domain: scene.Domain, turn: asyncio.Lock) -> Provider:
        # Asked for at each use: ``reset`` gives a new identity, a person may change the language.
        return Provider(
            domain,
            self.network,
            self.clock.now,
            lambda: self.identity.queue_id(),
            lambda: self.identity.error_token(),
            lambda: self.language,
            self._hop,
            turn,
        )

    def _hop(self, hop: Hop) -> None:
        self.history.note_hop(hop)
