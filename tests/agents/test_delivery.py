"""Filing a letter: Return-Path on top, one copy each; and what a held delivery owes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest

from labkit.agents.delivery import Delivery
from labkit.agents.delivery_status import CANCELLED
from labkit.agents.queue import QueuedLetter
from labkit.mail.account import Account
from labkit.mail.envelope import Envelope
from labkit.mail.store import DiskFull, OverQuota
from labkit.protocols.smtp.replies import Refused
from labkit.records import Step
from labkit.wire.clock import START
from tests.agents.post import AYA, KEN, LETTER, MIKA, MX, MX_HOME, SMTP, Post

AFTER = "250 2.0.0 stored as Q001"


@pytest.fixture
def post() -> Iterator[Post]:
    post = Post(up=(SMTP, MX, MX_HOME))
    yield post
    post.close()


@pytest.fixture
def desk(post: Post) -> Delivery:
    return post.deliveries[MX]


def letter(
    *recipients: str, sender: str = AYA, octets: bytes = LETTER, id: str = "Q001"
) -> QueuedLetter:
    return QueuedLetter(
        id, Envelope(sender, recipients or (KEN,)), octets, START, "<a1@sakura.example>", AFTER, 7
    )


def deliver(post: Post, *recipients: str, sender: str = AYA) -> None:
    """Let a stranger bring LETTER to mx.fuji."""
    with post.client(MX) as client:
        assert client.sendmail(sender, recipients or [KEN], LETTER) == {}


def ken(post: Post) -> Account:
    account = post.fuji.find(KEN)
    assert account is not None
    return account


def fill(post: Post) -> None:
    ken(post).store.quota = 0


def told(post: Post) -> list[tuple[str, str, str]]:
    return [(hop.station, hop.state, hop.recipient) for hop in post.hops]


def test_return_path_is_the_envelopes_and_the_only_one(post: Post, desk: Delivery) -> None:
    octets = (
        b"Received: x\r\nReturn-Path: <forged@x.example>\r\nSubject: A\r\n\r\nReturn-Path: z\r\n"
    )
    desk.deliver(letter(KEN, MIKA, octets=octets))
    for address in (KEN, MIKA):
        (entry,) = post.inbox(address)
        assert entry.message.octets == (
            b"Return-Path: <aya@sakura.example>\r\n"
            b"Received: x\r\nSubject: A\r\n\r\nReturn-Path: z\r\n"
        )
        assert entry.message.internal_date == START
        assert entry.flags == frozenset()


def test_an_error_mail_has_the_null_return_path(post: Post, desk: Delivery) -> None:
    desk.deliver(letter(sender="", octets=b"\r\nhi\r\n"))
    (entry,) = post.inbox(KEN)
    assert entry.message.octets == b"Return-Path: <>\r\n\r\nhi\r\n"


def test_not_held_it_files_at_once_and_says_so(post: Post, desk: Delivery) -> None:
    desk.deliver(letter())
    assert (desk.letters, desk.idle, desk.next_due) == ((), True, None)
    assert told(post) == [("mx", "stored", KEN), ("mailbox", "stored", KEN)]
    assert {(hop.reply, hop.session) for hop in post.hops} == {(AFTER, 7)}


@pytest.mark.parametrize("held", [False, True])
def test_all_or_nothing(post: Post, desk: Delivery, held: bool) -> None:
    if held:
        desk.hold()
    fill(post)
    with pytest.raises(OverQuota):
        desk.deliver(letter(MIKA, KEN))
    ken(post).store.quota = None
    post.fuji.policy.disk_full = True
    with pytest.raises(DiskFull):
        desk.deliver(letter(MIKA, KEN))
    assert (post.inbox(MIKA), post.hops, desk.letters) == ([], [], ())


def test_held_it_keeps_the_letter_after_its_250(post: Post, desk: Delivery) -> None:
    desk.hold()
    deliver(post, KEN, MIKA)
    assert post.inbox(KEN) == []
    assert told(post) == [("mx", "stored", KEN), ("mx", "stored", MIKA)]
    (kept,) = desk.letters
    assert (kept.open, kept.after, kept.session) == ([KEN, MIKA], AFTER, 1)
    assert desk.idle
    assert desk.next_due is None
    assert desk.step() == Step(
        "delivered", "<a1@sakura.example>", "", (), MX, ((KEN, AFTER), (MIKA, AFTER))
    )
    assert len(post.inbox(KEN)) == len(post.inbox(MIKA)) == 1
    assert told(post)[2:] == [("mailbox", "stored", KEN), ("mailbox", "stored", MIKA)]
    assert desk.step() == Step("nothing")
    assert desk.letters == ()


def test_released_it_files_all_that_it_kept_and_goes_on(post: Post, desk: Delivery) -> None:
    desk.hold()
    deliver(post)
    deliver(post)
    post.thread.call(desk.release)
    assert len(post.inbox(KEN)) == 2
    deliver(post)
    assert len(post.inbox(KEN)) == 3


def test_what_is_kept_has_its_place_in_the_mailbox(post: Post, desk: Delivery) -> None:
    desk.hold()
    ken(post).store.quota = 1
    desk.deliver(letter())
    with pytest.raises(OverQuota):
        desk.deliver(letter(id="Q002"))
    with pytest.raises(OverQuota):
        desk.admit(KEN)
    desk.admit(MIKA)
    desk.deliver(letter(MIKA, id="Q003"))
    post.thread.call(desk.release)
    assert len(post.inbox(KEN)) == 1


def test_what_is_kept_has_a_bound(
    post: Post, desk: Delivery, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("labkit.agents.queue.MAX_WEIGHT", 1)
    desk.hold()
    desk.deliver(letter())
    with pytest.raises(Refused, match="too many letters wait here"):
        desk.deliver(letter(id="Q002"))


def test_a_box_that_is_full_by_then_is_tried_again(post: Post, desk: Delivery) -> None:
    desk.hold()
    deliver(post, KEN, MIKA)
    fill(post)
    step = desk.step()
    assert [(to, reply[:9]) for to, reply in step.replies] == [
        (KEN, "452 4.2.2"),
        (MIKA, AFTER[:9]),
    ]
    (kept,) = desk.letters
    assert kept.open == [KEN]
    hop = post.hops[-2]
    assert (hop.station, hop.state, hop.host, hop.next_try) == (
        "mailbox",
        "deferred",
        MX,
        due(desk),
    )
    post.thread.call(desk.release)
    post.wait(minutes=14)
    assert len(desk.letters) == 1
    ken(post).store.quota = None
    post.wait(minutes=2)
    assert (desk.letters, len(post.inbox(KEN)), len(post.inbox(MIKA))) == ((), 1, 1)


def due(desk: Delivery) -> datetime | None:
    return desk.queue.next_due


def test_a_box_that_stays_full_is_told_the_sender(post: Post, desk: Delivery) -> None:
    desk.hold()
    deliver(post)
    fill(post)
    post.thread.call(desk.release)
    post.wait(days=6)
    assert desk.letters == ()
    assert post.inbox(KEN) == []
    warning, error = post.inbox(AYA)
    assert b"Action: delayed\r\nStatus: 4.2.2\r\n" in warning.message.octets
    assert b"Action: failed\r\nStatus: 4.2.2\r\n" in error.message.octets
    assert b"Reporting-MTA: dns; mx.fuji.example\r\n" in error.message.octets
    assert error.message.octets.startswith(b"Return-Path: <>\r\n")
    last = post.hops[-1]
    assert (last.letter, last.station, last.host, last.state) == (
        "<a1@sakura.example>",
        "mx",
        MX,
        "returned",
    )


def test_a_box_that_never_takes_more_is_told_at_once(post: Post, desk: Delivery) -> None:
    desk.hold()
    deliver(post)
    fill(post)
    ken(post).when_full = 552
    post.thread.call(desk.release)
    post.settle()
    (error,) = post.inbox(AYA)
    assert b"Action: failed\r\nStatus: 5.2.2\r\n" in error.message.octets
    assert ("mailbox", "refused", KEN) in told(post)


def test_nobody_hears_of_an_error_mail_that_finds_no_room(post: Post, desk: Delivery) -> None:
    desk.hold()
    deliver(post, sender="")
    fill(post)
    ken(post).when_full = 552
    post.thread.call(desk.release)
    post.settle()
    assert told(post)[-1] == ("mx", "dropped", "")
    assert (desk.letters, len(post.relay.queue)) == ((), 0)


def test_a_full_disk_is_waited_for_in_any_case(post: Post, desk: Delivery) -> None:
    desk.hold()
    deliver(post)
    ken(post).when_full = 552
    post.fuji.policy.disk_full = True
    assert desk.step().replies[0][1].startswith("452 4.3.1")
    post.fuji.policy.disk_full = False
    assert desk.step() == Step("nothing")  # its time has not come
    assert desk.retry("<a1@sakura.example>") == 1
    assert desk.step().kind == "delivered"
    assert len(post.inbox(KEN)) == 1


def test_given_up_by_hand_its_sender_hears_of_it(post: Post, desk: Delivery) -> None:
    desk.hold()
    deliver(post)
    assert desk.give_up("<other@x.example>") == 0
    assert post.thread.call(desk.give_up, "<a1@sakura.example>") == 1
    assert desk.letters == ()
    post.settle()
    (error,) = post.inbox(AYA)
    assert CANCELLED.encode() in error.message.octets
    post.thread.call(desk.release)
    assert post.inbox(KEN) == []


def test_emptied_it_has_no_letters_and_is_held_no_more(post: Post, desk: Delivery) -> None:
    desk.hold()
    deliver(post)
    desk.empty()
    assert desk.letters == ()
    deliver(post)
    assert len(post.inbox(KEN)) == 1
