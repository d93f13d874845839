"""The MX: its own people only, whatever the spelling, and what it stores."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from labkit.records import Hop
from tests.agents.post import KEN, LETTER, MIKA, MX, Post


@pytest.fixture
def post() -> Iterator[Post]:
    post = Post(up=(MX,))
    yield post
    post.close()


@pytest.mark.parametrize(
    "path",
    [
        "<victim@other.example>",
        "<victim@OTHER.EXAMPLE>",
        "<victim@other.example.>",
        "<victim%other.example@fuji.example>",
        "<victim%other.example@FUJI.example.>",
        "<other.example!victim@fuji.example>",
        '<"victim@other.example"@fuji.example>',
        '<"victim%other.example"@fuji.example>',
        "<@fuji.example:victim@other.example>",
        "<@fuji.example,@mx.fuji.example:victim@other.example>",
        "<victim@[127.0.0.1]>",
        "<ken@[127.0.0.1]>",
        "<ken@mx.fuji.example>",
        "<ken@fuji.example.other.example>",
        "<victim@sakura.example>",
        "victim@other.example",
        "<victim>",
    ],
)
def test_open_relay(post: Post, path: str) -> None:
    with post.client(MX) as client:
        client.ehlo()
        client.docmd("MAIL", "FROM:<x@crow.example>")
        code, text = client.docmd("RCPT", f"TO:{path}")
        assert (code, text[:5]) == (550, b"5.7.1")


@pytest.mark.parametrize(
    "path",
    [
        "<ken@fuji.example>",
        "<KEN@FUJI.EXAMPLE>",
        "<Ken+shop@fuji.example.>",
        '<"ken"@fuji.example>',
        "<@sakura.example:ken@fuji.example>",
        "ken@fuji.example",
    ],
)
def test_every_good_spelling_reaches_ken(post: Post, path: str) -> None:
    with post.client(MX) as client:
        client.ehlo()
        client.docmd("MAIL", "FROM:<x@crow.example>")
        assert client.docmd("RCPT", f"TO:{path}")[0] == 250
        assert client.data(LETTER)[0] == 250
    assert len(post.inbox(KEN)) == 1


def test_postmaster_is_always_there_and_takes_error_mails(post: Post) -> None:
    with post.client(MX) as client:
        for address in ("postmaster", "PostMaster@fuji.example"):
            assert client.sendmail("", [address], LETTER) == {}
    assert len(post.inbox("postmaster@fuji.example")) == 2
    first = post.inbox("postmaster@fuji.example")[0]
    assert first.message.octets.startswith(b"Return-Path: <>\r\nReceived: from pc.sakura.example")


def test_250_means_stored_and_all_is_told(post: Post) -> None:
    with post.client(MX) as client:
        refused = client.sendmail("x@crow.example", [KEN, "no@fuji.example", MIKA], LETTER)
        assert list(refused) == ["no@fuji.example"]
        assert len(post.inbox(KEN)) == len(post.inbox(MIKA)) == 1
    now = post.clock.now()
    assert post.hops == [
        Hop("<a1@sakura.example>", station, MX, "stored", now, to, 1, "250 2.0.0 stored as Q001")
        for station in ("mx", "mailbox")
        for to in (KEN, MIKA)
    ]


def test_one_copy_however_often_somebody_is_named(post: Post) -> None:
    with post.client(MX) as client:
        client.sendmail("x@crow.example", [KEN, "KEN@fuji.example", "ken+a@fuji.example"], LETTER)
    assert len(post.inbox(KEN)) == 1


def test_octets_arrive_as_they_were_sent(post: Post) -> None:
    letter = "Subject: お茶\r\n\r\n.\r\n\t \r\n".encode() + bytes(range(0x80, 0x100)) + b"\r\n"
    with post.client(MX) as client:
        client.sendmail("烏@crow.example", [KEN], letter, ["SMTPUTF8", "BODY=8BITMIME"])
    (entry,) = post.inbox(KEN)
    assert entry.message.octets.endswith(
        b" with UTF8SMTP id Q001\r\n\tfor <ken@fuji.example>;\r\n"
        b"\tMon, 06 Apr 2026 09:00:01 +0900\r\n" + letter
    )
    assert entry.message.octets.startswith("Return-Path: <烏@crow.example>\r\n".encode())


def test_a_letter_without_message_id_still_has_a_name(post: Post) -> None:
    with post.client(MX) as client:
        client.sendmail("x@crow.example", [KEN], b"hi\r\n")
    assert {hop.letter for hop in post.hops} == {"<Q001@mx.fuji.example>"}


def test_a_letter_that_goes_in_circles_is_refused(post: Post) -> None:
    with post.client(MX) as client:
        client.ehlo()
        client.mail("x@crow.example")
        client.rcpt(KEN)
        assert client.data(b"Received: x\r\n" * 100 + b"\r\nhi\r\n")[1].startswith(b"5.4.6")
    assert post.inbox(KEN) == []


def test_a_letter_without_a_header_keeps_its_text_as_text(post: Post) -> None:
    with post.client(MX) as client:
        client.sendmail("x@crow.example", [KEN], b"hello there\r\nbye\r\n")
    (entry,) = post.inbox(KEN)
    head, _, text = entry.message.octets.partition(b"\r\n\r\n")
    assert head.startswith(b"Return-Path: ")
    assert text == b"hello there\r\nbye\r\n"
