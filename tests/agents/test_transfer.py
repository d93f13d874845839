"""One letter to one host: what each reply means for whom."""

from __future__ import annotations

import pytest

from labkit.agents.smtp_client import SmtpClient
from labkit.agents.transfer import Transfer, state_of
from labkit.mail.envelope import Envelope
from tests.agents.scripted import talk

A, B = "a@x.example", "b@x.example"
OK, NO, LATER = b"250 2.0.0 ok\r\n", b"550 5.1.1 no\r\n", b"451 4.3.0 later\r\n"
GO = b"354 go\r\n"


def hand_over(
    script: list[bytes],
    extensions: bytes = b"250-x\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n",
    octets: bytes = b"hi\r\n",
    utf8: bool = False,
) -> tuple[dict[str, str], list[bytes]]:
    transfer = Transfer(Envelope("s@y.example", (A, B), utf8), octets, (A, B))

    async def use(client: SmtpClient) -> None:
        await client.hello("me.example")
        try:
            await transfer.run(client)
        except OSError:
            transfer.answers["lost"] = "yes"

    lines = talk([b"220 x\r\n", extensions, *script], use)
    return {to: reply[:3] for to, reply in transfer.answers.items()}, lines[1:]


@pytest.mark.parametrize(
    ("script", "answers"),
    [
        ([OK, OK, OK, GO, OK], {A: "250", B: "250"}),
        ([OK, OK, NO, GO, OK], {A: "250", B: "550"}),
        ([OK, LATER, OK, GO, OK], {A: "451", B: "250"}),
        ([OK, NO, LATER, OK], {A: "550", B: "451"}),
        ([OK, OK, OK, GO, LATER], {A: "451", B: "451"}),
        ([OK, NO, OK, GO, b"554 5.6.0 no\r\n"], {A: "550", B: "554"}),
        ([OK, OK, OK, LATER], {A: "451", B: "451"}),
        # A yes out of place is a step on, not the end: nobody has the letter.
        ([OK, OK, OK, OK], {A: "451", B: "451"}),
        ([b"251 ok\r\n", OK, OK, GO, OK], {A: "250", B: "250"}),
        ([LATER], {A: "451", B: "451"}),
        ([NO], {A: "550", B: "550"}),
        ([OK, NO, b""], {A: "550", "lost": "yes"}),
        ([OK, OK, OK, GO, b""], {"lost": "yes"}),
        ([b""], {"lost": "yes"}),
    ],
)
def test_replies(script: list[bytes], answers: dict[str, str]) -> None:
    assert hand_over(script)[0] == answers


def test_what_is_said() -> None:
    _, lines = hand_over([OK, OK, NO, GO, OK], octets=b".\r\n")
    assert lines == [
        b"MAIL FROM:<s@y.example>",
        b"RCPT TO:<a@x.example>",
        b"RCPT TO:<b@x.example>",
        b"DATA",
        b"..",
    ]


def test_options_only_where_they_are_needed() -> None:
    _, lines = hand_over([NO], b"250-x\r\n250 SIZE 99\r\n")
    assert lines == [b"MAIL FROM:<s@y.example> SIZE=4"]
    _, lines = hand_over([NO], octets=b"\xff\r\n", utf8=True)
    assert lines == [b"MAIL FROM:<s@y.example> BODY=8BITMIME SMTPUTF8"]


@pytest.mark.parametrize(
    ("extensions", "octets", "utf8", "code"),
    [
        (b"250-x\r\n250 SIZE 3\r\n", b"hi\r\n", False, "552"),
        (b"250 x\r\n", b"\xff\r\n", False, "554"),
        (b"250-x\r\n250 8BITMIME\r\n", b"hi\r\n", True, "550"),
    ],
)
def test_what_the_server_cannot_take_is_not_even_tried(
    extensions: bytes, octets: bytes, utf8: bool, code: str
) -> None:
    assert hand_over([], extensions, octets, utf8) == ({A: code, B: code}, [])


def test_what_a_reply_means() -> None:
    states = [state_of(reply) for reply in ("250 ok", "451 later", "550 no", "999 odd", "")]
    assert states == ["handed over", "deferred", "failed", "deferred", "deferred"]
