"""Attacks, each by its name: what the server answers, how much memory it takes, that it goes on."""

from __future__ import annotations

import base64
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from labkit.protocols.imap.commands import COMMANDS
from labkit.protocols.imap.commands.authenticated import MAX_MAILBOXES
from labkit.protocols.imap.reader import DRAIN, MAX_APPEND, MAX_BEFORE_LOGIN, MAX_LINE, MAX_LITERALS
from labkit.protocols.imap.session import MAX_BAD, ImapSession
from tests.protocols.imap.abnf import check
from tests.protocols.imap.talk import OneAccount, ask, connected, logged_in, pieces, selected, told

KIB, MIB = 1024, 1024 * 1024
LONGEST_REPLY = 1000  # octets of a line that answers nonsense


@contextmanager
def memory(at_most: int) -> Iterator[None]:
    """Fail if more octets than that are taken at any time."""
    tracemalloc.start()
    yield
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak <= at_most


@contextmanager
def kept(at_most: int) -> Iterator[None]:
    """Fail if more octets than that are still taken afterwards."""
    tracemalloc.start()
    yield
    left = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert left <= at_most


def hit(session: ImapSession, octets: bytes) -> bytes:
    """Say *octets* and return the answer, which is grammatical whatever was said."""
    answer = b"".join(told(session, piece) for piece in pieces(octets, 64 * KIB))
    check(answer)
    return answer


def goes_on(session: ImapSession) -> bool:
    return ask(session, "NOOP")[-1] == "t OK nothing done"


def ends(answer: bytes) -> bool:
    return answer.split(b"\r\n")[-2].startswith(b"* BYE ")


# --- literal bombs ---------------------------------------------------------------------------


def test_huge_literals_that_ask_for_leave_are_refused_and_take_nothing() -> None:
    session = logged_in(OneAccount())
    with memory(at_most=MIB):
        answer = hit(session, b"a APPEND INBOX {4294967295}\r\n" * 1000)
    assert answer.count(b"a NO [TOOBIG]") == 1000
    assert goes_on(session)


