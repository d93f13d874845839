"""Somebody types: an answer is whole, silence is no waiting, and nobody hangs."""

from __future__ import annotations

import gc

import pytest

from labkit.wire.by_hand import HandLine
from labkit.wire.network import ByHand, NoSuchHost
from labkit.wire.tcp import TcpNetwork

HOST = ("shout.example", 110)


def test_what_is_said_is_answered_and_marked_as_typed(network: TcpNetwork) -> None:
    line: ByHand = network.by_hand(*HOST)
    assert line.hear() == b"HELLO\r\n"
    assert line.say(b"one\r\ntwo\r\n") == b"ONE\r\nTWO\r\n"
    [session] = network.thread.call(network.transcript.sessions)
    assert (session.id, session.who, session.typed) == (line.session, "you", True)
    line.hang_up()


def test_half_a_line_has_no_answer_and_nobody_waits_for_one(network: TcpNetwork) -> None:
    line = network.by_hand(*HOST)
    line.hear()
    assert line.say(b"hal") == b""
    assert line.say(b"f\r\n") == b"HALF\r\n"
    line.hang_up()


def test_a_hung_up_line_is_closed_and_says_nothing(network: TcpNetwork) -> None:
    line = network.by_hand(*HOST)
    line.hear()
    line.hang_up()
    network.thread.run(network.drained())
    assert not line.open
    assert line.say(b"hello?\r\n") == b""


def test_a_host_that_is_switched_off_ends_the_line(network: TcpNetwork) -> None:
    line = network.by_hand(*HOST)
    network.set_up(HOST[0], False)
    assert line.hear() is not None
    assert not line.open


def test_nobody_answers_where_no_server_is(network: TcpNetwork) -> None:
    with pytest.raises(NoSuchHost):
        HandLine(network, "nowhere.example", 1)


def test_a_forgotten_line_hangs_up_by_itself(network: TcpNetwork) -> None:
    network.by_hand(*HOST)
    gc.collect()
    network.thread.run(network.drained())
    [session] = network.thread.call(network.transcript.sessions)
    assert session.end == "closed"
