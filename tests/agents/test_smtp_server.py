"""The SMTP servers on real sockets: states, framing, limits, hostile octets."""

from __future__ import annotations

import asyncio
import re
import socket
import tracemalloc
from itertools import pairwise

import pytest

from labkit.agents import patience, smtp_server
from labkit.agents.smtp_role import MAX_RECIPIENTS
from labkit.protocols.dissect import dissect
from labkit.protocols.smtp.states import ANY, BY_VERB, ROWS, SmtpState
from tests.agents.post import AYA, KEN, LETTER, MX, PLAIN, SMTP, Post
from tests.agents.talk import GREETINGS, HELLO, TO_KEN, Talk, whole
from tests.hostile import attacks


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits here; how long a wait is, is asked in test_patience and test_attacks."""
    monkeypatch.setattr(patience, "STEP", 0.0)


# RFC 2034 over the table: every verb in every state, and nonsense.

WAY = {
    SmtpState.CONNECTED: b"",
    SmtpState.GREETED: HELLO,
    SmtpState.SENDER: HELLO + b"MAIL FROM:<aya@sakura.example>\r\n",
    SmtpState.RECIPIENTS: HELLO
    + b"MAIL FROM:<aya@sakura.example>\r\nRCPT TO:<ken@fuji.example>\r\n",
}
ODD = ["FOO", "", "MAIL", "MAIL FROM:", "RCPT TO:<", "RCPT TO:<@>", "AUTH X", "AUTH", "\x01", "é x"]


@pytest.mark.parametrize("host", [SMTP, MX])
@pytest.mark.parametrize("state", WAY, ids=lambda state: state.value)
def test_every_reply_has_an_enhanced_code_but_those_to_hello(
    post: Post, host: str, state: SmtpState
) -> None:
    way = WAY[state]
    if host == SMTP and way:
        way = way.replace(HELLO, HELLO + b"AUTH PLAIN " + PLAIN.encode() + b"\r\n")
    for said in [row.example for row in ROWS] + ODD:
        talk = Talk(post, host)
        for answer in whole_after(talk, way, said):
            hello = said[:4] in ("EHLO", "HELO") or answer[0] == "3"
            pattern = r"[2-5]\d\d[ -]" if hello else r"([245])\d\d \1\.\d{1,3}\.\d{1,3} .+"
            assert re.match(pattern, answer), (said, answer)
            assert not (hello and re.match(r"\d\d\d.\d\.\d\.\d", answer)), (said, answer)


def whole_after(talk: Talk, way: bytes, said: str) -> list[str]:
    talk.say(way)
    for _ in range(1 + way.count(b"\r\n")):
        talk.reply()
    return talk.say(said.encode() + b"\r\n").rest()


@pytest.mark.parametrize("state", WAY, ids=lambda state: state.value)
@pytest.mark.parametrize("verb", BY_VERB)
def test_the_server_holds_to_the_table_of_states(post: Post, verb: str, state: SmtpState) -> None:
    login = HELLO + b"AUTH PLAIN " + PLAIN.encode() + b"\r\n"
    way = WAY[state].replace(HELLO, HELLO if verb == "AUTH" else login)
    if verb == "AUTH" and state in (SmtpState.SENDER, SmtpState.RECIPIENTS):
        way = WAY[state].replace(HELLO, login)  # MAIL needs it
    answer = whole_after(Talk(post, SMTP), way, BY_VERB[verb].example)[0]
    assert answer.startswith("503") == (state not in BY_VERB[verb].states), answer
    assert set(BY_VERB[verb].states) <= set(ANY)


def test_help_says_what_the_table_says(post: Post) -> None:
    answers = whole(post, b"".join(f"HELP {verb}\r\n".encode() for verb in BY_VERB))
    assert answers[1:] == [f"214 2.0.0 {row.syntax}" for row in ROWS]


# Framing.


def test_who_watches_a_letter_with_bare_ends_sees_one_letter_too(post: Post) -> None:
    """Whether it is taken is asked in test_attacks."""
    ends = (b"\n.\n", b"\n.\r\n", b"\r\n.\n", b"\r.\r", b"\r.\r\n", b"\r\n.\r", b"\r\r\n.\n")
    for number, end in enumerate(ends, 1):
        whole(post, HELLO + TO_KEN + b"hi" + end + TO_KEN + b"evil\r\n.\r\nQUIT\r\n")
        shown, goodbye = dissect("SMTP", post.network.transcript.lines(number))
        assert [line.kind for line in shown].count("content") == 1
        assert goodbye == "QUIT"


@pytest.mark.parametrize("hello", [b"EHLO <x>\r\n", b"EHLO\r\n", b"HELO a b\r\n"])
def test_a_hello_that_is_refused_changes_nothing(post: Post, hello: bytes) -> None:
    lines = whole(
        post, HELLO + b"MAIL FROM:<x@crow.example>\r\n" + hello + b"RCPT TO:<ken@fuji.example>\r\n"
    )
    assert [line[:3] for line in lines[GREETINGS:]] == ["250", "501", "250"]


def test_a_flood_of_commands_leaves_the_loop_to_others(post: Post) -> None:
    transcript, said = post.network.transcript, [0]

    async def watch() -> None:
        while not transcript.sessions() or transcript.sessions()[0].ended is None:
            said.append(sum(session.server_octets for session in transcript.sessions()))
            await asyncio.sleep(0)

    watching = asyncio.run_coroutine_threadsafe(watch(), post.thread.loop)
    answers = whole(post, HELLO + b"NOOP\r\n" * 2000 + b"QUIT\r\n")
    watching.result(30)
    assert len(answers) == GREETINGS + 2001
    most = max(after - before for before, after in pairwise(said))
    assert most <= 100 * len(b"250 2.0.0 OK\r\n")


def test_nul_octets_are_refused(post: Post) -> None:
    answers = whole(post, HELLO + TO_KEN + b"a\0b\r\n.\r\n")
    assert answers[-1].startswith("554 5.6.0")
    assert post.inbox(KEN) == []


@pytest.mark.parametrize("size", [1, 2, 3, 7, 64, 512])
def test_a_pipelined_session_in_pieces_of_any_size(post: Post, size: int) -> None:
    octets = HELLO + TO_KEN + b"Subject: x\r\n\r\n..one\r\n...\r\n.\r\nNOOP\r\nQUIT\r\n"
    talk = Talk(post)
    for start in range(0, len(octets), size):
        talk.say(octets[start : start + size])
    assert [answer[:3] for answer in talk.rest()[GREETINGS:]] == [
        *("250", "250", "354", "250", "250", "221")
    ]
    assert post.inbox(KEN)[0].message.octets.endswith(b"\r\n\r\n.one\r\n..\r\n")


def test_a_client_that_hangs_up_in_a_letter_leaves_none(post: Post) -> None:
    assert whole(post, HELLO + TO_KEN + b"half a letter\r\n.")[-1].startswith("354")
    assert post.inbox(KEN) == []


def test_a_lines_end_by_lf_alone_is_understood_between_letters_only(post: Post) -> None:
    # Who types into netcat sends LF; no letter can hide there.
    assert whole(post, b"NOOP\nQUIT\n")[1:] == ["250 2.0.0 OK", "221 2.0.0 Bye"]


# Limits.


def test_line_limits(post: Post) -> None:
    fits = b"NOOP " + b"x" * (510 - 5) + b"\r\n"
    long = b"NOOP " + b"x" * 600 + b"\r\n"
    endless = b"NOOP " + b"x" * 300_000 + b"\r\n"
    answers = whole(post, fits + long + endless + b"QUIT\r\n")
    assert [answer[:9] for answer in answers[1:]] == [
        "250 2.0.0",
        "500 5.5.2",
        "500 5.5.2",
        "221 2.0.0",
    ]


def test_saying_ehlo_often_does_not_widen_the_limits(post: Post) -> None:
    long = b"MAIL FROM:<x@crow.example>" + b" " * 600 + b"\r\n"
    assert whole(post, HELLO * 50 + long)[-1].startswith("500 5.5.2")


def test_text_lines_may_be_long(post: Post) -> None:
    letter = LETTER + b"x" * 100_000 + b"\r\n"
    with post.client(MX) as client:
        assert client.sendmail("x@crow.example", [KEN], letter) == {}
    assert post.inbox(KEN)[0].message.octets.endswith(letter)


def test_a_letter_beyond_the_size_is_refused_whole(post: Post) -> None:
    post.fuji.policy.size_limit = 1000
    fits, large = b"x" * 998 + b"\r\n", b"x" * 999 + b"\r\n"
    answers = whole(post, HELLO + TO_KEN + fits + b".\r\n" + TO_KEN + large + b".\r\nQUIT\r\n")
    assert answers[GREETINGS + 3].startswith("250 2.0.0 stored")
    assert answers[-2].startswith("552 5.3.4")
    assert len(post.inbox(KEN)) == 1


def test_recipients_up_to_the_limit(post: Post) -> None:
    tos = b"".join(b"RCPT TO:<ken+%d@fuji.example>\r\n" % i for i in range(MAX_RECIPIENTS + 2))
    answers = whole(post, HELLO + b"MAIL FROM:<>\r\n" + tos + b"DATA\r\nhi\r\n.\r\n")
    assert answers[-5:-2] == ["250 2.1.5 OK", *[answers[-4]] * 2]
    assert answers[-4].startswith("452 4.5.3")
    assert answers[-1].startswith("250 2.0.0")
    assert len(post.inbox(KEN)) == 1


# What goes wrong inside.


def test_a_bug_of_ours_is_451_and_is_told(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> str:
        raise ZeroDivisionError("a bug of ours")

    role = post.roles[MX][1]
    monkeypatch.setattr(role, "letter", broken)
    answers = whole(post, HELLO + TO_KEN + b"hi\r\n.\r\nNOOP\r\n")
    assert answers[-2:] == [
        "451 4.3.0 an error of this server's own; try again later",
        "250 2.0.0 OK",
    ]
    (error,) = post.thread.errors
    assert isinstance(error, ZeroDivisionError)
    post.thread.errors.clear()


def test_nothing_is_printed_or_warned(post: Post, capfd: pytest.CaptureFixture[str]) -> None:
    with post.aya() as client:
        client.sendmail(AYA, [KEN], LETTER)
    whole(post, b"FOO\r\n" * 9)
    whole(post, HELLO + b"AUTH LOGIN\r\n*\r\n", SMTP)
    assert capfd.readouterr() == ("", "")


def test_silence_for_long_ends_the_session(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smtp_server, "IDLE_SECONDS", 0.05)
    talk = Talk(post)
    talk.line()
    assert talk.line().startswith("421 4.4.2")
    assert talk.line() == ""
    talk.close()


DIALOGUES = [
    HELLO + TO_KEN + LETTER.replace(b"\r\n.", b"\r\n..") + b".\r\nQUIT\r\n",
    HELLO + b"AUTH PLAIN " + PLAIN.encode() + b"\r\nMAIL FROM:<aya@sakura.example> SIZE=9\r\n"
    b'RCPT TO:<@a,@b:"q\\"x"@fuji.example>\r\nRSET\r\nVRFY x\r\nHELP MAIL\r\nQUIT\r\n',
    HELLO + b"AUTH LOGIN\r\nYXlh\r\nYXlh\r\nNOOP\r\nEXPN\r\nHELO x\r\n",
]


@pytest.mark.slow
@pytest.mark.parametrize("host", [SMTP, MX])
def test_hostile_octets(post: Post, host: str) -> None:
    tracemalloc.start()
    for chunks in attacks(DIALOGUES, 1_200_000, seed=5321 if host == MX else 6409):
        connection = post.dial(host, "crow")
        answers = connection.makefile("rb")
        try:
            for chunk in chunks:
                connection.sendall(chunk)
            connection.shutdown(socket.SHUT_WR)
            answered = answers.read()
        except OSError:
            answered = b"421 "  # it closed while we talked
        assert re.match(rb"(220|421) ", answered)
        answers.close()
        connection.close()
    heard = post.network.transcript.sessions()
    assert sum(session.client_octets for session in heard) > 1_000_000
    for session in heard:
        lines = post.network.transcript.lines(session.id)
        assert sum(line.count for line in dissect("SMTP", lines)[0]) == len(lines)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 80 * 1024 * 1024
    assert post.thread.errors == []
    with post.client(host) as client:
        assert client.noop()[0] == 250