def test_huge_literals_that_come_anyway_are_swallowed() -> None:
    accounts = OneAccount()
    session = logged_in(accounts)
    piece = b"x" * (64 * KIB)
    with memory(at_most=MIB):
        for _ in range(4):
            assert hit(session, b"a APPEND INBOX {%d+}\r\n" % (MAX_APPEND + 1)) == b""
            for _ in range(MAX_APPEND // len(piece)):
                assert told(session, piece) == b""
            assert hit(session, b"x\r\n").startswith(b"a NO [TOOBIG]")
    assert len(accounts.inbox) == 0
    assert goes_on(session)


def test_a_letter_without_room_is_swallowed_too_if_nobody_could_stop_it() -> None:
    accounts = OneAccount()
    accounts.store.quota = 0
    session = logged_in(accounts)
    letter = b"x" * (4 * MIB)
    answer = hit(session, b"a APPEND INBOX {%d+}\r\n%b\r\n" % (len(letter), letter))
    assert answer.startswith(b"a NO [OVERQUOTA]")
    assert goes_on(session)


def test_one_too_big_even_to_be_swallowed_ends_the_session() -> None:
    session = logged_in(OneAccount())
    assert ends(hit(session, b"a APPEND INBOX {%d+}\r\n" % (DRAIN + 1)))
    assert session.closing


def test_many_literals_of_one_letter_count_together() -> None:
    session = logged_in(OneAccount())
    half = MAX_APPEND // 2 + 1
    with memory(at_most=3 * MAX_APPEND):
        answer = hit(session, b"a APPEND {%d+}\r\n%b {%d}\r\n" % (half, b"x" * half, half))
    assert answer.startswith(b"a NO [TOOBIG]")
    assert goes_on(session)


@pytest.mark.parametrize("octets", [0, 1, 2])
def test_thousands_of_tiny_literals(octets: int) -> None:
    session = selected(OneAccount("one"))
    bomb = b" {%d+}\r\n%b" % (octets, b"x" * octets)
    with memory(at_most=3 * MIB):
        answer = hit(session, b"a SEARCH" + bomb * 8000 + b"\r\n")
    assert answer == b"a BAD here should be a search key\r\n"
    assert goes_on(session)


def test_thousands_of_tiny_literals_that_ask_for_leave() -> None:
    session = selected(OneAccount("one"))
    answer = hit(session, b"a SEARCH" + b" {0}\r\n" * 8000 + b"\r\n")
    assert answer == b"+ go on\r\n" * 8000 + b"a BAD here should be a search key\r\n"
    assert goes_on(session)


def test_literals_without_end_end_the_session() -> None:
    session = selected(OneAccount("one"))
    with memory(at_most=4 * MIB):
        answer = hit(session, b"a SEARCH" + b" {0+}\r\n" * 100_000)
    assert answer == b"* BYE this command is too long\r\n"


@pytest.mark.parametrize("size", [b"-1", b"1e9", b"0x10", b"", b" 5", b"5 +", b"5-", b"9" * 40])
def test_a_literal_whose_size_is_no_number_is_none(size: bytes) -> None:
    session = logged_in(OneAccount())
    assert hit(session, b"a SELECT {%b}\r\n" % size).startswith(b"a BAD")
    assert goes_on(session)


@pytest.mark.parametrize("command", COMMANDS.values(), ids=lambda command: command.verb)
def test_a_literal_in_every_place_of_a_command(command: object) -> None:
    words = command.example.encode().split(b" ")  # type: ignore[attr-defined]
    for place in range(-1, len(words)):
        session = selected(OneAccount("one"))
        said = [b"a", *words]
        said[place + 1] = b"{%d+}\r\n%b" % (len(said[place + 1]), said[place + 1])
        answer = hit(session, b" ".join(said) + b"\r\n")
        assert answer
        waits = answer.startswith(b"+")
        assert goes_on(session) or waits or session.closing


def test_literals_before_login_are_small() -> None:
    for plus, says in ((b"", b"a BAD [TOOBIG]"), (b"+", b"* BYE ")):
        session = connected(OneAccount())
        with memory(at_most=100 * KIB):
            answer = hit(session, b"a LOGIN {%d%b}\r\n" % (MAX_BEFORE_LOGIN + 1, plus))
        assert answer.startswith(says)


def test_a_thousand_sessions_that_never_finish_their_literal() -> None:
    accounts = OneAccount("one")
    with memory(at_most=16 * MIB):
        crowd = [logged_in(accounts) for _ in range(1000)]
        for session in crowd:
            told(session, b"a APPEND INBOX {%d+}\r\nSubject: " % MAX_APPEND)
        assert ask(logged_in(accounts), "SELECT INBOX")[-1].startswith("t OK")


# --- names of mailboxes ----------------------------------------------------------------------

PATHS = (
    *(
        "../ken",
        "../../etc/passwd",
        "/etc/passwd",
        "INBOX/../../x",
        "./x",
        "x/.",
        "x/..",
        "..",
        ".",
    ),
    *("x//y", "/", "//", "", "INBOX//x", "*", "%", "a%b", "%00", "x%2e%2e", "~/../*"),
)


@pytest.mark.parametrize("name", PATHS)
def test_a_name_that_is_a_path_leads_nowhere(name: str) -> None:
    accounts = OneAccount("one")
    session = logged_in(accounts)
    there = accounts.store.names()
    for command in ("CREATE", "RENAME Sent"):
        assert ask(session, f'{command} "{name}"')[-1].startswith("t NO [CANNOT]")
    for command in ("SELECT", "DELETE", "SUBSCRIBE"):
        assert ask(session, f'{command} "{name}"')[-1].startswith("t NO [NONEXISTENT]")
    assert ask(session, f'APPEND "{name}" {{2+}}\r\nhi')[-1].startswith("t NO [TRYCREATE]")
    assert accounts.store.names() == there
    assert goes_on(session)


@pytest.mark.parametrize(
    "name", ["C:\\\\x", "..\\\\..\\\\x", "nul", "$(id)", "`id`", "~root", "a;b"]
)
def test_a_name_that_means_something_elsewhere_is_a_name(name: str) -> None:
    accounts = OneAccount()
    session = logged_in(accounts)
    assert ask(session, f'CREATE "{name}"')[-1] == "t OK created"
    assert name.replace("\\\\", "\\") in accounts.store.names()


@pytest.mark.parametrize(
    "name",
    [
        b"&AC8-",  # "/" in disguise
        b"x&AC4ALg-/y",  # ".."
        b"&AEkATgBCAE8AWA-",  # INBOX
        b"&AAA-",  # NUL
        b"&2AA-",  # half a character
        b"&3AA-&2AA-",
        b"&Jjo",  # never closed
        b"&Jjo!-",
        b"&ZeVnLIqe",
        b"&-&",
        b"&Jjo-&Jjo-",  # one shift would do
        b"&Jjr-",  # bits left over
        b"\xe2\x98\xba",
        b"&" * 1000,
    ],
)
def test_modified_utf_7_that_hides_something(name: bytes) -> None:
    accounts = OneAccount()
    session = logged_in(accounts)
    there = accounts.store.names()
    for form in (b'"%b"' % name, b"{%d+}\r\n%b" % (len(name), name)):
        assert ask(session, b"CREATE " + form)[-1].startswith(("t BAD", "t NO [CANNOT]"))
    assert accounts.store.names() == there
    assert goes_on(session)


@pytest.mark.parametrize(
    "name", ["/".join(["a"] * 1000), "a/" * 30_000 + "a", "a" * 1001, "a" * 60_000]
)
def test_a_name_of_a_thousand_levels_or_letters(name: str) -> None:
    accounts = OneAccount()
    session = logged_in(accounts)
    there = accounts.store.names()
    with memory(at_most=6 * MIB):
        for command in (f"CREATE {name}", f"RENAME Sent {name}", f"RENAME INBOX {name}"):
            answer = ask(session, command)
            assert answer[-1].startswith("t NO [CANNOT]")
        for command in (f"SELECT {name}", f"STATUS {name} (DELETED)", f"GETQUOTA {name}"):
            answer = ask(session, command)
            assert answer[-1].startswith("t NO [NONEXISTENT]")
            assert len(answer[-1]) < LONGEST_REPLY
        assert ask(session, f'LIST "" {name}') == ["t OK these are the mailboxes"]
    assert accounts.store.names() == there
    assert goes_on(session)


def test_a_thousand_mailboxes_and_no_more() -> None:
    session = logged_in(OneAccount())
    with kept(at_most=8 * MIB):
        deep = "/".join(["x" * 40] * 18)
        answers = [ask(session, f"CREATE {number}/{deep}")[-1] for number in range(500)]
    assert answers[0] == "t OK created"
    assert answers[-1] == f"t NO [LIMIT] an account has at most {MAX_MAILBOXES} mailboxes"
    assert len(ask(session, 'LIST "" *')) <= MAX_MAILBOXES + 1
    for pattern in ("*x%" * 300, "%*" * 400, "*/" * 19 + "y"):
        assert ask(session, f'LIST "" {pattern}')[-1] == "t OK these are the mailboxes"


# --- names of people -------------------------------------------------------------------------

USERS = (
    *(b"../ken@fuji.example", b"ken@fuji.example/../aya", b"KEN@FUJI.EXAMPLE%00", b"%", b"*"),
    *(b"ken@fuji.example ", b" ken@fuji.example", b"ken@fuji.example\r\n", b"ken@fuji.example\t"),
    *(b"' OR 1=1 --", b"", b"\xff\xfe", b"\xef\xbc\xaben@fuji.example", b"ken@fuji.example,aya"),
    *(b"ken\x7f@fuji.example", b"ken@fuji.example\n* OK [ALERT] x", b"k" * 3000, b"$(id)@x"),
)


@pytest.mark.parametrize("user", USERS)
def test_a_user_name_that_tries_to_be_more(user: bytes) -> None:
    accounts = OneAccount()
    session = connected(accounts)
    wrong = b"a NO [AUTHENTICATIONFAILED] user or password is wrong\r\n"
    assert hit(session, b"a LOGIN {%d+}\r\n%b secret\r\n" % (len(user), user)) == wrong
    plain = base64.b64encode(b"\0" + user + b"\0secret")
    assert hit(session, b"a AUTHENTICATE PLAIN " + plain + b"\r\n") == wrong
    assert hit(session, b"a LOGIN ken@fuji.example secret\r\n").startswith(b"a OK")


def test_guessing_passwords_ends() -> None:
    session = connected(OneAccount())
    answer = hit(session, b"a LOGIN ken@fuji.example guess\r\n" * 1000)
    assert answer.count(b"[AUTHENTICATIONFAILED]") == MAX_BAD
    assert ends(answer)


# --- octets that have no place in a line -----------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        b"\0",
        b"\0 NOOP",
        b"a\0 NOOP",
        b"a NO\0OP",
        b"a NOOP\0",
        b"a\0NOOP",
        b'a SELECT "IN\0BOX"',
        b"a SELECT INBOX\0",
        b"a SEARCH SUBJECT \0",
        b"a FETCH 1 BODY[\0]",
        b"a STORE 1 FLAGS (\0)",
        b"a GETQUOTA \0",
        b"a SETQUOTA account (\0 1)",
        b"a SELECT {5+}\r\nIN\0OX",
        b"a APPEND INBOX {3+}\r\na\0b",
        b"a SEARCH TEXT {1+}\r\n\0",
        b'a ID ("name" "\0")',
    ],
)
def test_nul_has_no_place(line: bytes) -> None:
    accounts = OneAccount("one")
    session = selected(accounts)
    assert b" BAD " in hit(session, line + b"\r\n")
    assert accounts.subjects() == ["one"]
    assert goes_on(session)


