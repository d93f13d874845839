"""From submission over the relay to Ken's mailbox, on good days and on bad ones."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labkit.agents import relay
from labkit.agents.queue import Queue, QueuedLetter
from labkit.agents.routes import Route, Routes
from labkit.agents.smtp_role import Dialogue
from labkit.mail.envelope import Envelope
from labkit.protocols.smtp.replies import Refused
from labkit.wire.clock import START
from labkit.wire.loop import LoopThread
from tests.agents.post import AYA, KEN, LETTER, MIKA, MX, MX2, MX_HOME, SMTP, Post
from tests.agents.scripted import Scripted


@pytest.fixture
def down() -> Iterator[Post]:
    """A post whose mx.fuji isn't up yet."""
    post = Post(up=(SMTP,))
    yield post
    post.close()


@pytest.fixture
def home() -> Iterator[Post]:
    """A post where Aya's own mailbox can be reached too."""
    post = Post(up=(SMTP, MX, MX_HOME))
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
        ("mx", "stored", MIKA, 2),
        ("mailbox", "stored", KEN, 2),
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


def test_after_five_days_an_error_mail_says_so(down: Post) -> None:
    down.start(MX_HOME)
    send(down, KEN)
    (letter,) = down.relay.queue.letters()
    down.wait(days=4)
    assert letter.state == "deferred"
    assert letter.tries > 20
    down.wait(days=2)
    assert letter.state == "failed"
    assert len(down.relay.queue) == 0
    assert down.relay.idle
    warning, error = down.inbox(AYA)
    assert warning.message.subject == "Not delivered yet: A: picnic"
    assert error.message.subject == "Not delivered: A: picnic"
    assert b"Action: failed\r\nStatus: 4.4.1\r\n" in error.message.octets
    assert b"until 2026-04-11 09:00" in error.message.octets
    refused = [hop.recipient for hop in down.hops if hop.state == "refused"]
    assert refused == [KEN]


def test_a_late_letter_is_told_of_once_and_then_arrives(down: Post) -> None:
    down.start(MX_HOME)
    send(down, KEN)
    down.wait(hours=3)
    assert down.inbox(AYA) == []
    down.wait(hours=6)
    (warning,) = down.inbox(AYA)
    assert warning.message.octets.startswith(b"Return-Path: <>\r\n")
    assert b"Action: delayed\r\n" in warning.message.octets
    assert b"Will-Retry-Until: Sat, 11 Apr 2026 09:00:" in warning.message.octets
    down.wait(days=1)
    down.start(MX)
    down.wait(days=1)
    assert len(down.inbox(AYA)) == 1
    assert len(down.inbox(KEN)) == 1
    assert "returned" not in [hop.state for hop in down.hops]


def test_the_second_mx_is_tried_when_the_first_is_down() -> None:
    post = Post(up=(SMTP, MX2))
    post.relay.routes = Routes([Route("fuji.example", MX2, 20), Route("fuji.example", MX, 10)])
    send(post, KEN)
    assert len(post.inbox(KEN)) == 1
    post.close()


def test_a_busy_first_mx_is_passed_over_for_the_second() -> None:
    post = Post(up=(SMTP, MX2))
    post.relay.routes = Routes([Route("fuji.example", MX2, 20), Route("fuji.example", MX, 10)])
    busy = Scripted([b"421 4.3.2 mx.fuji.example is busy\r\n"])
    post.thread.run(post.network.listen(MX, 25, "SMTP", lambda: busy))
    send(post, KEN)
    assert len(post.inbox(KEN)) == 1
    assert (busy.lines, len(post.relay.queue)) == ([], 0)
    assert [hop.state for hop in post.hops] == ["queued", "stored", "stored"]
    post.close()


def test_a_host_that_never_takes_mail_is_not_waited_for(home: Post) -> None:
    # RFC 7504 section 3.
    home.relay.routes = Routes([Route("fuji.example", MX2), Route("sakura.example", MX_HOME)])
    never = Scripted([b"521 5.3.2 host does not accept mail\r\n", b"221 2.0.0 bye\r\n"])
    home.thread.run(home.network.listen(MX2, 25, "SMTP", lambda: never))
    send(home, KEN)
    (error,) = home.inbox(AYA)
    assert b"Status: 5.3.2\r\nRemote-MTA: dns; mx2.fuji.example\r\n" in error.message.octets


