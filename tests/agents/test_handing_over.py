"""A domain's hosts in turn: whose failure asks for the next host, and what is the last word."""

from __future__ import annotations

import pytest

from labkit.agents.handing_over import PORT, Answer, HandingOver
from labkit.agents.queue import QueuedLetter
from labkit.agents.routes import Route
from labkit.mail.envelope import Envelope
from labkit.wire.clock import START, LabClock
from labkit.wire.loop import LoopThread
from labkit.wire.tcp import TcpNetwork
from labkit.wire.transcript import Transcript
from tests.agents.scripted import Scripted

KEN, MIKA, INFO = "ken@fuji.example", "mika@fuji.example", "info@fuji.example"
ONE, TWO = "mx1.fuji.example", "mx2.fuji.example"
HELLO = [b"220 x\r\n", b"250 x\r\n"]
OK, GO = b"250 2.0.0 ok\r\n", b"354 go\r\n"
BYE = b"221 bye\r\n"
GOOD = [*HELLO, OK, OK, GO, b"250 2.0.0 taken by two\r\n", BYE]
BUSY, NEVER, CUT = b"421 4.3.2 busy\r\n", b"554 5.3.2 no mail here\r\n", b""


def hand_over(
    scripts: dict[str, list[bytes]], *to: str, routes: tuple[str, ...] = (ONE, TWO)
) -> tuple[dict[str, Answer], dict[str, list[bytes]]]:
    """Return each recipient's answer, and the lines that each host heard; no script: it is down."""
    thread, clock = LoopThread("test"), LabClock()
    network = TcpNetwork(thread, Transcript(clock), clock)
    servers = {host: Scripted(script) for host, script in scripts.items()}
    to = to or (KEN,)
    letter = QueuedLetter("Q1", Envelope("s@y.example", to), b"hi\r\n", START)
    work = HandingOver("smtp.y.example", network, letter, to)

    async def run() -> None:
        for host, server in servers.items():
            await network.listen(host, PORT, "SMTP", lambda server=server: server)
        await work.run([Route("fuji.example", host) for host in routes])

    try:
        thread.run(run())
    finally:
        thread.run(network.close())
        thread.stop()
    assert thread.errors == []
    return work.answers, {host: server.lines for host, server in servers.items()}


def test_the_first_host_that_takes_it_is_the_last_that_is_asked() -> None:
    answers, heard = hand_over({ONE: GOOD, TWO: GOOD})
    assert answers == {KEN: Answer("250 2.0.0 taken by two", ONE)}
    assert heard[TWO] == []


@pytest.mark.parametrize(
    "first",
    [
        None,
        [BUSY],
        [NEVER],
        [b"521 5.3.2 host takes no mail\r\n", BYE],
        [b"450 4.3.2 not now\r\n", BYE],
        [CUT],
        [b"hello?\r\n"],
        [HELLO[0], BUSY],
        [HELLO[0], b"451 4.3.0 later\r\n", BYE],
        [HELLO[0], b"550 5.7.1 no\r\n", b"550 5.7.1 no\r\n", BYE],
        [*HELLO, BUSY],
        [*HELLO, CUT],
        [*HELLO, OK, BUSY],
        [*HELLO, OK, CUT],
        [*HELLO, OK, OK, BUSY],
        [*HELLO, OK, OK, CUT],
        [*HELLO, OK, OK, GO, BUSY],
    ],
    ids=lambda script: "down" if script is None else (script[-1] or b"cut").decode()[:3],
)
def test_where_this_host_cannot_the_next_one_may(first: list[bytes] | None) -> None:
    scripts = {TWO: GOOD} if first is None else {ONE: first, TWO: GOOD}
    answers, heard = hand_over(scripts)
    assert answers == {KEN: Answer("250 2.0.0 taken by two", TWO)}
    assert heard[TWO][-1] == b"QUIT"


