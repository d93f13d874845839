"""Attacks on the SMTP servers, each by its name: the answer, and that service goes on.

After each of them the fixture sends a letter all the way; ``nothing_lost`` sees that it is there
once and that the attack has left nothing else.
"""

from __future__ import annotations

import base64
import re
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from labkit.agents import patience
from labkit.protocols.smtp.paths import parse_path
from tests.agents.post import AYA, KEN, LETTER, MIKA, MX, MX_HOME, PLAIN, SMTP, Post
from tests.agents.talk import GREETINGS, HELLO, TO_KEN, Talk, whole

EVERYBODY = (AYA, KEN, MIKA, "postmaster@fuji.example", "postmaster@sakura.example")
LOGIN = HELLO + b"AUTH PLAIN " + PLAIN.encode() + b"\r\n"
AS_AYA = b"MAIL FROM:<aya@sakura.example>\r\n"


@pytest.fixture
def post(monkeypatch: pytest.MonkeyPatch) -> Iterator[Post]:
    """All servers; in the end a letter still goes from Aya to Ken, once."""
    monkeypatch.setattr(patience, "STEP", 0.0)
    post = Post(up=(SMTP, MX, MX_HOME))
    yield post
    try:
        before = len(post.inbox(KEN))
        with post.aya() as client:
            assert client.sendmail(AYA, [KEN], LETTER) == {}
        post.settle()
        assert len(post.inbox(KEN)) == before + 1
        assert post.inbox(KEN)[-1].message.octets.endswith(LETTER)
        assert len(post.relay.queue) == 0
    finally:
        post.close()


def stored(post: Post) -> dict[str, int]:
    """Return who has letters, and how many."""
    post.settle()
    counts = {address: len(post.inbox(address)) for address in EVERYBODY}
    return {address: count for address, count in counts.items() if count}


# --- open relay ---------------------------------------------------------------------------------

ELSEWHERE = [
    # plain, and with every decoration of the domain
    "<victim@other.example>",
    "<victim@OTHER.EXAMPLE>",
    "<victim@other.example.>",
    "victim@other.example",
    "<victim@other.test>",
    "<victim@localhost>",
    "<victim@xn--bcher-kva.example>",
    # domains that look like ours
    "<ken@fuji.example.other.example>",
    "<ken@other.fuji.example>",
    "<ken@xfuji.example>",
    "<ken@fuji-example>",
    "<ken@fuji>",
    "<ken@example>",
    "<ken@mx.fuji.example>",
    # address literals (RFC 5321 section 4.1.3)
    "<victim@[127.0.0.1]>",
    "<victim@[192.0.2.1]>",
    "<victim@[IPv6:::1]>",
    "<victim@[IPv6:2001:db8::1]>",
    "<ken@[127.0.0.1]>",
    # source routes (RFC 5321 appendix C): read and ignored, so the mailbox counts
    "<@fuji.example:victim@other.example>",
    "<@FUJI.EXAMPLE.:victim@other.example>",
    "<@fuji.example,@mx.fuji.example:victim@other.example>",
    "<@other.example:victim@other.example>",
]
ROUTED = [
    # asked to be sent on by the local part
    "<victim%other.example@{own}>",
    "<victim%other.example@{OWN}.>",
    "<victim%other.example%more.example@{own}>",
    "<other.example!victim@{own}>",
    "<more.example!other.example!victim@{own}>",
    "<@other.example:victim%other.example@{own}>",
    '<"victim@other.example"@{own}>',
    '<"victim%other.example"@{own}>',
    '<"other.example!victim"@{own}>',
    '<"@other.example:victim"@{own}>',
    '<"victim\\@other.example"@{own}>',
    '<"<victim@other.example>"@{own}>',
    '<"victim@other.example "@{own}>',
]
MALFORMED = [
    "<@>",
    "<victim@>",
    "<@other.example>",
    "<victim@@other.example>",
    "<ken@fuji.example@other.example>",
    "<victim@other.example@fuji.example>",
    "<ken@fuji.example>victim@other.example",
    "<ken@fuji.example><victim@other.example>",
    "<ken@fuji.example,victim@other.example>",
    "<ken@fuji.example, victim@other.example>",
    "<ken@fuji.example;victim@other.example>",
    "<victim@other.example:ken@fuji.example>",
    "<@fuji.example>victim@other.example",
    "<<victim@other.example>>",
    "<victim@other.example\t>",
    "<victim@other..example>",
    "<.victim@other.example>",
    "<ken@fuji.example\0.other.example>",
    "<ken@fuji.example\rRCPT TO:<victim@other.example>>",
    "<victim@[]>",
    "<victim%[192.0.2.1]@fuji.example>",
    "<>",
    "",
]
LOOKALIKES = [
    "<ken@fuji。example>",  # the wide full stop: a dot to IDNA, none to SMTP
    "<ken@ｆｕｊｉ.example>",
    "<ken@fuji.exаmple>",  # a Cyrillic а
    "<victim＠other.example>",
    "<victim@bücher.example>",
]


