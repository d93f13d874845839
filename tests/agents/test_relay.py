"""From submission over the relay to Ken's mailbox, on good days and on bad ones."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labkit.agents import relay
from labkit.agents.queue import Queue, QueuedLetter
from labkit.agents.routes import Route, Routes
from labkit.mail.envelope import Envelope
from labkit.protocols.smtp.replies import Refused
from labkit.wire.clock import START
from labkit.wire.loop import LoopThread
from tests.agents.post import AYA, KEN, LETTER, MIKA, MX, MX2, SMTP, Post


@pytest.fixture
def down() -> Iterator[Post]:
    """A post whose mx.fuji isn't up yet."""
    post = Post(up=(SMTP,))
    yield post
    post.close()


def send(post: Post, *recipients: str, letter: bytes = LETTER) -> None:
    with post.aya() as client:
        assert client.sendmail(AYA, recipients, letter) == {}
    post.settle()


def test_a_letter_arrives_once_the_session_that_brought_it_is_over(post: Post) -> None:
    with post.aya() as client:
        assert client.sendmail(AYA, [KEN], LETTER) == {}
        assert post.inbox(KEN) == []
        assert not post.relay.idle
    post.settle()
    (entry,) = post.inbox(KEN)
    assert entry.message.octets.endswith(LETTER)
    assert len(post.relay.queue) == 0
    assert post.relay.idle
    assert [session.who for session in post.network.transcript.sessions()] == ["pc", SMTP]


