"""A relay that is held and stepped, and what a postmaster does with a queue."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from labkit.agents.delivery_status import CANCELLED
from labkit.agents.queue import SCHEDULE
from labkit.agents.routes import Route, Routes
from labkit.records import Step
from tests.agents.post import AYA, KEN, LETTER, MIKA, MX, MX2, MX_HOME, SMTP, Post

A = "<a1@sakura.example>"
NOTHING = Step("nothing")


@pytest.fixture
def post() -> Iterator[Post]:
    post = Post(up=(SMTP, MX, MX_HOME))
    yield post
    post.close()


@pytest.fixture
def down() -> Iterator[Post]:
    """A post whose mx.fuji isn't up yet."""
    post = Post(up=(SMTP, MX_HOME))
    yield post
    post.close()


def send(post: Post, *recipients: str, sender: str = AYA) -> None:
    with post.aya() as client:
        assert client.sendmail(sender, recipients or [KEN], LETTER) == {}
    post.settle()


def step(post: Post) -> Step:
    return post.thread.run(post.relay.step())


def give_up(post: Post, letter: str = A) -> int:
    return post.thread.run(post.relay.give_up(letter))


def told(post: Post) -> list[tuple[str, str]]:
    return [(hop.station, hop.state) for hop in post.hops]


def test_the_four_steps_one_at_a_time(post: Post) -> None:
    delivery = post.deliveries[MX]
    post.relay.hold()
    delivery.hold()
    send(post)
    assert post.relay.idle
    assert told(post) == [("submission", "queued")]
    assert step(post) == Step("looked up", A, "fuji.example", ((MX, 10),))
    assert told(post)[1:] == [("mx", "looked up")]
    assert len(post.network.transcript.sessions()) == 1
    after = "250 2.0.0 stored as Q002"
    assert step(post) == Step("handed over", A, "fuji.example", (), MX, ((KEN, after),))
    assert told(post)[2:] == [("mx", "stored")]
    assert len(post.relay.queue) == 0
    assert post.inbox(KEN) == []
    assert step(post) == NOTHING
    assert post.thread.call(delivery.step) == Step("delivered", A, "", (), MX, ((KEN, after),))
    assert told(post)[3:] == [("mailbox", "stored")]
    assert len(post.inbox(KEN)) == 1


def test_each_domain_has_two_steps_and_the_looked_up_hosts_are_all_named(post: Post) -> None:
    post.relay.routes = Routes([
        Route("fuji.example", MX2, 20), Route("fuji.example", MX, 10),
        Route("sakura.example", MX_HOME),
    ])  # fmt: skip
    post.relay.hold()
    send(post, KEN, AYA, "nobody@fuji.example")
    steps = [step(post) for _ in range(5)]
    assert [each.kind for each in steps] == [*["looked up", "handed over"] * 2, "looked up"]
    assert steps[0].hosts == ((MX, 10), (MX2, 20))
    assert [(to, reply[:3]) for to, reply in steps[1].replies] == [
        ("nobody@fuji.example", "550"),
        (KEN, "250"),
    ]
    assert (steps[2].domain, steps[3].host) == ("sakura.example", MX_HOME)
    # The error mail is a letter like any other.
    assert (steps[4].letter, steps[4].domain) == (
        "<error-1@smtp.sakura.example>",
        "sakura.example",
    )


def test_held_nothing_falls_due_by_the_clock(down: Post) -> None:
    send(down)
    down.relay.hold()
    down.start(MX)
    down.wait(days=7)
    assert (down.relay.idle, down.relay.next_due) == (True, None)
    assert (len(down.relay.queue), down.inbox(KEN), down.inbox(AYA)) == (1, [], [])
    down.thread.call(down.relay.release)
    down.settle()
    assert (len(down.inbox(KEN)), len(down.relay.queue)) == (1, 0)


def test_a_step_too_late_is_the_last_try(down: Post) -> None:
    send(down)
    down.relay.hold()
    down.wait(days=7)
    assert [step(down).kind for _ in range(2)] == ["looked up", "handed over"]
    assert [each.envelope.mail_from for each in down.relay.queue.letters()] == [""]


def test_released_between_two_steps_it_goes_on_where_it_was(post: Post) -> None:
    post.relay.hold()
    send(post, KEN)
    step(post)
    post.thread.call(post.relay.release)
    post.settle()
    assert len(post.inbox(KEN)) == 1
    assert told(post).count(("mx", "looked up")) == 1
    send(post, KEN)  # and by itself from now on, with no word of looking up
    assert len(post.inbox(KEN)) == 2
    assert told(post).count(("mx", "looked up")) == 1