def rcpt(post: Post, path: str, host: str) -> str:
    """Return what *host* answers to a recipient, SMTPUTF8 being allowed."""
    way = (
        LOGIN + AS_AYA.replace(b"\r\n", b" SMTPUTF8\r\n")
        if host == SMTP
        else HELLO + b"MAIL FROM:<crow@crow.example> SMTPUTF8\r\n"
    )
    return whole(post, way + f"RCPT TO:{path}\r\n".encode(), host)[-1]


@pytest.mark.parametrize("host", [MX, SMTP])
def test_open_relay_by_domain(post: Post, host: str) -> None:
    # What has only a wide "＠" has no domain: then it is somebody here, whom nobody knows.
    wanted = ("550 5.7.1",) if host == MX else ("550 5.1.2", "550 5.1.1 nobody here is called vic")
    answers = {path: rcpt(post, path, host) for path in ELSEWHERE + LOOKALIKES}
    assert {p: a for p, a in answers.items() if not a.startswith(wanted)} == {}


@pytest.mark.parametrize("host", [MX, SMTP])
def test_open_relay_by_local_part(post: Post, host: str) -> None:
    own = "fuji.example" if host == MX else "sakura.example"
    wanted = "550 5.7.1" if host == MX else "550 5.1.1"
    paths = [path.format(own=own, OWN=own.upper()) for path in ROUTED]
    answers = {path: rcpt(post, path, host) for path in paths}
    assert {p: a for p, a in answers.items() if not a.startswith(wanted)} == {}


@pytest.mark.parametrize("host", [MX, SMTP])
def test_open_relay_by_what_is_no_address(post: Post, host: str) -> None:
    answers = {path: rcpt(post, path, host) for path in MALFORMED}
    assert {p: a for p, a in answers.items() if not a.startswith("501 5.")} == {}


def test_open_relay_without_domain_is_nobody_here(post: Post) -> None:
    assert rcpt(post, "<victim>", MX).startswith("550 5.7.1")
    assert rcpt(post, "<victim>", SMTP).startswith("550 5.1.1")


def test_open_relay_through_both_servers_ends_at_the_mx(post: Post) -> None:
    """Submission may take an address of another domain of the lab; its MX sends nothing on."""
    paths = [path.format(own="fuji.example", OWN="FUJI.EXAMPLE") for path in ROUTED]
    said = "".join(f"RCPT TO:{path}\r\n" for path in paths).encode()
    answers = whole(post, LOGIN + AS_AYA + said + b"DATA\r\nhi\r\n.\r\n", SMTP)
    assert answers[-1].startswith("250 2.0.0 queued")
    assert stored(post) == {AYA: 1}
    (error,) = post.inbox(AYA)
    people = {parse_path(path)[0].canonical for path in paths}  # some are one, spelled twice
    assert error.message.octets.count(b"\r\nStatus: 5.7.1\r\n") == len(people)


@pytest.mark.parametrize("hello", [b"", HELLO])
def test_open_relay_without_login(post: Post, hello: bytes) -> None:
    said = hello + AS_AYA + b"RCPT TO:<ken@fuji.example>\r\nDATA\r\n"
    assert {answer[:3] for answer in whole(post, said, SMTP)[-3:]} <= {"503", "530"}
    assert stored(post) == {}