@pytest.mark.parametrize(
    ("first", "code"),
    [
        ([*HELLO, b"451 4.3.0 later\r\n"], "451"),
        ([*HELLO, OK, b"452 4.2.2 full\r\n", OK], "452"),
        ([*HELLO, OK, b"550 5.1.1 nobody\r\n", OK], "550"),
        ([*HELLO, OK, b"551 5.1.6 moved\r\n", OK], "551"),
        ([*HELLO, OK, OK, b"452 4.3.1 no room\r\n"], "452"),
        ([*HELLO, OK, OK, GO, b"451 4.3.0 later\r\n"], "451"),
        ([*HELLO, OK, OK, GO, b"452 4.3.1 no room\r\n"], "452"),
        ([*HELLO, OK, OK, GO, b"552 5.3.4 too large\r\n"], "552"),
        ([*HELLO, OK, OK, GO, b"554 5.6.0 no\r\n"], "554"),
    ],
)
def test_a_reply_to_the_letter_or_its_envelope_is_the_domains(
    first: list[bytes], code: str
) -> None:
    answers, heard = hand_over({ONE: [*first, BYE], TWO: GOOD})
    assert answers[KEN].reply.startswith(code)
    assert answers[KEN].speaker == ONE
    assert heard[TWO] == []


def test_a_lost_250_is_no_reason_to_ask_another_host() -> None:
    # RFC 1047: the letter may be there already.
    answers, heard = hand_over({ONE: [*HELLO, OK, OK, GO, CUT], TWO: GOOD})
    assert answers == {
        KEN: Answer("451 4.4.2 the connection was lost before the letter's 250", ONE, own=True)
    }
    assert answers[KEN].speaker == ""
    assert heard[TWO] == []


def test_each_recipient_keeps_its_own_answer_and_only_the_others_go_on() -> None:
    no, later = b"550 5.1.1 no\r\n", b"452 4.2.2 full\r\n"
    answers, heard = hand_over({ONE: [*HELLO, OK, no, later, BUSY], TWO: GOOD}, KEN, MIKA, INFO)
    assert {to: (each.reply[:3], each.host) for to, each in answers.items()} == {
        KEN: ("550", ONE),
        MIKA: ("452", ONE),
        INFO: ("250", TWO),
    }
    assert [line for line in heard[TWO] if line.startswith(b"RCPT")] == [
        b"RCPT TO:<%s>" % INFO.encode()
    ]


def test_recipients_of_a_later_transaction_may_go_on_when_an_earlier_one_is_in_doubt() -> None:
    many = [f"u{number}@fuji.example" for number in range(101)]
    answers, _ = hand_over({ONE: [*HELLO, OK, *[OK] * 100, GO, CUT], TWO: GOOD}, *many)
    assert {each.reply[:9] for to, each in answers.items() if to != many[100]} == {"451 4.4.2"}
    assert answers[many[100]].reply.startswith("250")


@pytest.mark.parametrize(
    ("scripts", "reply", "speaker"),
    [
        # RFC 7504 section 2: no sense in waiting for days for a host that never takes mail.
        ({ONE: [NEVER, BYE], TWO: [b"521 5.3.2 no\r\n", BYE]}, "554 5.3.2 no mail here", ONE),
        ({ONE: [NEVER, BYE], TWO: [BUSY]}, "421 4.3.2 busy", TWO),
        ({ONE: [BUSY], TWO: [NEVER, BYE]}, "421 4.3.2 busy", ONE),
        ({TWO: [NEVER, BYE]}, f"451 4.4.1 {ONE}: no server {ONE} on port 25 in this lab", ""),
        ({}, f"451 4.4.1 {TWO}: no server {TWO} on port 25 in this lab", ""),
        (
            {ONE: [BUSY], TWO: [*HELLO, CUT]},
            "451 4.4.2 the connection ended, or no SMTP reply came",
            "",
        ),
    ],
)
def test_it_has_failed_for_good_only_where_every_host_says_so(
    scripts: dict[str, list[bytes]], reply: str, speaker: str
) -> None:
    answers, _ = hand_over(scripts)
    assert (answers[KEN].reply, answers[KEN].speaker) == (reply, speaker)


def test_a_host_that_says_no_hears_goodbye_and_one_that_closes_does_not() -> None:
    _, heard = hand_over({ONE: [NEVER, BYE], TWO: [BUSY]})
    assert heard == {ONE: [b"QUIT"], TWO: []}