def test_each_recipient_of_one_transaction_goes_its_own_way(home: Post) -> None:
    """One 250, one 452, one 550: then a try for the second alone, and one error mail."""
    role, info = home.roles[MX][1], "info@fuji.example"
    mood, recipient = ["ok", "452 4.2.2 full", "550 5.7.1 no"], role.recipient
    role.recipient = lambda *said: moody(mood, recipient, *said)
    send(home, KEN, MIKA, info)
    (letter,) = home.relay.queue.letters()
    assert [outcome.state for outcome in letter.outcomes.values()] == [
        "handed over",
        "deferred",
        "failed",
    ]
    home.wait(days=6)
    assert [len(home.inbox(to)) for to in (KEN, MIKA, info, AYA)] == [1, 1, 0, 1]
    assert failed_in(home.inbox(AYA)[0].message.octets) == [info]
    talks = [
        b"".join(line.octets for line in home.network.transcript.lines(session.id))
        for session in home.network.transcript.sessions()
        if session.host == MX
    ]
    assert [talk.count(b"RCPT TO:") for talk in talks] == [3, 1]
    assert [talk.count(b"MAIL FROM:") for talk in talks] == [1, 1]
    assert MIKA.encode() in talks[1]


@pytest.mark.parametrize(
    ("said", "stored", "failed"),
    [
        ("451 4.3.0 later", [1, 1], []),
        ("452 4.3.1 no room", [1, 1], []),
        ("552 5.3.4 too large", [0, 0], [KEN, MIKA]),
        ("554 5.6.0 no", [0, 0], [KEN, MIKA]),
    ],
)
def test_the_answer_to_the_letter_is_for_all_who_were_accepted(
    home: Post, said: str, stored: list[int], failed: list[str]
) -> None:
    role = home.roles[MX][1]
    mood, letter = [said], role.letter
    role.letter = lambda *given: moody(mood, letter, *given)
    send(home, KEN, MIKA)
    assert (home.inbox(KEN), len(home.relay.queue)) == ([], 0 if failed else 1)
    home.wait(days=6)
    assert [len(home.inbox(to)) for to in (KEN, MIKA)] == stored
    assert [to for e in home.inbox(AYA) for to in failed_in(e.message.octets)] == failed


def test_a_lost_250_may_cost_a_double_and_never_a_letter(home: Post) -> None:
    """RFC 1047: the MX has the letter and the relay can't know. RFC 5321 4.2.5: it tries again."""
    role = home.roles[MX][1]
    letter = role.letter

    def stored_and_cut(dialogue: Dialogue, octets: bytes) -> str:
        words = str(letter(dialogue, octets))
        role.letter = letter
        assert dialogue.number is not None
        home.network.connections[dialogue.number].pull()
        return words

    role.letter = stored_and_cut
    send(home, KEN)
    assert len(home.inbox(KEN)) == 1
    (waiting,) = home.relay.queue.letters()
    assert waiting.outcomes[KEN].reply == (
        "451 4.4.2 the connection was lost before the letter's 250"
    )
    home.wait(minutes=16)
    first, second = home.inbox(KEN)
    assert first.message.message_id == second.message.message_id
    assert (len(home.relay.queue), home.inbox(AYA)) == (0, [])


def test_a_letter_that_goes_in_circles_ends_in_an_error_mail(home: Post) -> None:
    with home.aya() as client:
        client.sendmail(AYA, [KEN], LETTER)
        (letter,) = home.relay.queue.letters()
        letter.octets = b"Received: by mx.crow.example\r\n" * 100 + letter.octets
    home.settle()
    (error,) = home.inbox(AYA)
    assert b"Status: 5.4.6\r\n" in error.message.octets
    assert home.inbox(KEN) == []


def test_a_refused_recipient_fails_and_the_others_get_the_letter(home: Post) -> None:
    send(home, KEN, "nobody@fuji.example", "none@fuji.example")
    assert len(home.inbox(KEN)) == 1
    assert len(home.relay.queue) == 0
    refused = [hop for hop in home.hops if hop.state == "refused"]
    assert [(hop.station, hop.recipient) for hop in refused] == [
        ("mx", "nobody@fuji.example"),
        ("mx", "none@fuji.example"),
    ]
    (error,) = home.inbox(AYA)  # one for both
    text = error.message.octets
    assert text.startswith(b"Return-Path: <>\r\n")
    assert text.count(b"Status: 5.1.1\r\nRemote-MTA: dns; mx.fuji.example\r\n") == 2
    assert b"Final-Recipient: rfc822; ken" not in text
    home.wait(days=9)
    assert len(home.inbox(KEN)) == len(home.inbox(AYA)) == 1


def test_who_is_responsible_for_a_letter_that_is_refused(home: Post) -> None:
    send(home, "nobody@fuji.example")
    assert [(hop.letter, hop.station, hop.state) for hop in home.hops] == [
        ("<a1@sakura.example>", "submission", "queued"),
        ("<a1@sakura.example>", "mx", "refused"),
        ("<error-1@smtp.sakura.example>", "submission", "written"),
        ("<error-1@smtp.sakura.example>", "mx", "stored"),
        ("<error-1@smtp.sakura.example>", "mailbox", "stored"),
        ("<a1@sakura.example>", "submission", "returned"),
    ]


