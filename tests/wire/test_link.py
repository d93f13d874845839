"""A cable that is slow, or pulled at a chosen place. What it loses is recorded as lost."""

from __future__ import annotations

import socket
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkit.wire.link import Blade, Cut
from labkit.wire.tcp import TcpNetwork

HOST = ("shout.example", 110)


def read_all(connection: socket.socket) -> bytes:
    heard = b""
    try:
        while block := connection.recv(4096):
            heard += block
    except ConnectionResetError:
        pass
    return heard


def say(network: TcpNetwork, cut: Cut, *said: bytes) -> bytes:
    with network.dial("tablet", *HOST, cut=cut) as connection:
        for line in said:
            connection.sendall(line)
        heard = read_all(connection)
    network.thread.run(network.drained())
    return heard


def wire(network: TcpNetwork) -> list[tuple[str, bytes, bool]]:
    return [(line.direction, line.octets, line.lost) for line in network.transcript.lines(1)]


def test_a_cable_pulled_before_a_line_loses_that_line(network: TcpNetwork) -> None:
    cut = Cut(before=lambda line: line.upper().startswith(b"QUIT"))
    assert say(network, cut, b"DELE 1\r\nqu", b"it\r\n") == b"HELLO\r\nDELE 1\r\n"
    assert wire(network)[-1] == ("C", b"quit\r\n", True)
    assert ("C", b"DELE 1\r\n", False) in wire(network)
    assert network.transcript.sessions()[0].end == "cut"
    assert network.engines[0].lost == 1  # type: ignore[attr-defined]


def test_a_cable_pulled_after_a_line_of_the_server(network: TcpNetwork) -> None:
    heard = say(network, Cut("S", after_lines=2), b"one\r\n", b"two\r\n")
    assert heard == b"HELLO\r\nONE\r\n"


def test_a_cable_pulled_after_an_octet(network: TcpNetwork) -> None:
    assert say(network, Cut("S", after_octets=3), b"one\r\n") == b"HEL"
    assert wire(network)[-1] == ("S", b"LO\r\n", True)


@pytest.mark.parametrize("more", [0, 100])
@pytest.mark.parametrize(
    ("cut", "said"),
    [
        (Cut(after_octets=7), [(b"one\r\n", False), (b"tw", False), (b"o\r\n", True)]),
        (Cut(after_octets=5), [(b"one\r\n", False)]),
        (Cut(after_lines=1), [(b"one\r\n", False)]),
        (Cut(before=lambda line: line[:3] == b"two"), [(b"one\r\n", False), (b"two\r\n", True)]),
    ],
)
def test_one_line_stands_for_all_that_a_client_had_said(
    network: TcpNetwork, cut: Cut, said: list[tuple[bytes, bool]], more: int
) -> None:
    say(network, cut, b"one\r\ntwo\r\n" + b"three\r\n" * more)
    assert [(octets, lost) for way, octets, lost in wire(network) if way == "C"] == said


@pytest.mark.parametrize("direction", ["C", "S"])
@given(data=st.binary(max_size=60), pieces=st.integers(1, 7), place=st.integers(1, 50))
def test_a_blade_after_octets_falls_at_the_same_place_however_data_is_cut(
    direction: str, data: bytes, pieces: int, place: int
) -> None:
    blade = Blade(Cut(direction, after_octets=place))  # type: ignore[arg-type]
    assert _passed(blade, data, pieces) == data[:place]


@given(lines=st.lists(st.sampled_from([b"a\n", b"bb\r\n", b"QUIT\r\n"])), pieces=st.integers(1, 7))
def test_a_blade_before_a_line_falls_at_the_same_place_however_data_is_cut(
    lines: list[bytes], pieces: int
) -> None:
    blade = Blade(Cut(before=lambda line: line == b"QUIT\r\n"))
    whole = b"".join(lines)
    expected = whole.split(b"QUIT\r\n")[0]
    assert _passed(blade, whole, pieces) == expected


@given(lines=st.lists(st.just(b"line\r\n"), max_size=9), pieces=st.integers(1, 7))
def test_a_blade_after_lines_counts_lines(lines: list[bytes], pieces: int) -> None:
    assert _passed(Blade(Cut(after_lines=3)), b"".join(lines), pieces) == b"".join(lines[:3])


def _passed(blade: Blade, data: bytes, size: int) -> bytes:
    passed = b""
    for start in range(0, len(data), size):
        through, lost = blade.split(data[start : start + size])
        passed += through
        if lost is not None:
            break
    return passed


def test_a_slow_link_keeps_the_order_and_takes_its_time(network: TcpNetwork) -> None:
    network.outages.latency["tablet"] = 0.02
    began = time.monotonic()
    with network.dial("tablet", *HOST) as connection:
        for number in range(20):
            connection.sendall(b"%d\r\n" % number)
        connection.sendall(b"QUIT\r\n")
        heard = read_all(connection)
    assert heard == b"HELLO\r\n" + b"".join(b"%d\r\n" % n for n in range(20)) + b"QUIT\r\n"
    assert time.monotonic() - began >= 0.04
