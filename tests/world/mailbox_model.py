"""A model of everybody's mailboxes and of every letter's way: plain dictionaries beside a real lab.

It is told three things: what passed on the wire, what each mailbox published, and which error mails
were written. From these it says what servers must hold now, and whose each letter is:

    a server's 250 = what waits in its queue + what it handed on + what it told the sender of

so no letter is ever nowhere, and none is anywhere twice by one 250.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from labkit.agents.delivery_status import Report
from labkit.agents.queue import QueuedLetter
from labkit.mail.account import Account
from labkit.mail.mailbox import Change, Mailbox
from labkit.mail.names import INBOX
from labkit.world import scene
from labkit.world.world import World
from tests.world.wire_reading import Asked, Fact, Taken, facts, message_id

Box = tuple[str, str]  # (whose, its name)
Copy = tuple[str, str]  # (Message-ID, recipient)
GOES = ("delete", "remove", "move")
SUBMISSION, MX = scene.SUBMISSION, scene.RELAY


@dataclass(frozen=True, slots=True)
class Stored:
    """A letter as it lies in a mailbox."""

    octets: bytes
    flags: frozenset[str]
    date: datetime


@dataclass(slots=True)
class Shelf:
    """A mailbox: its UIDVALIDITY, and its letters by UID."""

    validity: int
    letters: dict[int, Stored] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class News:
    """One letter of one published Change."""

    kind: str
    box: Box
    validity: int
    uid: int
    letter: Stored
    time: datetime


@dataclass(slots=True)
class Way:
    """What became of one recipient's copy, in numbers."""

    submitted: int = 0  # a 250 of a submission server, or an error mail that was written
    relayed: int = 0  # a 250 of an MX that a relay has heard
    taken: int = 0  # a 250 of an MX, heard or not
    delivered: int = 0  # into a mailbox
    told: Counter[int] = field(default_factory=Counter)  # by the port of who had it
    waiting: Counter[int] = field(default_factory=Counter)
    in_doubt: Counter[int] = field(default_factory=Counter)  # perhaps taken: no reply was said

    def check(self, copy: Copy) -> None:
        relay = self.waiting[SUBMISSION] + self.told[SUBMISSION] + self.relayed
        exchanger = self.waiting[MX] + self.told[MX] + self.delivered
        self.submitted += max(0, min(relay - self.submitted, self.in_doubt[SUBMISSION]))
        self.taken += max(0, min(exchanger - self.taken, self.in_doubt[MX]))
        self.in_doubt.clear()
        assert self.submitted == relay, f"{copy} at the relay: {self}"
        assert self.taken == exchanger, f"{copy} at the MX: {self}"