@pytest.mark.parametrize(
    "sender",
    ["<boss@sakura.example>", "<ken@fuji.example>", '<"aya@sakura.example"@other.example>'],
)
def test_nobody_writes_as_somebody_else(post: Post, sender: str) -> None:
    answer = whole(post, LOGIN + f"MAIL FROM:{sender}\r\n".encode(), SMTP)[-1]
    assert answer.startswith("550 5.7.1")


@pytest.mark.parametrize("name", ["../aya", "..\\aya", "/etc/passwd", "aya/../boss", "~aya", "."])
def test_path_tricks_in_user_names(post: Post, name: str) -> None:
    login = base64.b64encode(f"\0{name}\0cherry-blossom".encode())
    assert whole(post, HELLO + b"AUTH PLAIN " + login + b"\r\n", SMTP)[-1].startswith("535 5.7.8")
    for host, own in ((MX, "fuji.example"), (SMTP, "sakura.example")):
        quoted = name.replace("\\", "\\\\")
        assert rcpt(post, f'<"{quoted}"@{own}>', host).startswith("550 5.1.1")


# --- SMTP smuggling -----------------------------------------------------------------------------

ENDS = [
    *(b"\n.\n", b"\n.\r\n", b"\r\n.\n", b"\r.\r", b"\r.\r\n", b"\r\n.\r", b"\n.\r", b"\r.\n"),
    *(b"\r\r\n.\r\r\n", b"\r\r\n.\n", b"\n\n.\n\n", b"\n\r.\n\r"),
    *(b"\0\r\n.\0\r\n", b"\r\0\n.\r\0\n", b"\r\n\0.\r\n", b"\r\n.\0\r\n", b"\r\n.\r\0\n"),
    *(b"\r\n. \r\n", b"\r\n .\r\n", b"\r\n.\t\r\n", b"\r\n..\r\n", b"\r\n...\r\n"),
    *(b"\x0b.\x0b", b"\x0c.\x0c", b"\x85.\x85", "\u2028.\u2028".encode(), "\r\n．\r\n".encode()),
]
SMUGGLED = b"MAIL FROM:<boss@fuji.example>\r\nRCPT TO:<mika@fuji.example>\r\nDATA\r\nevil\r\n"


@pytest.mark.parametrize("end", ENDS, ids=repr)
def test_smuggling_to_the_mx(post: Post, end: bytes) -> None:
    content = b"Subject: x\r\n\r\nhi" + end + SMUGGLED
    answers = whole(post, HELLO + TO_KEN + content + b".\r\nQUIT\r\n")[GREETINGS + 2 :]
    assert [answer[:3] for answer in answers[::2]] == ["354", "221"]  # one letter, one answer
    taken = answers[1].startswith("250")
    assert taken == (not re.search(rb"\0|(?<!\r)\n|\r(?!\n)", content))
    assert stored(post) == ({KEN: 1} if taken else {})


@pytest.mark.parametrize("end", ENDS, ids=repr)
def test_smuggling_through_submission_and_relay(post: Post, end: bytes) -> None:
    content = b"Subject: x\r\nDate: now\r\nMessage-ID: <1@x>\r\n\r\nhi" + end + SMUGGLED
    said = LOGIN + AS_AYA + b"RCPT TO:<ken@fuji.example>\r\nDATA\r\n" + content
    answers = whole(post, said + b".\r\nQUIT\r\n", SMTP)
    if not answers[-2].startswith("250"):
        assert stored(post) == {}
        return
    assert stored(post) == {KEN: 1}  # one went in, one came out, octet for octet
    sent = content.replace(b"\r\n.", b"\r\n")
    assert post.inbox(KEN)[0].message.octets.endswith(sent)


def test_smuggling_by_dots_that_a_relay_must_double_again(post: Post) -> None:
    """What ends a letter once the doubled dots are single must not end it at the next server."""
    content = b"Subject: x\r\n\r\n..\r\n..\r\n" + SMUGGLED + b"..\r\n...\r\n"
    said = LOGIN + AS_AYA + b"RCPT TO:<ken@fuji.example>\r\nDATA\r\n" + content
    assert whole(post, said + b".\r\n", SMTP)[-1].startswith("250")
    assert stored(post) == {KEN: 1}
    assert post.inbox(KEN)[0].message.octets.endswith(
        b"\r\n\r\n.\r\n.\r\n" + SMUGGLED + b".\r\n..\r\n"
    )