def test_the_error_mail_itself_waits_where_it_must(post: Post) -> None:
    # mx.sakura isn't up, so the letter has failed and its error mail is deferred.
    send(post, "nobody@fuji.example")
    (error,) = post.relay.queue.letters()
    assert (error.envelope.mail_from, error.envelope.rcpt_tos) == ("", (AYA,))
    assert error.state == "deferred"
    assert error.about is not None
    assert error.about.letter == "<a1@sakura.example>"
    post.start(MX_HOME)
    post.wait(minutes=16)
    assert len(post.inbox(AYA)) == 1
    assert len(post.relay.queue) == 0


def test_an_error_mail_that_cannot_arrive_is_dropped_and_never_bounced(post: Post) -> None:
    send(post, "nobody@fuji.example")
    post.wait(days=6)
    assert len(post.relay.queue) == 0
    assert [hop.letter for hop in post.hops if hop.state == "written"] == [
        "<error-1@smtp.sakura.example>"
    ]
    assert [hop.letter for hop in post.hops if hop.state == "dropped"] == [
        "<error-1@smtp.sakura.example>",
        "<a1@sakura.example>",
    ]


def test_a_letter_with_the_null_reverse_path_is_dropped(home: Post) -> None:
    with home.aya() as client:
        client.sendmail("", ["nobody@fuji.example"], LETTER)
    home.settle()
    assert home.inbox(AYA) == []
    assert len(home.relay.queue) == 0
    assert [hop.state for hop in home.hops] == ["queued", "refused", "dropped"]


def test_while_somebody_still_waits_the_letter_is_not_given_back(home: Post) -> None:
    mood = ["ok", "550 5.7.1 no", "451 4.3.0 later"]
    role = home.roles[MX][1]
    recipient = role.recipient
    role.recipient = lambda *said: moody(mood, recipient, *said)
    send(home, KEN, MIKA, "info@fuji.example")
    (letter,) = home.relay.queue.letters()
    assert letter.open == ["info@fuji.example"]
    assert len(home.inbox(AYA)) == 1
    assert "returned" not in [hop.state for hop in home.hops]
    home.wait(hours=1)
    assert [len(home.inbox(to)) for to in (KEN, MIKA, "info@fuji.example", AYA)] == [1, 0, 1, 1]


def test_a_domain_without_mx_fails_at_once(home: Post) -> None:
    home.relay.routes = Routes([Route("sakura.example", MX_HOME)])
    send(home, KEN)
    (error,) = home.inbox(AYA)
    assert b"Status: 5.1.2\r\nDiagnostic-Code: smtp; 550 5.1.2 nobody" in error.message.octets


def test_an_error_mail_lays_no_word_into_another_servers_mouth(home: Post) -> None:
    # The letter is too large, which mx.fuji has said with EHLO; it wasn't asked again.
    home.relay.hold()  # or it would be on its way before it has grown
    with home.aya() as client:
        client.sendmail(AYA, [KEN], LETTER, ["BODY=8BITMIME"])
    (letter,) = home.relay.queue.letters()
    letter.octets += b"x" * 11 * 2**20
    home.thread.call(home.relay.release)
    home.settle()
    (error,) = home.inbox(AYA)
    assert b"Status: 5.3.4\r\nDiagnostic-Code: smtp; 552 5.3.4" in error.message.octets
    assert b"Remote-MTA" not in error.message.octets
    assert b"The server noted: 552 5.3.4" in error.message.octets
    assert MX in [hop.host for hop in home.hops if hop.state == "refused"]


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
    def broken(domain: str) -> tuple[Route, ...]:
        raise ZeroDivisionError("a bug of ours")

    post.relay.routes.of = broken  # type: ignore[method-assign]
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
    """In their own mailbox, or in an error mail in Aya's: never in both, never in none."""
    post = Post(up=(SMTP, MX, MX_HOME))
    role = post.roles[MX][1]
    recipient, letter = role.recipient, role.letter
    role.recipient = lambda *said: moody(at_rcpt, recipient, *said)
    role.letter = lambda *said: moody(at_data, letter, *said)
    try:
        send(post, *TOS)
        post.wait(days=6)
        told = [one for entry in post.inbox(AYA) for one in failed_in(entry.message.octets)]
        stored = [to for to in TOS for _ in post.inbox(to)]
        assert sorted(stored + told) == sorted(TOS)
        assert len(post.relay.queue) == 0
        assert post.relay.idle
        given_back = [hop.letter for hop in post.hops if hop.state == "returned"]
        assert len(given_back) <= bool(told)
    finally:
        post.close()


def failed_in(error_mail: bytes) -> list[str]:
    """Return the recipients that *error_mail* says were not reached."""
    status = error_mail.partition(b"message/delivery-status")[2]
    return re.findall(r"Final-Recipient: rfc822; (.*)\r\nAction: failed", status.decode())


def moody(mood: list[str], do: Callable[..., Any], *said: object) -> Any:
    """Do what the server does, or what its mood says instead."""
    next_answer = mood.pop(0) if mood else "ok"
    if next_answer == "ok":
        return do(*said)
    code, enhanced, text = next_answer.split(" ", 2)
    raise Refused(int(code), enhanced, text)