class MailboxModel:
    """The model of *world*; ``boxes`` is what its mailboxes must hold."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.boxes: dict[Box, Shelf] = {}
        self.news: list[News] = []  # of the present step
        self.facts: list[Fact] = []
        self.came: set[str] = set()  # what was filed in this step, as UIDL names it
        self.ways: dict[Copy, Way] = {}
        self.ever: dict[tuple[Box, int, int], bytes] = {}  # what a UID has meant
        self._written: list[tuple[Report, bytes]] = []
        self._contents: dict[str, list[bytes]] = {}  # as handed in, by Message-ID
        self._no_sender: set[str] = set()  # letters of whose failure nobody may hear
        self._read: dict[int, int] = {}  # session -> facts that were read
        self._over: set[int] = set()  # sessions that have ended and were read
        self._watched: list[Mailbox] = []
        self._quotas: dict[str, int | None] = {}
        self._days: dict[str, set[int | None]] = {}
        self.begin()

    def begin(self) -> None:
        """Begin with what is there: a new lab, or one that was reset."""
        self._read.clear()
        self._over.clear()
        self.ways.clear()
        self._written.clear()
        self._contents.clear()
        self._no_sender.clear()
        self.boxes, self._quotas = self.world.change(self._look)
        self.news.clear()
        self._days = {domain.name: {None} for domain in scene.DOMAINS}

    def write(self, report: Report, octets: bytes) -> None:
        """Note that an error mail was written."""
        self._written.append((report, octets))

    def check(self, replaced: str = "") -> None:
        """Look at the world after a step. *replaced* is whose mailboxes were restored in it."""
        self.facts = [*self._new_facts()]
        after, quotas = self.world.change(self._look)
        self._note_taken()
        self._note_written()
        self._follow(after, replaced)
        self._check_granted(after)
        self._check_quotas(quotas)
        self._check_ways()
        self.came = {
            f"{news.validity}-{news.uid}" for news in self.news if news.kind == "added"
        }  # fmt: skip
        self.news.clear()
        self.boxes, self._quotas = after, quotas

    # --- what is told ----------------------------------------------------------------------------

    def _new_facts(self) -> Iterator[Fact]:
        for session in self.world.sessions():
            if session.id not in self._over:
                found = facts(session, self.world.lines(session.id))
                yield from found[self._read.get(session.id, 0) :]
                self._read[session.id] = len(found)
                if session.ended:
                    self._over.add(session.id)

    def _look(self) -> tuple[dict[Box, Shelf], dict[str, int | None]]:
        """Return what mailboxes hold, and listen to those that are new. In the servers' thread."""
        boxes, quotas = {}, {}
        for account in self._accounts():
            quotas[account.address] = account.store.quota
            for name in account.store.names():
                mailbox = account.store.get(name)
                if not any(mailbox is each for each in self._watched):
                    self._watched.append(mailbox)
                    mailbox.listen(
                        lambda change, box=mailbox, a=account: self._hear(a, box, change)
                    )
                letters = {uid: _stored(entry) for uid, entry in mailbox.entries.items()}
                boxes[account.address, name] = Shelf(mailbox.uid_validity, letters)
        for domain, days in self._days.items():
            days.add(self.world.provider(domain).directory.policy.expire_days)
        return boxes, quotas

    def _hear(self, account: Account, mailbox: Mailbox, change: Change) -> None:
        now = self.world.clock.now()
        for entry in change.entries:
            box, letter = (account.address, mailbox.name), _stored(entry)
            news = News(change.kind, box, mailbox.uid_validity, entry.uid, letter, now)
            self.news.append(news)

    def _accounts(self) -> Iterator[Account]:
        for domain in scene.DOMAINS:
            directory = self.world.provider(domain.name).directory
            for address in (*(p.address for p in domain.people), f"postmaster@{domain.name}"):
                account = directory.find(address)
                assert account is not None
                yield account

    # --- mailboxes -------------------------------------------------------------------------------

    def _follow(self, after: dict[Box, Shelf], replaced: str) -> None:
        """Let the model's mailboxes go the way that was told, and compare."""
        model, asked = self.boxes, [fact for fact in self.facts if isinstance(fact, Asked)]
        for news in self.news:
            shelf = model.get(news.box)
            if shelf is None or shelf.validity != news.validity or news.kind == "removed":
                continue  # of a mailbox that is no more
            if news.kind == "added":
                self._check_added(news, asked)
                shelf.letters[news.uid] = news.letter
            elif news.kind == "expunged":
                self._check_expunged(news, asked)
                del shelf.letters[news.uid]
            else:
                self._check_flags(shelf.letters[news.uid], news, asked)
                shelf.letters[news.uid] = news.letter
        for box, shelf in after.items():
            self._check_shelf(box, model.get(box), shelf, replaced)

    def _check_shelf(self, box: Box, model: Shelf | None, shelf: Shelf, replaced: str) -> None:
        for uid, letter in shelf.letters.items():
            before = self.ever.setdefault((box, shelf.validity, uid), letter.octets)
            assert before == letter.octets, f"UID {uid} of {box} has meant another letter"
        if model is None:
            assert not shelf.letters, f"{box} is new, and not empty"
        elif replaced == box[0]:
            assert shelf.validity > model.validity, f"{box} kept its UIDVALIDITY"
            assert _bag(shelf) == _bag(model), f"{box} lost letters in the backup"
        else:
            assert shelf == model, f"{box} is not what was told: {shelf} {model}"

    def _check_added(self, news: News, asked: list[Asked]) -> None:
        for fact in asked:
            if fact.kind == "file" and (fact.person, fact.box) == news.box:
                if (fact.octets, fact.flags) == (news.letter.octets, news.letter.flags):
                    asked.remove(fact)
                    return
            elif fact.kind == "move" and (fact.person, fact.target) == news.box:
                moved = self._meant(fact)
                if moved == replace(news.letter, date=moved.date if moved else news.letter.date):
                    return
        assert news.box[1] == INBOX, f"nobody filed this: {news}"
        assert not news.letter.flags, f"a new letter with flags: {news}"
        letter = message_id(news.letter.octets)
        assert any(map(news.letter.octets.endswith, self._contents.get(letter, ()))), news
        self._way(letter, news.box[0]).delivered += 1

    def _meant(self, fact: Asked) -> Stored | None:
        """Return the letter that *fact* is about."""
        shelf = self.boxes.get((fact.person, fact.box))
        if shelf is None or shelf.validity != fact.validity:
            return None
        return shelf.letters.get(fact.uid)

    def _check_expunged(self, news: News, asked: list[Asked]) -> None:
        about = (*news.box, news.validity, news.uid)
        for fact in asked:
            if fact.kind in GOES and _about(fact) == about:
                return
        days = self._days[news.box[0].partition("@")[2]]
        age = news.time - news.letter.date
        over = any(d is not None and age >= timedelta(days=d) for d in days)
        assert over, f"nobody removed this: {news}"
        assert news.box[1] == INBOX, f"only inboxes expire: {news}"

    def _check_flags(self, before: Stored, news: News, asked: list[Asked]) -> None:
        about = (*news.box, news.validity, news.uid)
        facts = [fact for fact in asked if _about(fact) == about]
        on = {flag for fact in facts if fact.kind == "flag" for flag in fact.flags}
        off = {flag for fact in facts if fact.kind == "unflag" for flag in fact.flags}
        if any(fact.kind == "retrieve" for fact in facts):
            on.add("\\Seen")  # where that is the provider's habit
        assert news.letter.flags - before.flags <= on, f"nobody set this: {news}"
        assert before.flags - news.letter.flags <= off, f"nobody took this off: {news}"

    def _check_granted(self, after: dict[Box, Shelf]) -> None:
        """What a server has said yes to is done."""
        for fact in self.facts:
            if isinstance(fact, Asked) and fact.granted and fact.kind in GOES:
                shelf = after[fact.person, fact.box]
                there = shelf.validity == fact.validity and fact.uid in shelf.letters
                assert not there, f"granted, and not done: {fact}"

    def _check_quotas(self, quotas: dict[str, int | None]) -> None:
        used: Counter[str] = Counter()
        for (person, _), shelf in self.boxes.items():
            used[person] += len(shelf.letters)
        came = {news.box[0] for news in self.news if news.kind == "added"}
        moved = {fact.person for fact in self.facts if isinstance(fact, Asked) and fact.target}
        for person in came - moved:
            quota = quotas[person]
            if quota is not None and quota == self._quotas[person]:
                assert used[person] <= quota, f"{person} has {used[person]} of {quota} letters"

    # --- letters on their way --------------------------------------------------------------------

    def _way(self, letter: str, recipient: str) -> Way:
        return self.ways.setdefault((letter, recipient), Way())

    def _note_taken(self) -> None:
        for fact in self.facts:
            if not isinstance(fact, Taken):
                continue
            from_relay = fact.port == MX and fact.who.startswith("smtp.")
            if not from_relay:
                self._contents.setdefault(fact.letter, []).append(fact.octets)
            for recipient in fact.to:
                way = self._way(fact.letter, recipient)
                way.in_doubt[fact.port] += not fact.said
                way.submitted += fact.said and fact.port == SUBMISSION
                way.taken += fact.said and fact.port == MX
                way.relayed += from_relay and fact.heard

    def _note_written(self) -> None:
        for report, octets in self._written:
            assert report.mail_from, "an error mail about an error mail"
            letter = message_id(octets)
            self._contents.setdefault(letter, []).append(octets)
            self._no_sender.add(letter)
            self._way(letter, report.mail_from).submitted += 1
            port = SUBMISSION if report.host.startswith("smtp.") else MX
            for one in report.recipients:
                if one.action == "failed":
                    self._way(message_id(report.octets), one.recipient).told[port] += 1
        self._written.clear()

    def _check_ways(self) -> None:
        for way in self.ways.values():
            way.waiting.clear()
        for port, letter in self.world.change(self._waiting):
            for recipient in (*letter.open, *_untold(letter)):
                self._way(letter.letter, recipient).waiting[port] += 1
        self._note_dropped()
        for copy, way in self.ways.items():
            way.check(copy)

    def _waiting(self) -> list[tuple[int, QueuedLetter]]:
        queues = []
        for domain in scene.DOMAINS:
            provider = self.world.provider(domain.name)
            queues += [(SUBMISSION, letter) for letter in provider.relay.queue.letters()]
            queues += [(MX, letter) for letter in provider.delivery.queue.letters()]
        return queues

    def _note_dropped(self) -> None:
        """Of an error mail that fails nobody hears: the history must do."""
        names = {self.world.letter_of(letter): letter for letter in self._no_sender}
        refused: dict[Copy, Counter[int]] = {}
        for hop in self.world.change(lambda: tuple(self.world.history.hops)):
            if hop.letter in names and hop.state == "refused":
                port = MX if hop.station == "mailbox" else SUBMISSION
                copy = (names[hop.letter], hop.recipient)
                refused.setdefault(copy, Counter())[port] += 1
        for copy, ports in refused.items():
            self.ways[copy].told = ports


def _untold(letter: QueuedLetter) -> list[str]:
    """Return whose failure the sender hears of once the other domains were tried too."""
    if not letter.envelope.mail_from:
        return []
    return [one.recipient for one in letter.bounces[letter.told :]]


def _stored(entry: object) -> Stored:
    message = entry.message  # type: ignore[attr-defined]
    return Stored(message.octets, entry.flags, message.internal_date)  # type: ignore[attr-defined]


def _about(fact: Asked) -> tuple[str, str, int, int]:
    return fact.person, fact.box, fact.validity, fact.uid


def _bag(shelf: Shelf) -> Counter[Stored]:
    return Counter(shelf.letters.values())