# --- header injection ---------------------------------------------------------------------------

LINES = ["\r\nBcc: x", "\rBcc: x", "\nBcc: x", "\r\n\r\nevil", "\x85Bcc: x", "\u2028Bcc: x", "\0"]
FOLDED = rb"[!-9;-~]+:[^\r\n]*(?:\r\n[ \t][^\r\n]*)*\r\n"


def fields(octets: bytes) -> list[bytes]:
    """Return the names of all header fields; each line belongs to one."""
    head = octets.partition(b"\r\n\r\n")[0] + b"\r\n"
    assert re.fullmatch(rb"(?:" + FOLDED + rb")+", head), head
    return [name.lower() for name in re.findall(rb"^([!-9;-~]+):", head, re.MULTILINE)]


@pytest.mark.parametrize(
    "said",
    [
        "EHLO crow.example{line}",
        "EHLO crow{line}.example",
        "MAIL FROM:<x{line}@crow.example> SMTPUTF8",
        'MAIL FROM:<"x{line}"@crow.example> SMTPUTF8',
        'RCPT TO:<ken+"x{line}"@fuji.example>',
        "RCPT TO:<ken+x{line}@fuji.example>",
    ],
)
def test_header_injection_by_commands(post: Post, said: str) -> None:
    way = HELLO + b"MAIL FROM:<x@crow.example> SMTPUTF8\r\n"
    for line in LINES:
        odd = said.format(line=line).encode() + b"\r\n"
        whole(post, way + odd + TO_KEN + b"Subject: hi\r\n\r\nhi\r\n.\r\n")
        whole(post, HELLO + odd + TO_KEN + b"Subject: hi\r\n\r\nhi\r\n.\r\n")
    assert len(post.inbox(KEN)) > len(LINES)
    for entry in post.inbox(KEN):
        assert fields(entry.message.octets) == [b"return-path", b"received", b"subject"]


@pytest.mark.parametrize("line", LINES, ids=repr)
def test_header_injection_into_error_mails(post: Post, line: str) -> None:
    """The refused address and the subject come back to Aya, and begin no field there."""
    nobody = f'"no{line}body"@fuji.example'
    subject = f"Subject: picnic{line}".encode()
    letter = (
        b"From: aya@sakura.example\r\n" + subject.replace(b"\r\n", b"\r\n ") + b"\r\n\r\nhi\r\n"
    )
    said = LOGIN + AS_AYA.replace(b"\r\n", b" SMTPUTF8\r\n")
    said += f"RCPT TO:<{nobody}>\r\nRCPT TO:<nobody@fuji.example>\r\n".encode()
    whole(post, said + b"DATA\r\n" + letter + b".\r\n", SMTP)
    is_letter = line not in ("\rBcc: x", "\nBcc: x", "\0")  # others are refused whole
    assert stored(post) == ({AYA: 1} if is_letter else {})
    for entry in post.inbox(AYA):
        names = fields(entry.message.octets)
        assert b"bcc" not in names
        assert all(names.count(name) == 1 for name in set(names) - {b"received"})
        assert b"\nBcc:" not in entry.message.octets


# --- brute force and floods ---------------------------------------------------------------------