def test_a_session_that_stays_open_delays_its_letter_for_a_moment_only(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert relay.HOLD <= 1
    monkeypatch.setattr(relay, "HOLD", 0.02)
    client = post.aya()
    client.sendmail(AYA, [KEN], LETTER)
    post.thread.run(post.relay.settle())
    assert len(post.inbox(KEN)) == 1
    client.quit()


def test_the_whole_way_in_hops(post: Post) -> None:
    send(post, KEN, MIKA)
    assert [(hop.station, hop.state, hop.recipient, hop.session) for hop in post.hops] == [
        ("submission", "queued", KEN, 1),
        ("submission", "queued", MIKA, 1),
        ("mx", "stored", KEN, 2),
        ("mailbox", "stored", KEN, 2),
        ("mx", "stored", MIKA, 2),
        ("mailbox", "stored", MIKA, 2),
    ]
    assert {hop.letter for hop in post.hops} == {"<a1@sakura.example>"}


def test_one_transaction_carries_all_recipients_of_a_domain(post: Post) -> None:
    send(post, KEN, MIKA)
    said = b"".join(line.octets for line in post.network.transcript.lines(2))
    assert said.count(b"MAIL FROM:") == said.count(b"354 ") == 1
    assert said.count(b"RCPT TO:") == 2


def test_a_host_that_is_down_makes_the_letter_wait_and_then_arrive(down: Post) -> None:
    send(down, KEN)
    (letter,) = down.relay.queue.letters()
    assert letter.state == "deferred"
    (hop,) = [hop for hop in down.hops if hop.station == "mx"]
    assert (hop.state, hop.recipient, hop.next_try) == ("deferred", KEN, letter.next_try)
    assert hop.reply.startswith("451 4.4.1 mx.fuji.example")
    down.start(MX)
    down.wait(minutes=14)
    assert down.inbox(KEN) == []
    down.wait(minutes=2)
    assert len(down.inbox(KEN)) == 1
    assert len(down.relay.queue) == 0
    assert down.inbox(KEN)[0].message.octets.count(b"Received: ") == 2


def test_after_five_days_it_has_failed_and_the_bounce_is_noted(down: Post) -> None:
    send(down, KEN)
    down.wait(days=4)
    (letter,) = down.relay.queue.letters()
    assert letter.state == "deferred"
    assert letter.tries > 20
    down.wait(days=2)
    assert letter.state == "failed"
    (bounce,) = letter.bounces
    assert (bounce.mail_from, bounce.recipient) == (AYA, KEN)
    assert letter.next_try is None
    assert down.relay.idle


def test_the_second_mx_is_tried_when_the_first_is_down() -> None:
    post = Post(up=(SMTP, MX2))
    post.relay.routes = Routes([Route("fuji.example", MX2, 20), Route("fuji.example", MX, 10)])
    send(post, KEN)
    assert len(post.inbox(KEN)) == 1
    post.close()


def test_a_refused_recipient_fails_and_the_others_get_the_letter(post: Post) -> None:
    send(post, KEN, "nobody@fuji.example")
    assert len(post.inbox(KEN)) == 1
    (letter,) = post.relay.queue.letters()
    assert letter.state == "failed"
    assert letter.outcomes["nobody@fuji.example"].reply.startswith("550 5.1.1")
    assert [bounce.recipient for bounce in letter.bounces] == ["nobody@fuji.example"]
    refused = [hop for hop in post.hops if hop.state == "refused"]
    assert [(hop.station, hop.recipient) for hop in refused] == [("mx", "nobody@fuji.example")]
    post.wait(days=9)
    assert len(post.inbox(KEN)) == 1


def test_a_domain_without_mx_fails_at_once(post: Post) -> None:
    post.relay.routes = Routes([])
    send(post, KEN)
    (letter,) = post.relay.queue.letters()
    assert letter.outcomes[KEN].reply.startswith("550 5.1.2")


def test_many_recipients_go_in_several_transactions_of_one_session(post: Post) -> None:
    tags = [f"ken+{number}@fuji.example" for number in range(250)]
    send(post, *tags)
    said = b"".join(line.octets for line in post.network.transcript.lines(2))
    assert said.count(b"RCPT TO:") == 250
    assert said.count(b"MAIL FROM:") == 3
    assert len(post.relay.queue) == 0


def test_eight_bit_letters_and_addresses_keep_every_octet(post: Post) -> None:
    letter = LETTER.replace(b"Tea", "お茶".encode())
    with post.aya() as client:
        client.sendmail(AYA, [KEN], letter, ["BODY=8BITMIME"])
    post.settle()
    assert post.inbox(KEN)[0].message.octets.endswith(letter)


def test_a_bug_while_relaying_is_told_and_not_swallowed(post: Post) -> None:
    def broken(domain: str) -> tuple[str, ...]:
        raise ZeroDivisionError("a bug of ours")

    post.relay.routes.hosts = broken  # type: ignore[method-assign]
    with post.aya() as client:
        client.sendmail(AYA, [KEN], LETTER)
    with pytest.raises(ZeroDivisionError):
        post.settle()
    assert any(isinstance(error, ZeroDivisionError) for error in post.thread.errors)
    assert len(post.relay.queue) == 1  # not lost
    post.thread.errors.clear()


def test_the_moment_of_an_earlier_letter_does_not_count_for_a_later_one_of_its_id(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    # After a reset the ids begin anew.
    monkeypatch.setattr(relay, "HOLD", 0.05)
    first, second = (QueuedLetter("Q1", Envelope("", (KEN,)), LETTER, START) for _ in range(2))
    post.thread.call(post.relay.take, first)
    post.relay.queue = Queue()
    monkeypatch.setattr(relay, "HOLD", 60)
    post.thread.call(post.relay.take, second)
    let_go = asyncio.Event()

    async def until_the_first_is_let_go() -> None:
        asyncio.get_running_loop().call_later(0.05, let_go.set)
        await let_go.wait()

    post.thread.run(until_the_first_is_let_go())
    assert (first.held, second.held) == (False, True)


def test_a_relay_belongs_to_its_loop_and_closes_quietly() -> None:
    post = Post()
    with post.aya() as client:
        client.sendmail(AYA, [KEN], LETTER)
    post.close()
    assert isinstance(post.thread, LoopThread)
    assert not post.thread.running


# With any answers at any time: nothing is lost, nothing comes twice.

answer = st.sampled_from(["ok", "ok", "451 4.3.0 later", "550 5.7.1 no", "452 4.2.2 full"])
TOS = (KEN, MIKA, "info@fuji.example")


@settings(max_examples=30, deadline=None)
@given(st.lists(answer, max_size=30), st.lists(answer, max_size=8))
def test_every_recipient_ends_in_exactly_one_place(at_rcpt: list[str], at_data: list[str]) -> None:
    post = Post()
    role = post.roles[MX][1]
    recipient, letter = role.recipient, role.letter
    role.recipient = lambda *said: moody(at_rcpt, recipient, *said)
    role.letter = lambda *said: moody(at_data, letter, *said)
    try:
        send(post, *TOS)
        post.wait(days=6)
        failed = [
            bounce.recipient for each in post.relay.queue.letters() for bounce in each.bounces
        ]
        stored = [to for to in TOS for _ in post.inbox(to)]
        assert sorted(stored + failed) == sorted(TOS)
        assert post.relay.idle
    finally:
        post.close()


def moody(mood: list[str], do: Callable[..., Any], *said: object) -> Any:
    """Do what the server does, or what its mood says instead."""
    next_answer = mood.pop(0) if mood else "ok"
    if next_answer == "ok":
        return do(*said)
    code, enhanced, text = next_answer.split(" ", 2)
    raise Refused(int(code), enhanced, text)
