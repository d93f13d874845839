"""Conversations with the POP3 engine, whole and in pieces, good and hostile."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labkit.protocols.engine import BLOCK, HIGH_WATER
from labkit.protocols.pop3 import COMMANDS, Pop3Session, Pop3State
from labkit.protocols.pop3.session import LONGEST_LINE
from labkit.protocols.pop3.table import Command
from tests.hostile import attacks
from tests.protocols.pop3.maildrops import (
    GREETING,
    HOST,
    TRANSCRIPTS,
    Conversation,
    OneAccount,
    letter,
    logged_in,
    say,
    sentences,
)


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_transcript(path: Path) -> None:
    Conversation(path, chunk=1 << 20).play()


@pytest.mark.slow
@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_transcript_in_chunks_of_1_to_512_octets(path: Path) -> None:
    for chunk in range(1, 513):
        Conversation(path, chunk).play()


@pytest.mark.parametrize("state", Pop3State)
@pytest.mark.parametrize("command", COMMANDS.values(), ids=lambda command: command.verb)
def test_command_is_refused_outside_its_states(command: Command, state: Pop3State) -> None:
    session = logged_in(OneAccount(letter("one")))
    session.state = state
    said = say(session, f"{command.example}\r\n".encode())
    assert (b" is not allowed in " in said) == (state not in command.states)
    if state in command.states:
        assert said.startswith((b"+", b"-ERR USER comes before PASS"))


@given(st.data())
@settings(max_examples=50)
def test_wherever_the_bytes_are_cut_the_answers_are_the_same(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(TRANSCRIPTS))
    heard = b"".join(sentences(path))
    whole = say(logged_in(OneAccount(letter("one"), letter("two"))), heard)
    cuts = sorted(data.draw(st.sets(st.integers(0, len(heard)))))
    session = logged_in(OneAccount(letter("one"), letter("two")))
    said = b""
    for start, end in zip([0, *cuts], [*cuts, len(heard)], strict=True):
        said += say(session, heard[start:end])
    assert said == whole


def test_greeting_stands_before_anything_is_said() -> None:
    assert Pop3Session(OneAccount(), hostname=HOST).data_to_send() == GREETING


@pytest.mark.parametrize("line", [b"NOOP\0", b"\0", b"\xff\xfe", "RETR １".encode(), b"NO\tOP"])
def test_octets_outside_printable_ascii_are_refused(line: bytes) -> None:
    session = logged_in(OneAccount())
    assert say(session, line + b"\r\nNOOP\r\n") == (
        b"-ERR commands are printable ASCII characters\r\n+OK\r\n"
    )


def test_a_bare_line_feed_ends_a_command_too() -> None:
    assert say(logged_in(OneAccount()), b"NOOP\nSTAT\n") == b"+OK\r\n+OK 0 0\r\n"


def test_commands_have_255_octets_and_the_next_line_is_fine() -> None:
    session = logged_in(OneAccount())
    fits = b"NOOP" + b" " * 249 + b"\r\n"
    assert say(session, fits) == b"+OK\r\n"
    assert say(session, b"NOOP " + fits) == b"-ERR line too long: 255 octets at most\r\n"
    assert say(session, b"STAT\r\n") == b"+OK 0 0\r\n"


def test_base64_may_be_longer_but_not_endless() -> None:
    session = Pop3Session(OneAccount(), hostname=HOST)
    long = b"AAAA" * 2000
    assert b"base64" not in say(session, b"AUTH PLAIN\r\n")
    assert say(session, long + b"\r\n").startswith(b"-ERR PLAIN is")
    say(session, b"AUTH PLAIN\r\n")
    assert say(session, long * 2 + b"\r\n") == b"-ERR line too long: 8192 octets at most\r\n"
    assert say(session, b"STAT\r\n").startswith(b"-ERR STAT is not allowed")


def test_an_endless_line_is_not_kept() -> None:
    session = logged_in(OneAccount())
    for _ in range(100):
        assert say(session, b"A" * 60_000) == b""
        assert len(session._incoming) <= LONGEST_LINE
    assert say(session, b"\r\nNOOP\r\n") == b"-ERR line too long: 8192 octets at most\r\n+OK\r\n"


def test_a_slow_reader_makes_it_pause_and_loses_nothing() -> None:
    accounts = OneAccount(b"Subject: big\r\n\r\n" + b"x" * 100_000 + b"\r\n")
    session = logged_in(accounts)
    session.receive_data(b"RETR 1\r\n" * 50 + b"DELE 1\r\nQUIT\r\n")
    assert session.full
    assert session._output.size < HIGH_WATER + 101_000
    session.receive_eof()
    assert not session.closing
    blocks = list(iter(session.data_to_send, b""))
    assert max(map(len, blocks)) <= BLOCK
    said = b"".join(blocks)
    assert said.count(b"+OK 100018 octets\r\n") == 50
    assert said.endswith(b"signing off (1 message removed, 0 left)\r\n")
    assert session.closing
    assert not session.full
    assert accounts.left() == []


def test_a_letter_larger_than_a_block_comes_in_blocks() -> None:
    octets = b"Subject: big\r\n\r\n" + b"0123456789abcde\r\n" * 60_000
    said = say(logged_in(OneAccount(octets)), b"RETR 1\r\n")
    assert said == b"+OK %d octets\r\n" % len(octets) + octets + b".\r\n"


def test_end_of_input_while_work_waits_removes_nothing() -> None:
    accounts = OneAccount(b"x" * (HIGH_WATER + 1))
    session = logged_in(accounts)
    session.receive_data(b"DELE 1\r\nRSET\r\nRETR 1\r\nDELE 1\r\nQUI")
    session.receive_eof()
    assert b"+OK message 1 marked" in say(session, b"")
    assert session.closing
    assert len(accounts.left()) == 1


def test_lost_connection_gives_the_lock_back_and_says_nothing() -> None:
    accounts = OneAccount(letter("one"))
    session = logged_in(accounts)
    session.receive_data(b"RETR 1\r\nDELE 1\r\n")
    session.connection_lost()
    session.connection_lost()
    session.receive_data(b"QUIT\r\n")
    assert session.data_to_send() == b""
    assert accounts.left() == [letter("one")]
    logged_in(accounts)


def test_twenty_wrong_passwords_end_the_session() -> None:
    session = Pop3Session(OneAccount(), hostname=HOST)
    for _ in range(20):
        assert not session.closing
        say(session, b"AUTH PLAIN AGtlbgB4\r\n")
    assert session.closing


def test_hostile_bytes() -> None:
    """Four million octets: it answers or closes, never raises, and its memory is bounded."""
    dialogues = [b"".join(sentences(path)) for path in TRANSCRIPTS]
    login = b"USER ken@fuji.example\r\nPASS secret\r\n"
    accounts = OneAccount(*[letter(f"{n}") for n in range(200)], *map(letter, ["富", "\0"] * 9))
    session, sessions = accounts.session(), 1
    policies = cycle([{}, {"expire_days": 0, "seen_on_retr": True}, {"login_delay": 1}])
    for chunks in attacks(dialogues, 4_000_000):
        accounts.policy.reset()
        for name, value in next(policies).items():
            setattr(accounts.policy, name, value)
        for chunk in chunks:
            if session.closing:
                session, sessions = accounts.session(), sessions + 1
                session.receive_data(login if sessions % 2 else b"UTF8\r\n")
            session.receive_data(chunk)
            assert session._output.size < HIGH_WATER + 20_000
            said = b"".join(iter(session.data_to_send, b""))
            assert not said or said.endswith(b"\r\n")
            assert len(session._incoming) <= LONGEST_LINE
        session.connection_lost()
        assert accounts.ken.store.lock_maildrop("test")
        accounts.ken.store.unlock_maildrop("test")
    assert sessions > 500