def test_auth_brute_force(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    """Five guesses a session, the last ones more slowly; then the right one comes too late."""
    monkeypatch.setattr(patience, "STEP", 0.05)
    monkeypatch.setattr(patience, "AT_ONCE", 2)
    talk = Talk(post, SMTP).say(HELLO)
    talk.reply(), talk.reply()
    began = time.monotonic()
    for guess in ("aya", "password", "123456", "sakura"):
        said = base64.b64encode(f"\0{AYA}\0{guess}".encode())
        assert talk.say(b"AUTH PLAIN " + said + b"\r\n").reply().startswith("535 5.7.8")
    talk.say(b"AUTH PLAIN AGEAYg==\r\nAUTH PLAIN " + PLAIN.encode() + b"\r\n")
    assert talk.line().startswith("421 4.7.0")
    assert talk.line() == ""
    assert time.monotonic() - began >= (1 + 2 + 3) * 0.05
    talk.close()


def test_auth_brute_force_in_many_sessions(post: Post) -> None:
    wrong = b"AUTH PLAIN " + base64.b64encode(b"\0aya\0x") + b"\r\n"
    for _ in range(50):
        assert whole(post, HELLO + wrong * 9, SMTP)[-1].startswith("421 4.7.0")


def test_a_slowed_attacker_slows_nobody_else(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "STEP", 60.0)
    crow = Talk(post).say(b"FOO\r\n" * 10)
    for _ in range(1 + patience.AT_ONCE):
        crow.line()
    assert whole(post, HELLO + TO_KEN + b"hi\r\n.\r\n")[-1].startswith("250")
    began = time.monotonic()
    crow.close()
    post.settle()
    assert time.monotonic() - began < 3  # nor does the lab wait for who has left


@pytest.mark.slow
def test_slowloris(post: Post) -> None:
    """A thousand connections that say nothing, half a command, or half a letter for ever."""
    with ExitStack() as stack:
        idle = [stack.enter_context(post.dial(host)) for host in (MX, SMTP) for _ in range(500)]
        for number, connection in enumerate(idle):
            assert connection.recv(100).startswith(b"220 ")
            connection.sendall((b"", b"E", HELLO, HELLO + TO_KEN + b"Subject: ")[number % 4])
        began = time.monotonic()
        with post.aya() as client:
            client.sendmail(AYA, [KEN], LETTER)
        for connection in idle[3::4]:
            connection.sendall(b"x")
        post.thread.run(post.relay.settle())
        took = time.monotonic() - began
        assert len(post.inbox(KEN)) == 1
        assert took < 3, took  # a tenth of a second on a quiet machine


@pytest.mark.slow
def test_ten_thousand_recipients(post: Post) -> None:
    tos = b"".join(b"RCPT TO:<ken+%d@fuji.example>\r\n" % number for number in range(10_000))
    way = HELLO + b"MAIL FROM:<x@crow.example>\r\n"
    answers = whole(post, way + tos + b"DATA\r\nhi\r\n.\r\n")[GREETINGS + 1 :]
    assert [sum(a.startswith(code) for a in answers) for code in ("250 2.1.5", "452 4.5.3")] == [
        1000,
        9000,
    ]
    assert answers[-1].startswith("250 2.0.0 stored")
    assert stored(post) == {KEN: 1}


def test_ten_thousand_wrong_recipients(post: Post) -> None:
    tos = b"".join(b"RCPT TO:<no%d@fuji.example>\r\n" % number for number in range(10_000))
    answers = whole(post, HELLO + b"MAIL FROM:<x@crow.example>\r\n" + tos + b"DATA\r\n")
    assert sum(answer.startswith("550 5.1.1") for answer in answers) == 10_000
    assert answers[-1].startswith("503")


@pytest.mark.parametrize("line", [b"NOOP\r\n", b"RSET\r\n", b"VRFY x\r\n", HELLO], ids=repr)
def test_a_flood_of_pipelined_commands(post: Post, line: bytes) -> None:
    """20,000 commands at once: all answered, and meanwhile a letter arrives."""
    crow = Talk(post).say(line)
    crow.connection.setblocking(False)
    sent = 0
    try:
        while sent < 20_000:
            crow.connection.sendall(line * 100)
            sent += 100
    except BlockingIOError:
        pass  # the server has stopped reading: nobody takes its answers
    assert whole(post, HELLO + TO_KEN + b"hi\r\n.\r\n")[-1].startswith("250")
    crow.connection.close()
    crow.lines.close()
    assert stored(post) == {KEN: 1}


@pytest.mark.parametrize("line", [b"\r\n", b"\n", b"FOO\r\n", b"\xff\r\n", b"GET / HTTP/1.1\r\n"])
def test_a_flood_of_nonsense_ends_the_session(post: Post, line: bytes) -> None:
    connection = post.dial(MX)
    answers = connection.makefile("rb")
    connection.sendall(line * 100)
    connection.shutdown(socket.SHUT_WR)
    said = answers.read().decode().splitlines()
    assert said[-1].startswith("421 4.7.0")
    assert len(said) == 1 + patience.MOST
    answers.close()
    connection.close()


# --- NUL and over-long --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    [b"NO\0OP\r\n", b"\0\r\n", b"MAIL FROM:<x\0@crow.example>\r\n", b"EHLO a\0b\r\n"],
    ids=repr,
)
def test_nul_in_commands(post: Post, said: bytes) -> None:
    assert whole(post, HELLO + said)[-1][:3] in ("500", "501")


