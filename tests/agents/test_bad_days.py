"""A provider's bad day, from Send to mailbox: the letter waits, and comes once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from labkit.mail.account import Account
from tests.agents.post import AYA, KEN, LETTER, MIKA, MX, MX_HOME, SMTP, Post


@pytest.fixture
def post() -> Iterator[Post]:
    post = Post(up=(SMTP, MX, MX_HOME))
    yield post
    post.close()


def ken(post: Post) -> Account:
    account = post.fuji.find(KEN)
    assert account is not None
    return account


def fill(post: Post) -> None:
    ken(post).store.quota = 0


def empty(post: Post) -> None:
    ken(post).store.quota = None


def fill_disk(post: Post) -> None:
    post.fuji.policy.disk_full = True


def send_everybody_away(post: Post) -> None:
    post.fuji.policy.busy.add(MX)


def greylist(post: Post) -> None:
    post.fuji.policy.greylist = timedelta(minutes=5)


def good_again(post: Post) -> None:
    post.fuji.policy.reset()


def patience_only(post: Post) -> None:
    """Time alone makes this day good."""


DAYS: list[tuple[Callable[[Post], None], Callable[[Post], None], str]] = [
    (fill, empty, "452 4.2.2"),
    (fill_disk, good_again, "452 4.3.1"),
    (send_everybody_away, good_again, "4"),  # the relay may say so in words of its own
    (greylist, patience_only, "451 4.7.1"),
]


@pytest.mark.parametrize(
    ("bad", "good", "reply"), DAYS, ids=lambda value: getattr(value, "__name__", value)
)
def test_the_letter_waits_and_comes_once(
    post: Post, bad: Callable[[Post], None], good: Callable[[Post], None], reply: str
) -> None:
    bad(post)
    with post.aya() as client:
        client.sendmail(AYA, [KEN], LETTER)
    post.settle()
    assert post.inbox(KEN) == []
    assert len(post.relay.queue) == 1
    (deferred,) = (hop for hop in post.hops if hop.state == "deferred")
    assert deferred.reply.startswith(reply)
    good(post)
    post.wait(days=1)
    post.settle()
    assert len(post.inbox(KEN)) == 1
    assert len(post.relay.queue) == 0
    assert post.inbox(AYA) == []


def test_never_is_told_to_the_sender_and_the_others_get_theirs(post: Post) -> None:
    fill(post)
    ken(post).when_full = 552
    with post.aya() as client:
        client.sendmail(AYA, [KEN, MIKA], LETTER)
    post.settle()
    assert (post.inbox(KEN), len(post.inbox(MIKA)), len(post.relay.queue)) == ([], 1, 0)
    (error,) = post.inbox(AYA)
    assert b"Status: 5.2.2" in error.message.octets


def test_a_box_that_fills_while_the_letter_comes_gives_nobody_two(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ken's fills after RCPT: Mika gets hers at the next attempt, and only then."""
    role = post.roles[MX][1]
    take = role.letter

    def late(*args: object) -> str:
        fill(post)
        return str(take(*args))

    monkeypatch.setattr(role, "letter", late)
    with post.aya() as client:
        client.sendmail(AYA, [KEN, MIKA], LETTER)
    post.settle()
    assert post.inbox(MIKA) == []
    monkeypatch.undo()
    post.wait(days=1)
    assert (len(post.inbox(MIKA)), post.inbox(KEN)) == (1, [])
    empty(post)
    post.wait(days=1)
    assert (len(post.inbox(MIKA)), len(post.inbox(KEN))) == (1, 1)
