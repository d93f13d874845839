"""Conversations with the IMAP engine, whole and in pieces, and how it behaves under load."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labkit.mail.message import Message
from labkit.protocols.engine import BLOCK, HIGH_WATER
from labkit.protocols.imap.commands import COMMANDS, Command
from labkit.protocols.imap.session import MAX_BAD, ImapSession
from labkit.protocols.imap.states import ImapState
from tests.hostile import attacks
from tests.protocols.imap.talk import (
    HOST,
    NOW,
    TRANSCRIPTS,
    Conversation,
    OneAccount,
    ask,
    client_side,
    connected,
    logged_in,
    said,
    say,
    selected,
    told,
)


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_transcript(path: Path) -> None:
    Conversation(path, chunk=1 << 20).play()


@pytest.mark.slow
@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_transcript_in_chunks_of_1_to_512_octets(path: Path) -> None:
    for chunk in range(1, 513):
        Conversation(path, chunk).play()


NOT_OK = ("IDLE", "LOGIN", "AUTHENTICATE", "GETQUOTA", "SETQUOTA")  # of their examples


@pytest.mark.parametrize("state", list(ImapState))
@pytest.mark.parametrize("command", COMMANDS.values(), ids=lambda command: command.verb)
def test_command_is_refused_outside_its_states(command: Command, state: ImapState) -> None:
    session = selected(OneAccount("one"))
    session.state = state
    answer = say(session, f"t {command.example}")
    assert ("is not allowed in the state" in answer) == (state not in command.states)
    if state in command.states and command.verb not in NOT_OK:
        assert "t OK" in answer


@given(st.data())
@settings(max_examples=50, deadline=None)
def test_wherever_the_bytes_are_cut_the_answers_are_the_same(data: st.DataObject) -> None:
    heard = client_side(data.draw(st.sampled_from(TRANSCRIPTS)))
    whole = told(selected(OneAccount("one", "two")), heard)
    cuts = sorted(data.draw(st.sets(st.integers(0, len(heard)))))
    session = selected(OneAccount("one", "two"))
    parts = zip([0, *cuts], [*cuts, len(heard)], strict=True)
    assert b"".join(told(session, heard[start:end]) for start, end in parts) == whole


def test_greeting_stands_before_anything_is_said() -> None:
    session = ImapSession(OneAccount(), hostname=HOST, now=lambda: NOW)
    greeting = session.data_to_send()
    assert greeting.startswith(b"* OK [CAPABILITY IMAP4rev1 ")
    assert greeting.endswith(b"] imap.fuji.example is ready\r\n")


def test_after_too_many_bad_commands_it_says_goodbye() -> None:
    session = connected(OneAccount())
    answer = told(session, b"a1 NOOP\r\n" + b"EHLO me\r\n" * (MAX_BAD - 1) + b"a2 NOOP\r\n")
    assert b"a2 OK" in answer
    answer = told(session, b"EHLO me\r\n" * 30)
    assert answer.count(b"BAD") == MAX_BAD
    assert answer.endswith(b"* BYE too many tries; goodbye\r\n")
    assert session.closing


def test_after_too_many_wrong_passwords_too() -> None:
    session = connected(OneAccount())
    told(session, b"a LOGIN ken@fuji.example guess\r\n" * MAX_BAD)
    assert session.closing


def test_work_waits_until_output_is_taken() -> None:
    accounts = OneAccount()
    for _ in range(4):
        accounts.inbox.append(Message(b"x" * 700_000, NOW))
    session = selected(accounts)
    session.receive_data(b"a FETCH 1:* BODY.PEEK[]\r\nb NOOP\r\n")
    assert session.full
    assert session._output.size < HIGH_WATER + 800_000
    blocks = list(iter(session.data_to_send, b""))
    assert max(map(len, blocks)) <= BLOCK
    assert b"".join(blocks).count(b"x" * 700_000) == 4
    assert b"".join(blocks).endswith(b"a OK that is all\r\nb OK nothing done\r\n")
    assert not session.full


def test_one_big_fetch_needs_little_memory() -> None:
    """Thousands of copies of one part are made only as fast as they are taken."""
    accounts = OneAccount()
    accounts.inbox.append(Message(b"Subject: x\r\n\r\n" + b"y" * 1_000_000, NOW))
    for _ in range(9):
        accounts.inbox.append(accounts.inbox.entries[1].message)
    session = selected(accounts)
    items = b" ".join(b"BODY.PEEK[TEXT]<%d.999999>" % start for start in range(90))
    tracemalloc.start()
    session.receive_data(b"a FETCH 1:* (%b)\r\n" % items)
    sent = sum(len(block) for block in iter(session.data_to_send, b""))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert sent > 800_000_000
    assert peak < 6_000_000


def test_end_of_input_finishes_what_was_asked_and_closes() -> None:
    session = selected(OneAccount("one"))
    session.receive_data(b"a NOOP\r\nb NOO")
    session.receive_eof()
    assert said(session) == b"a OK nothing done\r\n"
    assert session.closing


def test_goodbye_is_said_once() -> None:
    accounts = OneAccount()
    session = selected(accounts, "SELECT Junk")
    ask(session, "IDLE")
    accounts.store.delete("Junk")
    session.receive_eof()
    accounts.arrive("x")
    assert said(session).count(b"* BYE") == 1
    assert session.closing


def test_a_lost_connection_listens_no_more() -> None:
    accounts = OneAccount("one")
    session = selected(accounts)
    ask(session, "IDLE")
    session.connection_lost()
    session.connection_lost()
    assert not accounts.inbox._listeners
    accounts.arrive("two")
    session.receive_data(b"a NOOP\r\n")
    assert said(session) == b""


def test_whoever_waits_is_woken_and_nobody_else() -> None:
    accounts = OneAccount("one")
    waiting, busy = selected(accounts), selected(accounts)
    ask(waiting, "IDLE")
    woken: list[str] = []
    waiting.wake = lambda: woken.append("waiting")
    busy.wake = lambda: woken.append("busy")
    accounts.arrive("two")
    assert woken == ["waiting"]
    assert said(waiting).startswith(b"* 2 EXISTS\r\n")
    assert said(busy) == b""


def test_who_waits_without_reading_is_told_later_and_in_brief() -> None:
    accounts = OneAccount("one")
    session = selected(accounts)
    accounts.inbox.append(Message(b"x" * 2 * HIGH_WATER, NOW))
    session.receive_data(b"a FETCH 1 FLAGS\r\nb FETCH 2 BODY.PEEK[]\r\nc IDLE\r\n")
    said(session)
    session.receive_data(b"DONE\r\nd FETCH 2 BODY.PEEK[]\r\ne IDLE\r\n")
    for number in range(1000):
        accounts.arrive(str(number))
    assert session._output.size < 3 * HIGH_WATER
    assert said(session).count(b"EXISTS") == 1


@pytest.mark.parametrize(
    "junk", [b"\0", b"\xff", b"\x80", b"NOOP\0", b"a N\xc3\x96\xc3\x96P", b"\r"]
)
def test_junk_is_refused(junk: bytes) -> None:
    session = selected(OneAccount())
    answer = told(session, junk + b"\r\nz NOOP\r\n")
    assert b" BAD " in answer
    assert answer.endswith(b"z OK nothing done\r\n")


@pytest.mark.parametrize("junk", [b'"\0"', b'"\xc3\xa4"', b"\xc3\xa4", b'"\x00\x00"'])
def test_junk_in_an_argument_is_refused(junk: bytes) -> None:
    assert ask(selected(OneAccount()), b"STATUS " + junk + b" (MESSAGES)")[0].startswith("t BAD")


def test_a_small_session_is_small() -> None:
    accounts = OneAccount("one", "two")
    sessions = [selected(accounts) for _ in range(10)]
    tracemalloc.start()
    sessions += [selected(accounts) for _ in range(100)]
    for session in sessions:
        ask(session, "IDLE")
    size = tracemalloc.get_traced_memory()[0] / 100
    tracemalloc.stop()
    assert size < 15 * 1024


def thirty_letters() -> OneAccount:
    """With room for as many again, which hostile dialogues use up."""
    accounts = OneAccount(*map(str, range(30)))
    accounts.store.quota = 60
    return accounts


@pytest.mark.slow
def test_hostile_bytes() -> None:
    """Four million octets: it answers or closes, never raises, and its memory is bounded."""
    dialogues = [client_side(path) for path in TRANSCRIPTS]
    accounts = thirty_letters()
    sessions = heard = 0
    for chunks in attacks(dialogues, 8_000_000, seed=3501):
        sessions += 1
        session = [connected, logged_in, selected][sessions % 3](accounts)
        for chunk in chunks:
            session.receive_data(chunk)
            heard += len(chunk)
            assert session._output.size < HIGH_WATER + 1_000_000
            answer = said(session)
            assert not answer or answer.endswith(b"\r\n")
            assert session._reader.waiting <= 17_000_000
            if session.closing:
                break
        session.connection_lost()
        assert accounts.store.used <= 60
        if sessions % 50 == 0:
            accounts = thirty_letters()
    assert sessions > 1000
    assert heard > 4_000_000  # the rest of an attack is not said to a session that has closed
