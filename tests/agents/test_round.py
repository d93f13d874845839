"""One try of a letter, step by step: each domain is looked up, then gets its transaction."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from labkit.agents.queue import SCHEDULE, QueuedLetter
from labkit.agents.responsibility import Responsibility
from labkit.agents.returns import Returns
from labkit.agents.round import Round
from labkit.agents.routes import Route, Routes
from labkit.mail.envelope import Envelope
from labkit.records import Hop, Step
from tests.agents.post import AYA, KEN, LETTER, MIKA, MX, MX2, MX_HOME, SMTP, Post

NOBODY = "nobody@fuji.example"
ROUTES = Routes([
    Route("fuji.example", MX2, 20), Route("fuji.example", MX, 10), Route("sakura.example", MX_HOME),
])  # fmt: skip


@pytest.fixture
def post() -> Iterator[Post]:
    post = Post(up=(MX, MX2))
    yield post
    post.close()


class Try:
    """A round of a letter to *recipients*, and what it says upward."""

    def __init__(self, post: Post, *recipients: str) -> None:
        self._post = post
        self.hops: list[Hop] = []
        now = post.clock.now
        returns = Returns(SMTP, now, str, str, lambda: "en")
        duty = Responsibility("submission", SMTP, now, self.hops.append, returns, lambda _: None)
        self.letter = QueuedLetter("Q1", Envelope(AYA, recipients), LETTER, now(), "<a@b>")
        self.round = Round(self.letter, now(), duty)

    def hand_over(self) -> Step:
        return self._post.thread.run(self.round.hand_over(SMTP, self._post.network))


def test_looking_up_says_the_hosts_with_their_preferences_and_changes_nothing(post: Post) -> None:
    it = Try(post, KEN, MIKA)
    assert (it.round.is_looked_up, it.round.recipients) == (False, [KEN, MIKA])
    assert it.round.look_up(ROUTES) == Step(
        "looked up", "<a@b>", "fuji.example", ((MX, 10), (MX2, 20))
    )
    assert it.round.is_looked_up
    assert (it.letter.attempts, it.hops, post.hops) == ([], [], [])


def test_domain_after_domain_whatever_the_case(post: Post) -> None:
    it = Try(post, KEN, AYA, "mika@FUJI.example")
    it.round.look_up(ROUTES)
    step = it.hand_over()
    assert (step.kind, step.domain, step.host) == ("handed over", "fuji.example", MX)
    assert [to for to, reply in step.replies if reply.startswith("250 ")] == [
        KEN,
        "mika@FUJI.example",
    ]
    assert not it.round.is_over
    assert not it.round.is_looked_up
    it.round.look_up(ROUTES)
    assert it.hand_over().replies[0][1].startswith("451 4.4.1")
    assert it.round.is_over
    it.round.finish(post.clock.now())
    assert it.letter.tries == 1
    assert [(attempt.domain, attempt.host) for attempt in it.letter.attempts] == [
        ("fuji.example", MX),
        ("sakura.example", ""),
    ]


def test_a_refusal_is_told_at_once_and_a_wait_when_the_next_try_is_known(post: Post) -> None:
    it = Try(post, NOBODY, AYA)
    it.round.look_up(ROUTES)
    it.hand_over()
    assert [(hop.state, hop.recipient, hop.host) for hop in it.hops] == [("refused", NOBODY, MX)]
    it.round.look_up(ROUTES)
    it.hand_over()
    assert len(it.hops) == 1
    now = post.clock.now()
    it.round.finish(now)
    assert (it.hops[1].state, it.hops[1].recipient) == ("deferred", AYA)
    assert it.hops[1].next_try == it.letter.next_try == now + SCHEDULE[0]


def test_a_domain_that_nobody_serves_is_handed_over_to_nobody(post: Post) -> None:
    it = Try(post, "x@kantei.example")
    assert it.round.look_up(ROUTES).hosts == ()
    step = it.hand_over()
    assert (step.host, step.replies) == (
        "",
        (("x@kantei.example", "550 5.1.2 nobody takes mail for kantei.example"),),
    )
    assert it.letter.outcomes["x@kantei.example"].host == ""
    assert it.letter.state == "failed"
