"""The whole relay against a model: whatever happens, each recipient's copy is somewhere, once.

Letters to two domains; three hosts that go down and come up, refuse, say "not now", close or are
cut at any place; time, retries by hand, letters given up, a relay and an MX that are held. At each
moment a recipient waits in a queue, has the letter in the mailbox, or its sender was told. Only
where the letter's 250 was lost may it be in two of these places, or twice in one (RFC 1047).
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labkit.agents import returns
from labkit.agents.delivery_status import Report
from labkit.agents.queue import SCHEDULE, QueuedLetter
from labkit.agents.routes import Route, Routes
from labkit.agents.smtp_role import Dialogue
from labkit.mail.envelope import Envelope
from labkit.mail.message import Message
from labkit.protocols.smtp.paths import Path
from labkit.protocols.smtp.replies import Refused
from labkit.records import Hop
from labkit.wire.clock import START
from tests.agents.post import AYA, KEN, MIKA, MX, MX2, MX_HOME, SMTP, Post
from tests.agents.scripted import Scripted

BOSS, NOBODY = "boss@sakura.example", "nobody@fuji.example"
TOS = (KEN, MIKA, AYA, BOSS, NOBODY)
HOSTS = (MX, MX2, MX_HOME)
ROUTES = Routes([
    Route("fuji.example", MX, 10), Route("fuji.example", MX2, 20), Route("sakura.example", MX_HOME),
])  # fmt: skip

Copy = tuple[str, str]  # (Message-ID, recipient)


class Model:
    """A post whose hosts have moods, and the book that is kept of every letter."""

    def __init__(self) -> None:
        self.post = Post(up=(SMTP,))
        self.post.relay.routes = ROUTES
        self.moods: dict[str, list[str]] = {"hello": [], "rcpt": [], "letter": []}
        self.sent: dict[Copy, str] = {}  # -> the envelope's sender
        self.letters: list[QueuedLetter] = []
        self.doubtful: set[Copy] = set()  # stored, and the 250 was lost
        self.told: Counter[Copy] = Counter()
        self.by_hand: set[str] = set()  # tried at other times than the schedule's
        self.numbers = itertools.count(1)
        for host in HOSTS:
            self._give_moods(host)
            self.post.start(host)

    # What may happen.

    def send(self, tos: tuple[str, ...], sender: str) -> None:
        id = f"<l{next(self.numbers)}@pc.example>"
        octets = f"Message-ID: {id}\r\nSubject: {id}\r\n\r\nhi\r\n".encode()
        now = self.post.clock.now()
        letter = QueuedLetter(f"L{id}", Envelope(sender, tos), octets, now, id)
        self.letters.append(letter)
        self.sent |= {(id, to): sender for to in tos}
        self.post.thread.call(self.post.relay.take, letter)
        self.post.thread.call(self.post.relay.let_go, [letter])

    def up(self, host: str) -> None:
        if not self._is_up(host):
            self.post.start(host)

    def down(self, host: str) -> None:
        if self._is_up(host):
            self.post.stop(host)

    def mood(self, place: str, mood: str) -> None:
        self.moods[place].append(mood)

    def wait(self, minutes: int) -> None:
        self.post.wait(minutes=minutes)

    def retry(self) -> None:
        self.by_hand |= {letter.letter for letter in self.post.relay.queue.letters()}
        self.post.thread.call(self.post.relay.retry)

    def give_up(self) -> None:
        waiting = [each.letter for each in self.post.relay.queue.letters()]
        for letter in waiting[:1]:
            self.post.thread.run(self.post.relay.give_up(letter))

    def hold(self, who: str) -> None:
        (self.post.relay if who == SMTP else self.post.deliveries[who]).hold()
        self.by_hand |= {letter.letter for letter in self.post.relay.queue.letters()}

    def step(self) -> None:
        self.post.thread.run(self.post.relay.step())
        self.post.thread.call(self.post.deliveries[MX].step)

    def release(self, who: str) -> None:
        it = self.post.relay if who == SMTP else self.post.deliveries[who]
        # What fell due while it was held is late.
        self.by_hand |= {letter.letter for letter in self.post.relay.queue.letters()}
        self.post.thread.call(it.release)

    # What must hold.

    def check(self) -> None:
        self.post.settle()
        waiting, stored, refused = self._waiting(), self._stored(), self._refused()
        for copy, sender in self.sent.items():
            # Nobody may hear of a letter with the null reverse-path: there the record must do.
            told = self.told[copy] if sender else refused[copy]
            places = (waiting[copy], stored[copy], told)
            assert sum(places) >= 1, f"{copy} is nowhere"
            if copy not in self.doubtful:
                assert sum(places) == 1, f"{copy} is in {places}"

    def check_schedule(self) -> None:
        for letter in self.letters:
            times = sorted({attempt.time for attempt in letter.attempts})
            pauses = [later - sooner for sooner, later in itertools.pairwise(times)]
            if letter.letter in self.by_hand:
                continue
            for number, pause in enumerate(pauses):
                due = SCHEDULE[min(number, len(SCHEDULE) - 1)]
                assert pause <= due + timedelta(minutes=1)  # each connection takes a second
                last = letter.is_over(times[number + 1])
                assert pause >= due or last

    def end(self) -> None:
        """Everything works again; six days later nothing waits any more."""
        for moods in self.moods.values():
            moods.clear()
        for host in HOSTS:
            self.up(host)
        for who in (SMTP, MX):
            self.release(who)
        self.post.settle()
        self.wait(6 * 24 * 60)
        self.check()
        assert self._waiting() == Counter()
        assert self.post.relay.idle

    def report(self, report: Report) -> None:
        """Note that an error mail was written."""
        assert report.mail_from, "an error mail about an error mail"
        id = Message(report.octets, START).message_id
        self.told.update((id, one.recipient) for one in report.recipients if one.action == "failed")

    def _is_up(self, host: str) -> bool:
        return (host, 25) in self.post.network._doors

    def _waiting(self) -> Counter[Copy]:
        queues = [self.post.relay.queue, *(each.queue for each in self.post.deliveries.values())]
        return Counter(
            (letter.letter, to)
            for queue in queues
            for letter in queue.letters()
            for to in letter.open
            if (letter.letter, to) in self.sent
        )

    def _stored(self) -> Counter[Copy]:
        return Counter(
            (entry.message.message_id, to)
            for to in TOS
            if to != NOBODY
            for entry in self.post.inbox(to)
        )

    def _refused(self) -> Counter[Copy]:
        refused = (hop for hop in self.post.hops if hop.state == "refused")
        return Counter((hop.letter, hop.recipient) for hop in refused)

    # Moods.

    def _give_moods(self, host: str) -> None:
        role = self.post.roles[host][1]
        protocol, recipient, letter = role.protocol, role.recipient, role.letter

        def greet() -> object:
            mood = self._next("hello")
            if mood == "ok":
                return protocol()
            return Scripted([] if "cut" in mood else [f"{mood}\r\n".encode(), b"221 bye\r\n"])

        def hear(dialogue: Dialogue, path: Path) -> None:
            self._act(self._next("rcpt"), dialogue)
            recipient(dialogue, path)

        def take(dialogue: Dialogue, octets: bytes) -> str:
            mood = self._next("letter")
            if mood != "cut after":
                self._act(mood, dialogue)
            tos = [str(path) for path in dialogue.transaction.rcpt_tos]
            words = str(letter(dialogue, octets))
            if mood == "cut after":
                id = Message(octets, START).message_id
                self.doubtful |= {(id, to) for to in tos}
                self._cut(dialogue)
            return words

        role.protocol, role.recipient, role.letter = greet, hear, take

    def _next(self, place: str) -> str:
        moods = self.moods[place]
        return moods.pop(0) if moods else "ok"

    def _act(self, mood: str, dialogue: Dialogue) -> None:
        if mood.startswith("cut"):
            self._cut(dialogue)
            raise Refused(451, "4.3.0", "nobody hears this")
        if mood != "ok":
            raise Refused(int(mood[:3]), f"{mood[0]}.3.0", "it says")

    def _cut(self, dialogue: Dialogue) -> None:
        assert dialogue.number is not None
        self.post.network.connections[dialogue.number].pull()


def moods(*more: str) -> st.SearchStrategy[str]:
    return st.sampled_from(["ok", "451", "421", "550", "cut", *more])


hosts = st.sampled_from(HOSTS)
held = st.sampled_from([SMTP, MX])
sends = st.tuples(
    st.just("send"),
    st.lists(st.sampled_from(TOS), min_size=1, max_size=4, unique=True).map(tuple),
    st.sampled_from([AYA, AYA, AYA, ""]),
)
waits = st.tuples(st.just("wait"), st.sampled_from([1, 15, 40, 300, 3000]))
happenings = st.one_of(
    *[sends] * 4,
    *[waits] * 2,
    st.tuples(st.just("mood"), st.just("hello"), moods("554", "521")),
    st.tuples(st.just("mood"), st.just("rcpt"), moods("450", "452")),
    st.tuples(st.just("mood"), st.just("letter"), moods("452", "552", "cut after")),
    st.tuples(st.just("down"), hosts),
    st.tuples(st.just("up"), hosts),
    st.tuples(st.just("retry")),
    st.tuples(st.just("give_up")),
    st.tuples(st.just("hold"), held),
    st.tuples(st.just("release"), held),
    st.tuples(st.just("step")),
)


@contextmanager
def model() -> Iterator[Model]:
    """Give a model that hears of every error mail as it is written."""
    it, written = Model(), returns.error_mail

    def noted(report: Report, now: datetime, *rest: str) -> bytes:
        it.report(report)
        return written(report, now, *rest)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(returns, "error_mail", noted)
        try:
            yield it
        finally:
            it.post.close()


@pytest.mark.slow
@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(happenings, min_size=12, max_size=40))
def test_no_letter_is_ever_nowhere_and_none_is_twice_in_a_mailbox(
    story: list[tuple[str, ...]],
) -> None:
    with model() as it:
        for name, *values in story:
            getattr(it, name)(*values)
            it.check()
        it.end()
        it.check_schedule()


def test_the_model_sees_a_letter_that_is_lost() -> None:
    with model() as it:
        it.hold(SMTP)
        it.send((KEN,), AYA)
        it.check()
        (letter,) = it.post.relay.queue.letters()
        it.post.relay.queue.remove(letter)
        with pytest.raises(AssertionError, match="nowhere"):
            it.check()


def test_the_model_sees_a_letter_that_is_there_twice() -> None:
    with model() as it:
        it.send((KEN,), AYA)
        it.check()
        it.post.deliveries[MX].deliver(
            QueuedLetter("Q9", Envelope(AYA, (KEN,)), it.letters[0].octets, START)
        )
        with pytest.raises(AssertionError, match="is in"):
            it.check()


def test_the_story_of_a_lost_250_ends_with_both() -> None:
    with model() as it:
        it.mood("letter", "cut after")
        it.send((KEN,), AYA)
        it.check()
        assert it.doubtful == {("<l1@pc.example>", KEN)}
        it.end()
        assert [hop.state for hop in it.post.hops if isinstance(hop, Hop)].count("stored") == 4