def test_nul_in_the_middle_of_an_exchange() -> None:
    session = selected(OneAccount("one"))
    hit(session, b"a IDLE\r\n")
    assert hit(session, b"DO\0NE\r\n") == b"a BAD IDLE ends with the word DONE\r\n"
    session = connected(OneAccount())
    hit(session, b"a AUTHENTICATE PLAIN\r\n")
    assert hit(session, b"AG\0tlbg==\r\n") == b"a BAD this isn't base64\r\n"
    assert goes_on(session)


# --- all that is too long --------------------------------------------------------------------

LONG = 60_000
FITS: dict[str, bytes] = {
    "tag": b"a" * LONG + b" NOOP",
    "word": b"a " + b"N" * LONG,
    "spaces": b"a NOOP" + b" " * LONG,
    "mailbox": b"a SELECT " + b"x" * LONG,
    "pattern": b'a LIST "" ' + b"%x*" * (LONG // 3),
    "status items": b"a STATUS INBOX (" + b" ".join([b"DELETED"] * 7000) + b")",
    "number": b"a FETCH " + b"9" * LONG + b" UID",
    "set": b"a FETCH " + b",".join([b"1:*"] * (LONG // 4)) + b" UID",
    "set of holes": b"a UID FETCH " + b",".join(b"%d" % n for n in range(2, 20000, 2)) + b" UID",
    "fetch items": b"a FETCH 1 (" + b" ".join([b"BODY.PEEK[1]"] * 4000) + b")",
    "header fields": b"a FETCH 1 BODY.PEEK[HEADER.FIELDS (" + b" ".join([b"X"] * 20_000) + b")]",
    "part": b"a FETCH 1 BODY.PEEK[" + b".".join([b"1"] * 20_000) + b"]",
    "flags": b"a STORE 1 FLAGS (" + b" ".join(b"k%d" % n for n in range(9000)) + b")",
    "flag": b"a STORE 1 FLAGS (" + b"k" * LONG + b")",
    "search keys": b"a SEARCH" + b" ALL" * 15_000,
    "search depth": b"a SEARCH " + b"(" * 20_000 + b"ALL" + b")" * 20_000,
    "search text": b"a SEARCH TEXT " + b"x" * LONG,
    "date": b"a SEARCH SINCE 1-Feb-" + b"2" * LONG,
    "date of a letter": b'a APPEND INBOX "' + b"1" * LONG + b'" {1+}\r\nx',
    "capabilities": b"a ENABLE" + b" CONDSTORE" * 6000,
    "ID": b"a ID (" + b" ".join([b'"x" "y"'] * 7000) + b")",
    "quota root": b"a GETQUOTA " + b"x" * LONG,
    "mailbox with quota": b"a GETQUOTAROOT " + b"x" * LONG,
    "limits": b"a SETQUOTA account (" + b" ".join([b"MESSAGE 1"] * 6000) + b")",
    "limit": b"a SETQUOTA account (MESSAGE " + b"9" * LONG + b")",
    "quotes": b"a SELECT " + b'"' * LONG,
    "backslashes": b'a SELECT "' + b"\\\\" * (LONG // 2) + b'"',
}


@pytest.mark.parametrize("what", FITS)
def test_over_long_but_still_one_command(what: str) -> None:
    accounts = OneAccount("one", "two")
    session = selected(accounts)
    with memory(at_most=8 * MIB):
        lines = hit(session, FITS[what] + b"\r\n").split(b"\r\n")
    assert lines[-1] == b""
    if what != "tag":  # which has to be repeated
        assert lines[-2].startswith((b"a OK", b"a NO", b"a BAD"))
        assert len(lines[-2]) < LONGEST_REPLY
    assert accounts.subjects() == ["one", "two"]
    assert goes_on(session)


@pytest.mark.parametrize("begin", [connected, logged_in, selected])
@pytest.mark.parametrize("line", [b"a", b"a NOOP ", b"\xff", b"a SELECT ", b"a LOGIN x ", b"\r"])
def test_a_line_that_never_ends(begin: Callable[[OneAccount], ImapSession], line: bytes) -> None:
    session = begin(OneAccount())
    flood = line + line[-1:] * (10 * MIB)
    with memory(at_most=MIB):
        answer = hit(session, flood)
    assert answer == b"* BYE this line is too long\r\n"
    assert session._reader.waiting <= MAX_LINE + 64 * KIB


@pytest.mark.parametrize("before", [b"a IDLE\r\n", b"a AUTHENTICATE PLAIN\r\n"])
def test_an_answer_that_never_ends(before: bytes) -> None:
    session = (selected if b"IDLE" in before else connected)(OneAccount())
    hit(session, before)
    flood = b"D" * (10 * MIB)
    with memory(at_most=MIB):
        answer = hit(session, flood)
    assert answer == b"* BYE this line is too long\r\n"


# --- what must not stay in memory ------------------------------------------------------------


@pytest.mark.slow
def test_what_strangers_say_is_not_remembered() -> None:
    accounts = OneAccount("one")

    def say_all(make: Callable[[int], bytes]) -> None:
        session = selected(accounts)
        for number in range(100):
            hit(session, b"a " + make(number) + b"\r\n")
            if session.closing:
                session = selected(accounts)

    many = [b"k%d" % n for n in range(5000)]
    with kept(at_most=MIB):
        say_all(lambda number: b"%d" % number + b"X" * LONG)
        say_all(lambda number: b"STORE 1 FLAGS (f%d " % number + b" ".join(many) + b")")
        say_all(lambda number: b"FETCH 1 BODY.PEEK[HEADER.FIELDS (%d%b)]" % (number, b"x" * LONG))
        say_all(lambda number: b"SEARCH TEXT %d%b" % (number, b"x" * LONG))
        say_all(lambda number: b"SELECT %d%b" % (number, b"x" * LONG))
        say_all(lambda number: b"GETQUOTAROOT %d%b" % (number, b"x" * LONG))
        say_all(lambda number: b"SEARCH TEXT {%d+}\r\n" % MAX_LITERALS + b"x" * MAX_LITERALS)