@pytest.mark.parametrize("letter", [b"\0", b"Subject: \0\r\n\r\nx", b"x\r\n\0\r\n"], ids=repr)
@pytest.mark.parametrize("host", [MX, SMTP])
def test_nul_in_letters(post: Post, letter: bytes, host: str) -> None:
    way = HELLO + TO_KEN if host == MX else LOGIN + AS_AYA + TO_KEN.partition(b"\r\n")[2]
    assert whole(post, way + letter + b"\r\n.\r\n", host)[-1].startswith("554 5.6.0")
    assert stored(post) == {}


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (b"x" * 1_000_000, "500"),
        (b"NOOP " + b"x" * 1_000_000, "500"),
        (b"EHLO " + b"x" * 300, "501"),
        (b"HELO " + b"x" * 1_000_000, "500"),
        (b"MAIL FROM:<" + b"x" * 65 + b"@crow.example>", "501"),
        (b"MAIL FROM:<x@" + b"a." * 150 + b"example>", "501"),
        (b"MAIL FROM:<x@" + b"a" * 300 + b">", "501"),
        (b"MAIL FROM:<x@crow.example> SIZE=" + b"9" * 400, "552"),
        (b"MAIL FROM:<" + b"@a," * 150 + b"@a:x@crow.example>", "250"),  # read and ignored
        (b"MAIL FROM:" + b"<" * 400, "501"),
        (b"RCPT TO:<" + b"x" * 1_000_000 + b"@fuji.example>", "500"),
        (b"AUTH PLAIN " + b"A" * 1_000_000, "500"),
        (b"HELP " + b"x" * 400, "504"),
        (b"VRFY " + b"x" * 400, "252"),
    ],
    ids=lambda value: value[:24].decode() if isinstance(value, bytes) else value,
)
def test_over_long_commands(post: Post, said: bytes, code: str) -> None:
    answers = whole(post, HELLO + said + b"\r\nNOOP\r\n")
    assert answers[-2].startswith(code)
    assert answers[-1].startswith("250")
    assert all(len(answer) <= 512 - 2 for answer in answers)


@pytest.mark.parametrize(
    "head",
    [
        b"Subject: " + b"x" * 1_000_000 + b"\r\n",
        b"x" * 1_000_000 + b": y\r\n",
        b"Subject: x\r\n" + b"\t" * 1_000_000 + b"\r\n",
        b"Subject:" + b"\r\n x" * 100_000 + b"\r\n",
        b"X: y\r\n" * 100_000,
        b"To: " + b"ken@fuji.example,\r\n " * 50_000 + b"x\r\n",
        b"X:\r\n" * 200_000,
        b"." * 1_000_000 + b"\r\n",
    ],
    ids=lambda head: f"{head[:12]!r} {len(head)}",
)
@pytest.mark.slow
def test_over_long_headers_are_carried(post: Post, head: bytes) -> None:
    """They are letters, if ugly ones: what goes in comes out."""
    began = time.monotonic()
    with post.aya() as client:
        client.sendmail(AYA, [KEN], head + b"\r\nhi\r\n")
    assert stored(post) == {KEN: 1}
    assert post.inbox(KEN)[0].message.octets.endswith(head + b"\r\nhi\r\n")
    assert time.monotonic() - began < 10


def test_over_long_letters_are_read_to_their_end_and_refused(post: Post) -> None:
    post.fuji.policy.size_limit = 1000
    block, talk = b"x" * 998 + b"\r\n", Talk(post).say(HELLO + TO_KEN)
    for _ in range(20_000):
        talk.say(block)
    answers = talk.say(b".\r\nNOOP\r\n").rest()
    assert answers[-2].startswith("552 5.3.4")
    assert answers[-1].startswith("250")
    post.fuji.policy.size_limit = 10_000
    assert stored(post) == {}