def test_a_letter_whose_session_still_talks_is_not_stepped(post: Post) -> None:
    post.relay.hold()
    with post.aya() as client:
        client.sendmail(AYA, [KEN], LETTER)
        assert step(post) == NOTHING
    post.settle()
    assert step(post).kind == "looked up"


def test_two_steps_at_a_time_are_one_after_the_other(post: Post) -> None:
    post.relay.hold()
    send(post)

    async def both() -> list[Step]:
        return list(await asyncio.gather(*(post.relay.step() for _ in range(3))))

    steps = post.thread.run(both())
    assert [each.kind for each in steps] == ["looked up", "handed over", "nothing"]
    assert len(post.inbox(KEN)) == 1


def test_released_during_a_step_it_hands_nothing_over_twice(post: Post) -> None:
    post.relay.hold()
    send(post)
    step(post)

    async def step_and_release() -> None:
        stepping = asyncio.create_task(post.relay.step())
        await asyncio.sleep(0)
        post.relay.release()
        await post.relay.settle()
        await stepping

    post.thread.run(step_and_release())
    assert len(post.inbox(KEN)) == 1
    assert post.relay.idle


def test_emptied_it_is_held_no_more(post: Post) -> None:
    post.relay.hold()
    send(post)
    step(post)
    post.thread.call(post.relay.empty)
    assert step(post) == NOTHING
    send(post)
    assert len(post.inbox(KEN)) == 1


def test_tried_again_now_whatever_the_schedule(down: Post) -> None:
    send(down)
    down.start(MX)
    assert down.thread.call(down.relay.retry, "<other@x.example>") == 0
    down.settle()
    assert down.inbox(KEN) == []
    assert down.thread.call(down.relay.retry, A) == 1
    down.settle()
    assert len(down.inbox(KEN)) == 1


def test_a_try_by_hand_counts_as_one(down: Post) -> None:
    send(down)
    assert down.thread.call(down.relay.retry) == 1
    down.settle()
    (letter,) = down.relay.queue.letters()
    assert letter.tries == 2
    assert letter.next_try == down.clock.now() + SCHEDULE[1]


def test_held_a_try_by_hand_is_a_step(down: Post) -> None:
    send(down)
    down.relay.hold()
    assert step(down) == NOTHING  # not due
    down.thread.call(down.relay.retry)
    assert step(down).kind == "looked up"


def test_given_up_its_sender_hears_of_all_who_wait_and_of_nobody_else(down: Post) -> None:
    send(down, KEN, MIKA, AYA)
    assert [entry.message.message_id for entry in down.inbox(AYA)] == [A]
    assert give_up(down, "<other@x.example>") == 0
    assert give_up(down) == 1
    down.settle()
    assert len(down.relay.queue) == 0
    error = down.inbox(AYA)[1].message.octets
    assert error.count(b"Action: failed\r\nStatus: 5.0.0\r\n") == 2
    assert error.count(b"Diagnostic-Code: smtp; " + CANCELLED.encode()) == 2
    assert b"Final-Recipient: rfc822; aya" not in error
    assert b"The postmaster of this server has taken the letter out" in error
    down.start(MX)
    down.wait(days=6)
    assert (down.inbox(KEN), len(down.inbox(AYA))) == ([], 2)
    assert down.hops[-1].state == "returned"
    refused = [(hop.recipient, hop.host) for hop in down.hops if hop.state == "refused"]
    assert refused == [(KEN, ""), (MIKA, "")]


def test_an_error_mail_that_is_given_up_is_dropped(post: Post) -> None:
    post.relay.hold()
    send(post, "nobody@fuji.example")
    step(post)
    step(post)
    (error,) = post.relay.queue.letters()
    assert give_up(post, error.letter) == 1
    assert len(post.relay.queue) == 0
    assert [(hop.letter, hop.state) for hop in post.hops[-2:]] == [
        (error.letter, "dropped"),
        (A, "dropped"),
    ]
    assert post.inbox(AYA) == []


def test_given_up_between_two_steps_it_goes_nowhere(post: Post) -> None:
    post.relay.hold()
    send(post)
    step(post)
    give_up(post)
    post.thread.call(post.relay.release)
    post.settle()
    assert post.inbox(KEN) == []
    assert len(post.inbox(AYA)) == 1


def test_what_is_being_handed_over_is_not_given_up_half_way(post: Post) -> None:
    """Ken has the letter, or Aya the error mail: never both."""
    post.relay.hold()
    send(post)
    step(post)

    async def meanwhile() -> None:
        stepping = asyncio.create_task(post.relay.step())
        await asyncio.sleep(0)
        assert await post.relay.give_up(A) == 0
        assert (await stepping).kind == "handed over"

    post.thread.run(meanwhile())
    assert (len(post.inbox(KEN)), len(post.relay.queue)) == (1, 0)
