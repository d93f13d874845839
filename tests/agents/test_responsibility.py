"""After its 250 a server hands on, tries again, or tells the sender, each once."""

from __future__ import annotations

import itertools
from datetime import timedelta

import pytest

from labkit.agents.delivery_status import CANCELLED
from labkit.agents.queue import GIVE_UP, Queue, QueuedLetter
from labkit.agents.responsibility import Responsibility
from labkit.agents.returns import Returns
from labkit.mail.envelope import Envelope
from labkit.records import Hop
from labkit.wire.clock import START
from tests.agents.post import AYA, KEN, LETTER, MIKA, MX

YES, LATER, NO = "250 2.0.0 ok", "451 4.3.0 later", "550 5.1.1 nobody"


class Desk:
    """A receiving server with one letter in its queue."""

    def __init__(self, sender: str = AYA) -> None:
        self.time = START
        self.hops: list[Hop] = []
        self.sent: list[QueuedLetter] = []
        self.in_queue_then: list[int] = []
        ids = map("E{}".format, itertools.count(1)).__next__
        returns = Returns(MX, lambda: self.time, ids, ids, lambda: "en", "mx")
        self.duty = Responsibility(
            "mx", MX, lambda: self.time, self.hops.append, returns, self._send
        )
        self.queue = Queue()
        self.letter = QueuedLetter(
            "Q1", Envelope(sender, (KEN, MIKA)), LETTER, START, "<a1@sakura.example>"
        )
        self.queue.add(self.letter)

    def _send(self, error: QueuedLetter) -> None:
        self.sent.append(error)
        self.in_queue_then.append(len(self.queue))

    def hear(self, *replies: str) -> None:
        for recipient, reply in zip((KEN, MIKA), replies, strict=True):
            self.duty.note(self.letter, recipient, reply)
        self.duty.conclude(self.letter, self.queue)


@pytest.mark.parametrize(
    ("replies", "left", "told"),
    [
        ((YES, YES), 0, 0),
        ((YES, LATER), 1, 0),
        ((LATER, NO), 1, 1),
        ((YES, NO), 0, 1),
        ((NO, NO), 0, 1),
    ],
)
def test_the_letter_stays_while_somebody_waits(
    replies: tuple[str, str], left: int, told: int
) -> None:
    desk = Desk()
    desk.hear(*replies)
    assert (len(desk.queue), len(desk.sent)) == (left, told)


def test_not_now_is_never_once_the_days_are_over() -> None:
    desk = Desk()
    desk.time = START + GIVE_UP - timedelta(seconds=1)
    desk.duty.note(desk.letter, KEN, LATER)
    assert desk.letter.outcomes[KEN].state == "deferred"
    desk.time = START + GIVE_UP
    desk.duty.note(desk.letter, KEN, LATER)
    assert desk.letter.outcomes[KEN].state == "failed"


def test_the_error_mail_is_queued_before_the_letter_leaves() -> None:
    desk = Desk()
    desk.hear(NO, NO)
    assert desk.in_queue_then == [1]


def test_an_error_mail_that_arrives_gives_the_letter_back_and_one_that_fails_drops_it() -> None:
    for reply, state in ((YES, "returned"), (NO, "dropped")):
        desk = Desk()
        desk.hear(NO, NO)
        (error,) = desk.sent
        elsewhere = Queue()
        elsewhere.add(error)
        desk.duty.note(error, AYA, reply)
        desk.duty.conclude(error, elsewhere)
        last = desk.hops[-1]
        assert (last.letter, last.station, last.host, last.state) == (
            "<a1@sakura.example>",
            "mx",
            MX,
            state,
        )
        assert (len(elsewhere), len(desk.sent)) == (0, 1)


def test_while_somebody_waits_nothing_is_given_back() -> None:
    desk = Desk()
    desk.hear(LATER, NO)
    (error,) = desk.sent
    desk.duty.note(error, AYA, YES)
    desk.duty.conclude(error, Queue())
    assert desk.hops == []


def test_cancelled_all_who_wait_have_failed_and_nobody_else() -> None:
    desk = Desk()
    desk.duty.note(desk.letter, KEN, YES)
    desk.duty.cancel(desk.letter, "mailbox")
    assert (desk.letter.open, desk.letter.next_try) == ([], None)
    desk.duty.conclude(desk.letter, desk.queue)
    (error,) = desk.sent
    assert b"Final-Recipient: rfc822; mika@fuji.example\r\nAction: failed" in error.octets
    assert b"ken@fuji.example\r\nAction" not in error.octets
    (hop,) = desk.hops
    assert (hop.station, hop.state, hop.recipient, hop.reply) == (
        "mailbox",
        "refused",
        MIKA,
        CANCELLED,
    )


def test_who_must_wait_is_told_until_when() -> None:
    desk = Desk()
    desk.duty.note(desk.letter, KEN, LATER)
    desk.letter.next_try = START + timedelta(minutes=15)
    desk.duty.tell(desk.letter, desk.letter.outcomes[KEN], "mailbox", MX)
    (hop,) = desk.hops
    assert (hop.state, hop.host, hop.reply, hop.next_try) == (
        "deferred",
        MX,
        LATER,
        desk.letter.next_try,
    )


def test_nobody_hears_of_a_null_reverse_path() -> None:
    desk = Desk(sender="")
    desk.duty.cancel(desk.letter, "mailbox")
    desk.duty.conclude(desk.letter, desk.queue)
    assert (desk.sent, len(desk.queue), desk.hops[-1].state) == ([], 0, "dropped")
