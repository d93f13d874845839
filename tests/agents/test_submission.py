"""Submission: what it adds, what it leaves alone, what it tells."""

from __future__ import annotations

import smtplib
from collections.abc import Iterator

import pytest

from tests.agents.post import AYA, KEN, LETTER, SMTP, Post


@pytest.fixture
def post() -> Iterator[Post]:
    post = Post(up=(SMTP,))  # nobody takes the letters, so they stay to be looked at
    yield post
    post.close()


def queued(post: Post, letter: bytes, *recipients: str) -> bytes:
    with post.aya() as client:
        client.sendmail(AYA, recipients or [KEN], letter)
    (found,) = post.relay.queue.letters()
    return found.octets


def test_a_complete_letter_gets_a_postmark_and_nothing_else(post: Post) -> None:
    assert queued(post, LETTER) == (
        b"Received: from pc.sakura.example ([127.0.0.1])\r\n"
        b"\tby smtp.sakura.example with ESMTPA id Q001\r\n"
        b"\tfor <ken@fuji.example>;\r\n"
        b"\tMon, 06 Apr 2026 09:00:01 +0900\r\n" + LETTER
    )


def test_date_and_message_id_are_added_where_they_are_missing(post: Post) -> None:
    octets = queued(post, b"Subject: C\r\nBcc: boss@sakura.example\r\n\r\nhi\r\n")
    assert octets.endswith(
        b"Date: Mon, 06 Apr 2026 09:00:01 +0900\r\n"
        b"Message-ID: <Q001@smtp.sakura.example>\r\n"
        b"Subject: C\r\nBcc: boss@sakura.example\r\n\r\nhi\r\n"
    )
    assert {hop.letter for hop in post.hops} == {"<Q001@smtp.sakura.example>"}


def test_a_full_queue_is_told_before_responsibility_is_taken(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    queued(post, LETTER)
    monkeypatch.setattr("labkit.agents.queue.MAX_WEIGHT", 1)
    with post.aya() as client, pytest.raises(smtplib.SMTPDataError) as refused:
        client.sendmail(AYA, [KEN], LETTER)
    assert (refused.value.smtp_code, refused.value.smtp_error[:5]) == (452, b"4.3.1")
    assert len(post.relay.queue) == 1


def test_a_letter_without_header_gets_one(post: Post) -> None:
    octets = queued(post, b"Tea at three?\r\n")
    assert octets.endswith(b"Message-ID: <Q001@smtp.sakura.example>\r\n\r\nTea at three?\r\n")


def test_several_recipients_are_not_in_the_postmark_and_each_is_queued_once(post: Post) -> None:
    tos = [KEN, "boss@sakura.example", "KEN@FUJI.example.", "ken@FUJI.example"]
    octets = queued(post, LETTER, *tos)
    assert b"for <" not in octets
    (letter,) = post.relay.queue.letters()
    assert letter.envelope.rcpt_tos == (KEN, "boss@sakura.example", "KEN@fuji.example")


def test_who_was_refused_is_told_with_the_letter(post: Post) -> None:
    with post.aya() as client:
        refused = client.sendmail(AYA, [KEN, "x@kantei.example", "no@sakura.example"], LETTER)
    assert {to: text[:9] for to, (_, text) in refused.items()} == {
        "x@kantei.example": b"5.1.2 not",
        "no@sakura.example": b"5.1.1 nob",
    }
    told = [(hop.station, hop.state, hop.recipient, hop.reply[:9]) for hop in post.hops[:3]]
    assert told == [
        ("submission", "refused", "x@kantei.example", "550 5.1.2"),
        ("submission", "refused", "no@sakura.example", "550 5.1.1"),
        ("submission", "queued", KEN, "250 2.0.0"),
    ]


def test_two_letters_in_one_session_are_two(post: Post) -> None:
    with post.aya() as client:
        client.sendmail(AYA, [KEN], LETTER)
        client.sendmail("", [KEN], LETTER)
    assert [letter.id for letter in post.relay.queue.letters()] == ["Q001", "Q002"]
    assert [letter.envelope.mail_from for letter in post.relay.queue.letters()] == [AYA, ""]


def test_a_login_is_forgotten_with_its_session(post: Post) -> None:
    post.aya().close()
    with post.client(SMTP) as client:
        client.ehlo()
        assert client.mail(AYA)[0] == 530
